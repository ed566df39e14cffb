"""Reads PostgreSQL's tables as they lie in its files: dead rows, ``xmin``, ``ctid``, and its WAL."""

import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from .traces import Trace

PAGE, HEAD = 8192, 24
WAL, SEGMENT, WAL_HEAD, FIRST_HEAD = "pg_wal", 16 * 1024 * 1024, 24, 40
NORMAL = 1
"""A line pointer that has a row behind it; dead rows have one until they are vacuumed."""
_ALIGN = {"c": 1, "s": 2, "i": 4, "d": 8}
_TABLES = """
    SELECT c.relname, pg_relation_filepath(c.oid), a.attname, a.attlen, a.attalign, t.typname
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
    ORDER BY c.relname, a.attnum
"""
_COPY = re.compile(
    r"^COPY public\.(\w+) \(([^)]*)\) FROM stdin;\n(.*?)^\\\.$", re.MULTILINE | re.DOTALL
)


@dataclass
class Column:
    name: str
    length: int
    align: int
    kind: str


@dataclass
class Disk:
    """All that was seen in the folder of a server, by looking again and again."""

    data: Path
    connection: psycopg.Connection
    traces: dict[tuple[Any, ...], Trace] = field(default_factory=dict)
    raw: list[tuple[str, bytes]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """Every table's, as it was at the last look."""
    _begun: int = 0
    _wal_read: int = 0

    def __post_init__(self) -> None:
        self._wal_read = self._begun = self._wal_end()

    def look(self) -> None:
        """Every table's file, written out by the server just before."""
        self.connection.execute("CHECKPOINT")
        self._read_wal()
        tables: dict[tuple[str, str], list[Column]] = {}
        for name, path, *column in self.connection.execute(_TABLES).fetchall():
            column[2] = _ALIGN[column[2]]
            tables.setdefault((name, path), []).append(Column(*column))
        for (name, path), columns in tables.items():
            self.files[name] = (self.data / path).read_bytes()
            self._read_table(name, self.files[name], columns)

    def finish(self, dump: str) -> None:
        """The last look, and a dump as well."""
        self.look()
        self._read_wal(last=True)
        content = b"".join(content for name, content in self.raw if name == WAL)
        for trace in self.traces.values():
            key = str(trace.values.get("key") or "").encode()[6:26]  # ends may be left out of it
            if key and key in content:
                trace.note("wal", content.rindex(key))
        self._read_dump(dump)
        self.raw += self.files.items()

    def _wal_end(self) -> int:
        asked = "SELECT pg_current_wal_insert_lsn() - '0/0'"
        return int(self.connection.execute(asked).fetchall()[0][0])

    def _read_wal(self, *, last: bool = False) -> None:
        """What was written since the last look, without the heads of its pages."""
        end, content = self._wal_end(), b""
        for page in range(self._wal_read // PAGE, end // PAGE + last):
            number, place = divmod(page * PAGE, SEGMENT)
            path = self.data / "pg_wal" / f"00000001{number >> 8:08X}{number & 255:08X}"
            with path.open("rb") as file:
                head = WAL_HEAD if place else FIRST_HEAD
                file.seek(place + max(head, self._begun - page * PAGE))
                content += file.read(PAGE - file.tell() % PAGE)
        self._wal_read = (
            end // PAGE * PAGE
        )  # the page that is being written is read once it is full
        self.raw.append((WAL, content))

    def _read_table(self, name: str, content: bytes, columns: list[Column]) -> None:
        for block in range(len(content) // PAGE):
            page = content[block * PAGE : (block + 1) * PAGE]
            lower, _upper = struct.unpack_from("<HH", page, 12)
            for index in range((lower - HEAD) // 4 if lower else 0):
                (pointer,) = struct.unpack_from("<I", page, HEAD + 4 * index)
                place, state = pointer & 0x7FFF, pointer >> 15 & 3
                if state == NORMAL and pointer >> 17:
                    row = page[place : place + (pointer >> 17)]
                    self._note(name, row, columns, (block, index), (block, -place))

    def _note(
        self, table: str, row: bytes, columns: list[Column], item: tuple[int, int], place: Any
    ) -> None:
        (born,) = struct.unpack_from("<I", row, 0)
        values = _values(row, columns)
        trace = self._trace(table, columns[0].name, values)
        if born >= trace.orders.get("xmin", 0):
            trace.values = values
        trace.note("xmin", max(born, trace.orders.get("xmin", 0)))
        trace.note("first xmin", min(born, trace.orders.get("first xmin", born)))
        trace.note("ctid", item)
        trace.note("first ctid", item, first=True)
        trace.note("place in page", place)

    def _trace(self, table: str, first: str, values: dict[str, Any]) -> Trace:
        identity = (table, str(values[first]), str(values.get("seat_id")))
        return self.traces.setdefault(identity, Trace(table, values))

    def _read_dump(self, dump: str) -> None:
        self.raw.append(("dump", dump.encode()))
        for table, columns, rows in _COPY.findall(dump):
            names = columns.split(", ")
            for number, line in enumerate(rows.splitlines()):
                values = dict(zip(names, line.split("\t"), strict=True))
                self._trace(table, names[0], values).note("dump", number)


def _values(row: bytes, columns: list[Column]) -> dict[str, Any]:
    number, flags, start = struct.unpack_from("<HHB", row, 18)
    empty = row[23:] if flags & 1 else b""
    found: dict[str, Any] = {}
    at = start
    for index, column in enumerate(columns[: number & 0x7FF]):
        if empty and not empty[index // 8] >> index % 8 & 1:
            found[column.name] = None
            continue
        if column.length > 0:
            at += -at % column.align
            content = row[at : at + column.length]
            at += column.length
        else:
            content, at = _long(row, at, column.align)
        found[column.name] = _read(content, column)
    return found


def _long(row: bytes, at: int, align: int) -> tuple[bytes | None, int]:
    """A value of any length; None where it is compressed or lies elsewhere."""
    if row[at] == 1:
        return None, at + 18
    if row[at] & 1:
        return row[at + 1 : at + (row[at] >> 1)], at + (row[at] >> 1)
    at += -at % align
    (head,) = struct.unpack_from("<I", row, at)
    length = head >> 2
    return (None if head & 2 else row[at + 4 : at + length]), at + length


def _read(content: bytes | None, column: Column) -> Any:
    if content is None:
        return None
    if column.kind == "bool":
        return bool(content[0])
    if column.kind in ("int2", "int4", "int8"):
        return int.from_bytes(content, "little", signed=True)
    if column.kind in ("varchar", "text", "json"):
        return content.decode(errors="replace")
    return content

"""Reads SQLite's pages and WAL as bytes: rows where they lie, in the order in which they came.

Only what the file format says is used (https://www.sqlite.org/fileformat2.html), so that what
SQLite itself wouldn't tell any more is found too: older versions in frames, places in a page.
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .traces import Trace

TABLE_LEAF, INDEX_LEAF = 13, 10
TABLE_INNER, INDEX_INNER = 5, 2
WAL_HEAD, FRAME_HEAD, FILE_HEAD = 32, 24, 100
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""


@dataclass
class Table:
    """What ``sqlite_master`` says."""

    name: str
    root: int
    columns: list[str]
    keyed: list[str]
    """Columns of the primary key where the table has no rowid; those come first in its records."""
    rowid: str
    """The column that stands for the rowid."""


@dataclass
class Tape:
    """All that was seen of a database by looking at its files again and again."""

    path: Path
    size: int = 4096
    pages: dict[int, bytes] = field(default_factory=dict)
    traces: dict[tuple[Any, ...], Trace] = field(default_factory=dict)
    raw: list[tuple[str, bytes]] = field(default_factory=list)
    """Whole files, to look for words in."""
    tables: dict[str, Table] = field(default_factory=dict)
    _salt: bytes = b""
    _read: int = 0
    _frames: int = 0
    _owners: dict[int, Table] = field(default_factory=dict)
    _seen: dict[tuple[str, bytes], bool] = field(default_factory=dict)

    def begin(self) -> None:
        """Look for the first time; which tables there are is asked only here."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            self.tables = {table.name: table for table in _tables(connection)}
        self.look()

    def look(self) -> None:
        """Read what is new in file and WAL, as if both were copied at this moment."""
        new = self._new_frames()
        if not self.pages:
            self.pages = _pages(self.path.read_bytes(), self.size)
        for number, page in new:
            self.pages[number] = page
        self._find_owners()
        for number, page in new:
            self._frames += 1
            self._read_page(number, page, frame=self._frames)

    def finish(self) -> None:
        """The file itself as it is in the end, its free pages and gaps too."""
        self.look()
        content = self.path.read_bytes()
        self.raw.append(("file", content))
        self.pages = _pages(content, self.size) | self.pages
        self._find_owners()
        for number, page in _pages(content, self.size).items():
            self._read_page(number, page, frame=None)

    def _new_frames(self) -> list[tuple[int, bytes]]:
        wal = self.path.with_name(f"{self.path.name}-wal")
        content = wal.read_bytes() if wal.exists() else b""
        if len(content) < WAL_HEAD:
            self._salt = b""
            return []
        if content[16:24] != self._salt:  # begun anew, over the old frames
            self._salt, self._read = content[16:24], WAL_HEAD
        found = []
        step = FRAME_HEAD + self.size
        while self._read + step <= len(content):
            head = content[self._read : self._read + FRAME_HEAD]
            if head[8:16] != self._salt:
                break
            start = self._read + FRAME_HEAD
            found.append((struct.unpack(">I", head[:4])[0], content[start : start + self.size]))
            self._read += step
        self.raw.append(("wal", b"".join(page for _number, page in found)))
        return found

    def _find_owners(self) -> None:
        for table in self.tables.values():
            for number in self._tree(table.root):
                self._owners[number] = table

    def _tree(self, root: int) -> Iterator[int]:
        page = self.pages.get(root)
        if page is None:
            return
        yield root
        start = FILE_HEAD if root == 1 else 0
        if page[start] in (TABLE_INNER, INDEX_INNER):
            for place in _cells(page, start, 12):
                yield from self._tree(struct.unpack_from(">I", page, place)[0])
            yield from self._tree(struct.unpack_from(">I", page, start + 8)[0])

    def _read_page(self, number: int, page: bytes, *, frame: int | None) -> None:
        table = self._owners.get(number)
        start = FILE_HEAD if number == 1 else 0
        if table is None or page[start] not in (TABLE_LEAF, INDEX_LEAF):
            return
        for index, place in enumerate(_cells(page, start, 8)):
            rowid, values, raw = self._cell(page, place, by_rowid=page[start] == TABLE_LEAF)
            row = _named(table, rowid, values)
            identity = (table.name, rowid, *(row.get(name) for name in table.keyed))
            trace = self.traces.setdefault(identity, Trace(table.name, row))
            trace.values = row
            trace.note("key order", (number, index))
            trace.note("place in page", (number, -place))
            if frame is not None and (table.name, raw) not in self._seen:
                trace.note("born", (frame, -place), first=True)
                trace.note("changed", (frame, -place))
            self._seen[table.name, raw] = True

    def _cell(
        self, page: bytes, place: int, *, by_rowid: bool
    ) -> tuple[int | None, list[Any], bytes]:
        length, at = _varint(page, place)
        rowid = None
        if by_rowid:
            rowid, at = _varint(page, at)
        payload = self._payload(page, at, length, by_rowid=by_rowid)
        return rowid, _record(payload), bytes([by_rowid]) + str(rowid).encode() + payload

    def _payload(self, page: bytes, at: int, length: int, *, by_rowid: bool) -> bytes:
        """What of it lies in the page, and the rest from pages of its own."""
        least = (self.size - 12) * 32 // 255 - 23
        most = self.size - 35 if by_rowid else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length]
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        content = page[at : at + here]
        (following,) = struct.unpack_from(">I", page, at + here)
        while following and len(content) < length and following in self.pages:
            content += self.pages[following][4:]
            (following,) = struct.unpack_from(">I", self.pages[following], 0)
        return content[:length]


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    found = connection.execute("SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table'")
    for name, root, words in found.fetchall():
        info = connection.execute(f"PRAGMA table_info({name})").fetchall()
        keyed = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
        others = [row[1] for row in info if not row[5]]
        if "WITHOUT ROWID" in words:
            yield Table(name, root, keyed + others, keyed, "")
        else:
            rowid = next((row[1] for row in info if row[5] and row[2] == "INTEGER"), "")
            yield Table(name, root, [row[1] for row in info], [], rowid if len(keyed) == 1 else "")


def _named(table: Table, rowid: int | None, values: list[Any]) -> dict[str, Any]:
    row = dict(zip(table.columns, values, strict=False))
    if table.rowid:
        row[table.rowid] = rowid
    return row | ({"rowid": rowid} if rowid is not None else {})


def _pages(content: bytes, size: int) -> dict[int, bytes]:
    return {
        at // size + 1: content[at : at + size] for at in range(0, len(content) - size + 1, size)
    }


def _cells(page: bytes, start: int, head: int) -> list[int]:
    (count,) = struct.unpack_from(">H", page, start + 3)
    return list(struct.unpack_from(f">{count}H", page, start + head))


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for used in range(8):
        value = value << 7 | content[at + used] & 0x7F
        if content[at + used] < 0x80:
            return value, at + used + 1
    return value << 8 | content[at + 8], at + 9


def _record(payload: bytes) -> list[Any]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        value, length = _value(payload, at, kind)
        values.append(value)
        at += length
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in _INTEGERS:
        length = _INTEGERS[kind]
        return int.from_bytes(payload[at : at + length], "big", signed=True), length
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], 8
    if kind in (8, 9):
        return kind - 8, 0
    if kind < 12:
        return None, 0
    length = (kind - 12) // 2
    content = payload[at : at + length]
    return (content.decode(errors="replace") if kind % 2 else content), length

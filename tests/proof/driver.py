"""SQLite through apsw in the clothes of ``sqlite3``: our engines, on a disk of our own making.

Only as much of the DB-API as SQLAlchemy asks for. Rows are fetched at once.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import apsw
from sqlalchemy import event

from facilitation.db import Database


def connect_through(database: Database, vfs: str) -> None:
    """Let both engines of ``database`` open their file with the file system named ``vfs``."""

    def connect(_dialect: object, _record: object, arguments: list[str], _more: object) -> Any:
        return Connection(arguments[0], vfs)

    for engine in (database.writer, database.reader):
        event.listen(engine, "do_connect", connect)


class Connection:
    """Like ``sqlite3.Connection`` with ``isolation_level = None``."""

    isolation_level = None

    def __init__(self, path: str, vfs: str) -> None:
        self.apsw = apsw.Connection(path, vfs=vfs)

    def cursor(self, *_: object) -> "Cursor":
        return Cursor(self)

    def execute(self, words: str, values: Sequence[Any] = ()) -> "Cursor":
        return self.cursor().execute(words, values)

    def create_function(self, name: str, arguments: int, function: Any, **_: object) -> None:
        self.apsw.create_scalar_function(name, function, arguments, deterministic=True)

    def commit(self) -> None:
        if self.apsw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.apsw.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        with suppress(Exception):  # a disk without power can't be tidied up
            self.apsw.close(True)


class Cursor:
    """Like ``sqlite3.Cursor``."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid = 0
        self._rows: list[Any] = []

    def execute(self, words: str, values: Sequence[Any] = ()) -> "Cursor":
        return self._run(words, [values])

    def executemany(self, words: str, many: Iterable[Sequence[Any]]) -> "Cursor":
        return self._run(words, many)

    def _run(self, words: str, many: Iterable[Sequence[Any]]) -> "Cursor":
        cursor = self.connection.apsw.cursor()
        self.description = None
        cursor.exec_trace = self._describe  # once the statement is done nobody tells any more
        before = self.connection.apsw.total_changes()
        try:
            self._rows = [row for values in many for row in cursor.execute(words, tuple(values))]
        except apsw.ConstraintError as error:
            raise sqlite3.IntegrityError(str(error)) from error
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from error
        self.rowcount = self.connection.apsw.total_changes() - before
        self.lastrowid = self.connection.apsw.last_insert_rowid()
        return self

    def _describe(self, cursor: apsw.Cursor, _words: str, _values: object) -> bool:
        told = cursor.get_description()
        self.description = [(name, *([None] * 6)) for name, _type in told] or None
        return True

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        some, self._rows = self._rows[:size], self._rows[size:]
        return some

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    def __iter__(self) -> Any:
        return iter(self.fetchall())

    def close(self) -> None:
        self._rows = []

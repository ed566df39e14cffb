"""Copies of a SQLite database, whole even while a server writes to it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import Refused
from ..language import N_

PAGES = 256
"""One mebibyte at a time, so that progress can be told."""

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is."""


def untold(_done: int, _whole: int) -> None:
    """For those who needn't know."""


def part_of(progress: Progress, number: int, parts: int) -> Progress:
    """One of several steps that take about as long: told as its share of the whole."""
    return lambda done, whole: progress(number * whole + done, parts * whole)


class NotWhole(Refused):
    """SQLite's own check finds the database damaged."""

    status = 503
    code = "not_whole"
    default = N_(
        "Die Datenbank %(path)s ist beschädigt: %(reason)s. Bitte holen Sie die letzte "
        "unversehrte Sicherung mit „python3 app.py restore DATEI“ zurück."
    )


class InUse(Refused):
    """Another process has the database open."""

    status = 409
    code = "in_use"
    default = N_(
        "Mit dieser Datenbank arbeitet gerade noch ein anderes Programm, wahrscheinlich der "
        "Server. Bitte beenden Sie es (Strg+C) und versuchen Sie es dann noch einmal."
    )


def snapshot(path: Path, to: Path, progress: Progress = untold) -> None:
    """Copy the database at ``path`` to ``to`` as it is at this moment.

    The reading transaction holds the moment fast: pages can be copied bit by bit while others
    commit, and the copy needn't start over.
    """
    with closing(_reading(path)) as source, closing(sqlite3.connect(to)) as target:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _copy(source, target, progress)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def troubles(path: Path) -> str:
    """What SQLite's own check says about the database at ``path``; empty when it is whole."""
    try:
        with closing(_reading(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            found = [] if found == ["ok"] else found
            found += [
                f"{table} → {parent}"
                for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.DatabaseError as error:
        return str(error)
    return str(found[0]) if found else ""


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The only connection to the database, in any process; others wait until it is closed.

    Every open connection holds SQLite's shared lock on the file, be it idle or of a server that
    was started by another version, so an exclusive lock is granted to the last one only.
    Raises ``InUse``.
    """
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # the lock stays until the connection is closed
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise InUse from error
            raise
        yield connection


def overwrite(target: sqlite3.Connection, source: Path, progress: Progress = untold) -> None:
    """Put the database at ``source`` in place of what ``target`` is, in one transaction.

    Killed or failing midway, the old one is there again.
    """
    with closing(sqlite3.connect(source)) as new:
        _copy(new, target, progress)


def revision_of(path: Path) -> str | None:
    """The revision of the database at ``path``; none where it is no database of ours."""
    with closing(_reading(path)) as connection:
        return revision_in(connection)


def revision_in(connection: sqlite3.Connection) -> str | None:
    """The same, of a database that is open."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:  # no such table
        return None
    return str(row[0]) if row else None


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None
    )


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    source.backup(target, pages=PAGES, progress=tell)

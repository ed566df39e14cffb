"""Tests that run on both stores, SQLite and PostgreSQL.

A folder says so in its ``conftest.py`` by importing ``pytest_generate_tests`` from here;
whatever in it touches the database then runs twice.
"""

from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import event

from facilitation.db import Base, Database

SQLITE = "sqlite"
POSTGRES = "postgres"
SLOW = ("browser", "libreoffice")
"""What such a test is about lies behind the rows, and the second run would only cost time."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each test with a database run once on each store."""
    if "store" not in metafunc.fixturenames:
        return
    if any(metafunc.definition.get_closest_marker(name) for name in SLOW):
        return
    metafunc.parametrize("store", [SQLITE, POSTGRES], indirect=True)


def movable(path: Path) -> Database:
    """A SQLite database whose engines open whatever file ``move`` has named."""
    database = Database(f"sqlite:///{path}")

    def connect(_dialect: object, _record: object, arguments: list[str], _more: object) -> None:
        arguments[0] = str(database.path)

    for engine in (database.writer, database.reader):
        event.listen(engine, "do_connect", connect)
    return database


def move(database: Database, path: Path) -> None:
    """Work on another file from now on."""
    database.close()
    database.url = database.url.set(database=str(path))


def empty(database: Database) -> None:
    """Delete every row; a tenth of the time that a new copy or TRUNCATE takes.

    Ids go on counting, so a test that relied on the first id being 1 fails here.
    """
    with database.writer.begin() as connection:
        connection.exec_driver_sql(_emptying())


@cache
def _emptying() -> str:
    """One question to the server; it checks no foreign keys, so any order will do."""
    deletions = [f"DELETE FROM {name}" for name in Base.metadata.tables]
    return "; ".join(["SET LOCAL session_replication_role = replica", *deletions])

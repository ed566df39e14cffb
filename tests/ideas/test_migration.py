"""Sessions and items from before there were ideas keep all they had."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command

from facilitation import migrations
from facilitation.db import Database


@pytest.fixture
def old(tmp_path):
    """A database of the revision before, with a session that reads a recommendation along."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    move(database, command.upgrade, "0002")
    with closing(sqlite3.connect(database.path)) as connection, connection:
        fill(connection, "councils", slug="musterstadt", title="Bürgerrat", room_code="7K4P")
        fill(
            connection,
            "meetings",
            council_id=1,
            number=1,
            title="Erste",
            wall_view="recommendation",
            state="running",
        )
        fill(connection, "items", meeting_id=1, kind="tables", title="Gespräch", minutes=30)
        connection.execute("UPDATE meetings SET current_item_id = 1")
    yield database
    database.close()


def fill(connection, table, **values):
    """A row; columns that must be filled and aren't named get something of their type."""
    for _at, name, kind, needed, default, key in connection.execute(f"PRAGMA table_info({table})"):
        if needed and not key and default is None and name not in values:
            values[name] = "" if "CHAR" in kind or kind == "TEXT" else 1
    places = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values())
    )


def move(database, direction, revision):
    config = migrations.configuration()
    with migrations._without_foreign_keys(database) as connection, connection.begin():
        config.attributes["connection"] = connection
        direction(config, revision)


def row(database, sql):
    with closing(sqlite3.connect(database.path)) as connection:
        return connection.execute(sql).fetchone()


def test_old_rows_survive_there_and_back(old):
    move(old, command.upgrade, "0003")
    assert row(old, "SELECT title, minutes, collects, keeps_table FROM items") == (
        "Gespräch",
        30,
        "none",
        0,
    )
    assert row(old, "SELECT wall_view, current_item_id FROM meetings") == ("recommendation", 1)
    with closing(sqlite3.connect(old.path)) as connection, connection:
        connection.execute("UPDATE meetings SET wall_view = 'ideas'")
    move(old, command.downgrade, "0002")
    assert row(old, "SELECT wall_view, current_item_id FROM meetings") == ("follow", 1)
    assert row(old, "SELECT title, minutes FROM items") == ("Gespräch", 30)
    assert row(old, "PRAGMA foreign_key_check") is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE items SET collects = 'complaints'",
        "UPDATE meetings SET wall_view = 'everything'",
    ],
)
def test_the_database_refuses_other_words(old, change):
    move(old, command.upgrade, "0003")
    with closing(sqlite3.connect(old.path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(change)

"""PostgreSQL: the same tables as the models declare, up and down, and one writer at a time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import ProgrammingError

from facilitation import db, migrations
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.db import Base, Database

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def database(on_postgres):
    """The tests' database, emptied."""
    return on_postgres


@pytest.fixture
def fresh(postgres_server):
    """A database without any table."""
    database = Database(postgres_server.make("fresh"))
    yield database
    database.close()
    postgres_server.drop("fresh")


def differences(database):
    with database.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def downgrade(database, to):
    config = migrations.configuration()
    with database.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, to)


def test_migrations_make_what_the_models_declare(database):
    assert differences(database) == []


def test_migrations_go_down_and_up_again(fresh):
    migrations.upgrade(fresh)
    downgrade(fresh, "0011")
    migrations.upgrade(fresh)
    assert differences(fresh) == []

    downgrade(fresh, "base")
    with fresh.reader.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_failed_migration_changes_nothing(fresh, monkeypatch):
    monkeypatch.setattr(
        command, "upgrade", lambda config, _to: half_way(config.attributes["connection"])
    )
    with pytest.raises(ProgrammingError):
        migrations.upgrade(fresh)
    with fresh.reader.connect() as connection:
        assert inspect(connection).get_table_names() == []


def half_way(connection):
    connection.exec_driver_sql("CREATE TABLE half_way (id INTEGER)")
    connection.exec_driver_sql("THIS IS NO SQL")


def test_a_reader_sees_one_moment_throughout(database):
    with db.reading() as session:
        before = session.scalar(select(func.count(Council.id)))
        with db.transaction() as other:
            councils.set_up(other, slug="kassel", title="Bürgerrat")
        assert session.scalar(select(func.count(Council.id))) == before == 0


def started(database, name):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.guard", str(database.url), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process):
    out, err = process.communicate()
    assert process.returncode == 0, err
    return json.loads(out)


def test_greenlets_take_turns_while_the_server_answers_and_lose_no_ballot(database):
    seen = said(started(database, "cast_ballots"))

    last_of_each_seat = 10 * 30
    assert seen["result"] == last_of_each_seat
    assert seen["switches"] > 0


def test_two_processes_that_look_and_then_write_lose_no_update(database):
    with db.transaction() as session:
        session.execute(text("CREATE TABLE counter AS SELECT 0 AS value"))
    try:
        for process in [started(database, "count_on") for _ in range(2)]:
            said(process)
        with db.reading() as session:
            assert session.scalar(text("SELECT value FROM counter")) == 600
    finally:
        with db.transaction() as session:
            session.execute(text("DROP TABLE counter"))

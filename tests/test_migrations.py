"""Old data opens in new versions, new data not in old ones, and a copy is kept."""

import shutil
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from facilitation import migrations
from facilitation.db import Base, Database

BROKEN = """
revision = "9000"
down_revision = {head!r}

from alembic import op

def upgrade():
    op.execute("CREATE TABLE half_way (id INTEGER)")
    op.execute("THIS IS NO SQL")
"""
FURTHER = """
revision = "9000"
down_revision = {head!r}

from alembic import op

def upgrade():
    with op.batch_alter_table("councils") as table:
        table.drop_column("follow_up")
"""


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'council.db'}")
    yield database
    database.close()


def add_revision(tmp_path, monkeypatch, text):
    """Work with the real revisions and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.HERE, folder)
    head = ScriptDirectory(str(folder)).get_current_head()
    (folder / "versions" / "9000_more.py").write_text(text.format(head=head))
    monkeypatch.setattr(migrations, "HERE", folder)


def tables(database):
    with database.reader.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_migrations_make_what_the_models_declare(database):
    migrations.upgrade(database)
    with database.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_a_name(database):
    migrations.upgrade(database)
    with database.reader.connect() as connection:
        inspector = inspect(connection)
        unnamed = [
            (table, constraint)
            for table in inspector.get_table_names()
            for constraint in (
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
                *inspector.get_check_constraints(table),
            )
            if not constraint["name"]
        ]
    assert unnamed == []


def test_new_database_needs_no_copy_and_a_second_upgrade_does_nothing(database):
    assert migrations.upgrade(database) is None
    assert migrations.upgrade(database) is None
    assert not (database.path.parent / "backups").exists()


def test_copy_is_made_before_a_migration(database, tmp_path, monkeypatch):
    migrations.upgrade(database)
    with database.writer.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO accounts (name, password_hash, is_organiser, failed, created_at)"
            " VALUES ('Ada', '-', 1, 0, '2026-01-01')"
        )
    add_revision(tmp_path, monkeypatch, FURTHER)
    kept = migrations.upgrade(database)
    assert kept.parent == tmp_path / "backups"
    with sqlite3.connect(kept) as copy:
        assert copy.execute("SELECT name FROM accounts").fetchall() == [("Ada",)]
        assert "follow_up" in str(copy.execute("SELECT sql FROM sqlite_master").fetchall())
    with database.reader.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("councils")}
        assert "follow_up" not in columns
        assert connection.exec_driver_sql("SELECT name FROM accounts").scalar() == "Ada"


def test_failed_migration_changes_nothing(database, tmp_path, monkeypatch):
    migrations.upgrade(database)
    before = tables(database), migrations.revision(database)
    add_revision(tmp_path, monkeypatch, BROKEN)
    with pytest.raises(Exception, match="THIS IS NO SQL"):
        migrations.upgrade(database)
    assert (tables(database), migrations.revision(database)) == before


def test_newer_database_is_refused(database):
    migrations.upgrade(database)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(migrations.NewerDatabase, match="neueren Fassung"):
        migrations.upgrade(database)


def test_old_copies_make_room(database, tmp_path):
    migrations.upgrade(database)
    kept = [migrations.keep_copy(database.path, "0001") for _ in range(migrations.KEPT + 2)]
    assert [path.exists() for path in kept] == [False, False] + [True] * migrations.KEPT


def test_foreign_keys_are_on_again_afterwards(database):
    migrations.upgrade(database)
    with database.writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

"""The two ways into the database: what is written is whole, and nobody comes between."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from facilitation import clock, db
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting

ROOT = Path(__file__).resolve().parent.parent


def number_of_councils():
    with db.reading() as session:
        return session.scalar(select(func.count(Council.id)))


def set_up(session, slug="kassel"):
    return councils.set_up(session, slug=slug, title="Bürgerrat")


def test_a_transaction_is_kept_at_its_end_and_not_before(database):
    with db.transaction() as session:
        set_up(session)
        assert number_of_councils() == 0
    assert number_of_councils() == 1


@pytest.mark.parametrize("failure", [Refused, ZeroDivisionError, KeyboardInterrupt])
def test_an_error_takes_everything_back(database, failure):
    def half_done():
        with db.transaction() as session:
            set_up(session)
            raise failure

    with pytest.raises(failure):
        half_done()
    assert number_of_councils() == 0

    with db.transaction() as session:
        set_up(session)
    assert number_of_councils() == 1


def test_what_was_read_can_be_used_after_the_commit(database):
    with db.transaction() as session:
        council = set_up(session)
    assert council.slug == "kassel"


def test_a_reader_sees_one_moment_throughout(database):
    with db.reading() as session:
        before = session.scalar(select(func.count(Council.id)))
        with db.transaction() as other:
            set_up(other)
        assert session.scalar(select(func.count(Council.id))) == before == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_promised_pragmas_hold_on_both_engines(database, pragma, value):
    for engine in (database.writer, database.reader):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_foreign_keys_are_checked(evening):
    with pytest.raises(IntegrityError), db.transaction() as session:
        session.execute(text("DELETE FROM councils"))


def test_errors_of_the_database_show_no_values(database):
    with pytest.raises(IntegrityError) as error, db.transaction() as session:
        session.add(Meeting(title="verraten", number=1))
    assert "verraten" not in str(error.value)


@pytest.mark.parametrize("hours", [-5, 0, 2])
def test_moments_come_back_aware_and_equal(database, hours):
    moment = datetime(2022, 10, 8, 15, 10, tzinfo=timezone(timedelta(hours=hours)))
    with clock.at(moment), db.transaction() as session:
        set_up(session)

    with db.reading() as session:
        kept = session.scalar(select(Council.created_at))
    assert timedelta(0) <= kept - moment < timedelta(seconds=1)
    assert kept.tzinfo is UTC


def in_parallel(database, name):
    done = subprocess.run(
        [sys.executable, "-m", "tests.guard", str(database.url), name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_300_parallel_greenlets_lose_no_update(database):
    assert in_parallel(database, "count_up") == {"result": 300, "switches": 0}


def test_nobody_comes_between_while_the_writer_works_under_load(database):
    last_of_each_seat = 10 * 30
    assert in_parallel(database, "cast_ballots") == {"result": last_of_each_seat, "switches": 0}


def test_while_another_program_writes_everybody_else_goes_on(database):
    """The greenlet that ends the waiting would never get its turn, if we waited in SQLite."""
    assert in_parallel(database, "wait_for_another_program")["result"] == [True, 1]


def test_a_database_that_stays_held_is_said_in_the_end(database, monkeypatch):
    monkeypatch.setattr(db, "BUSY_TIMEOUT", 30)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"):
            ask_in_a_transaction()
        other.execute("COMMIT")
    assert ask_in_a_transaction() == 1


def ask_in_a_transaction():
    with db.transaction() as session:
        return session.scalar(text("SELECT 1"))


def test_a_pause_inside_a_transaction_would_be_noticed(database):
    """The control of the two above; even then the lock keeps every update."""
    seen = in_parallel(database, "pause_inside")
    assert seen["result"] == 300
    assert seen["switches"] > 0

"""What a session's end deletes is gone from the file, and a roll on the council's last day."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from facilitation import clock, db
from facilitation.councils.models import Council
from facilitation.live import erasing
from facilitation.meetings.models import Meeting
from facilitation.report import archive
from facilitation.voting.casting import Cast
from facilitation.voting.models import Ballot, Exclusion, RollEntry, UnlinkedBallot
from facilitation.voting.recount import compare, recount
from facilitation.voting.writer import writer

CANARY = "key-canary-on-the-roll"


@pytest.fixture
def over(evening):
    """A session that has ended, with a simple vote and one by name."""
    evening.begin_vote()
    for number, mark in enumerate(("yes", "yes", "no"), 1):
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")
    by_name = evening.ask("choice", {"min": 1, "max": 1}, mode="roll_call")
    marks = {"chosen": ["M7"]}
    writer.cast(Cast(by_name, evening.seat_ids[0], "phone", marks, CANARY, seq=1))
    evening.finish(by_name, "close", "show")
    evening.end()
    return evening


def count(table):
    with db.reading() as session:
        return session.scalar(select(func.count(table.id)))


def bytes_of(database):
    wal = database.path.with_name(f"{database.path.name}-wal")
    return database.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def day(evening, after):
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        council.delete_after = clock.local(clock.now()).date() + timedelta(days=after)


def test_after_the_end_the_file_is_built_anew_once(over, database):
    with db.reading() as session:
        assert session.get_one(Meeting, over.meeting_id).erased_at is None
    erasing.erase()

    with db.reading() as session:
        erased_at = session.get_one(Meeting, over.meeting_id).erased_at
        assert session.connection().exec_driver_sql("PRAGMA freelist_count").scalar() == 0
    assert erased_at
    erasing.erase()
    with db.reading() as session:
        assert session.get_one(Meeting, over.meeting_id).erased_at == erased_at


def test_while_somebody_reads_it_is_tried_again(over, database):
    with db.reading() as session:
        session.scalar(select(Council.id))
        erasing.erase()
    with db.reading() as session:
        assert session.get_one(Meeting, over.meeting_id).erased_at is None
    erasing.erase()
    with db.reading() as session:
        assert session.get_one(Meeting, over.meeting_id).erased_at


def test_until_its_last_day_the_roll_is_kept(over):
    day(over, 0)
    erasing.erase()
    assert count(RollEntry) == 12
    assert count(Ballot) == 1


def test_after_it_rolls_and_seats_are_gone_and_all_figures_stay(over, database):
    assert CANARY.encode() in bytes_of(database)
    before = kept(over)
    day(over, -1)
    erasing.erase()

    assert (count(RollEntry), count(Ballot), count(Exclusion)) == (0, 0, 0)
    assert count(UnlinkedBallot) == 4
    assert CANARY.encode() not in bytes_of(database)
    after = kept(over)
    assert after["polls"] == before["polls"]
    assert list(compare(after, recount(after))) == []
    assert [entry["by_seat"] for entry in before["rounds"]] != [{}, {}]
    assert [entry["by_seat"] for entry in after["rounds"]] == [{}, {}]


def kept(evening):
    with db.reading() as session:
        return archive.archive(session, session.get_one(Council, evening.council_id))

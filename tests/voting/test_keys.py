"""Keys of sealed rounds: on the disk before anybody votes, gone after the count."""

import importlib.util
import os
import stat
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting
from facilitation.voting import counting, keys, mailbox, polls, sealing, wording
from facilitation.voting.models import Poll, Round, SealedBallot

from .. import factories


@pytest.fixture
def vote(database):
    """A sealed vote that is open, with six members here."""
    evening = factories.evening(mode="sealed")
    evening.begin_vote()
    return evening


def files():
    folder = keys.folder_of(db.database())
    return sorted(folder.iterdir()) if folder.exists() else []


def key_of(evening):
    with db.reading() as session:
        return session.get_one(Round, evening.round_id).key_name


def lose_the_power(work):
    """It ends after ``work`` and before the commit."""

    def interrupted():
        with db.transaction() as session:
            work(session)
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        interrupted()


def test_an_open_round_has_a_key_of_its_own_that_only_this_user_reads(vote):
    [file] = files()

    assert file.stem == key_of(vote)
    assert len(file.read_bytes()) == keys.BYTES
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("end", ["show", "cancel", "undo", "end"])
def test_whatever_ends_the_vote_ends_its_key(vote, end):
    if end != "undo":
        for number in range(1, 7):
            vote.cast(number, "yes")
    if end == "show":
        vote.command("close")
        vote.command("show")
    elif end == "cancel":
        vote.command("cancel", "Feueralarm")
    elif end == "undo":
        vote.command("undo_open")
    else:
        vote.end()

    assert files() == []


def test_closing_and_opening_again_keeps_the_key(vote):
    [file] = files()
    for command in ("close", "reopen", "close"):
        vote.command(command)
        assert files() == [file]


def test_a_count_that_is_taken_back_keeps_its_key(vote):
    for number in range(1, 7):
        vote.cast(number, "no")
    vote.command("close")
    lose_the_power(lambda session: polls.count(session, session.get_one(Round, vote.round_id)))

    assert [file.stem for file in files()] == [key_of(vote)]
    vote.command("show")
    assert files() == []


def test_an_opening_that_is_taken_back_leaves_nothing_for_good(database):
    evening = factories.evening(mode="sealed")
    for step in (evening.start, evening.arrive, evening.move_on, evening.move_on):
        step()

    def open_it(session):
        poll = session.get_one(Poll, evening.poll_ids[0])
        meeting = session.get_one(Meeting, evening.meeting_id)
        text = wording.current(session, poll)
        polls.open_round(session, poll.latest, meeting, text, from_state="ready")

    lose_the_power(open_it)
    [left] = files()
    with db.transaction() as session:
        assert sealing.recover(session) == []

    assert not left.exists()


def test_the_bytes_are_overwritten_before_the_file_goes(vote, monkeypatch):
    """Where a file is written in place, as on a hard disk, its old name shows what is left."""
    [file] = files()
    key = file.read_bytes()
    held = file.open("rb")  # as an open file it outlives its name
    vote.command("cancel", "Feueralarm")

    left = held.read()
    held.close()
    assert len(left) == keys.BYTES
    assert left != key


def test_another_database_keeps_its_own_keys(vote, tmp_path):
    kept = files()
    other = db.Database(f"sqlite:///{tmp_path / 'other.db'}")
    keys.destroy_all(other)

    assert files() == kept
    assert keys.folder_of(other) != keys.folder_of(db.database())


def test_the_same_database_is_found_by_every_spelling_of_its_path(tmp_path):
    (tmp_path / "a").mkdir()
    plain, around = tmp_path / "council.db", tmp_path / "a" / ".." / "council.db"

    assert keys.folder_name(around) == keys.folder_name(plain)


def test_where_a_file_stands_in_the_way_nothing_opens(database, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(keys, "_root", tmp_path / "file")
    refuse_opening()


def refuse_opening():
    evening = factories.evening(mode="sealed")
    for step in (evening.start, evening.arrive, evening.move_on, evening.move_on):
        step()
    with pytest.raises(keys.NoPlace) as refused:
        evening.open()
    assert "Ordner für Schlüssel" in refused.value.sentence()
    with db.reading() as session:
        assert session.get_one(Round, evening.round_id).state == "ready"


def test_without_its_key_nobody_votes_and_the_next_start_ends_the_round(vote):
    vote.cast(1, "yes")
    keys.destroy_all(db.database())

    with pytest.raises(Refused) as refused:
        vote.cast(2, "yes")
    assert refused.value.code == "void"
    with db.transaction() as session:
        assert [around.id for around in sealing.recover(session)] == [vote.round_id]
    with db.reading() as session:
        around = session.get_one(Round, vote.round_id)
        assert (around.state, around.uncounted) == ("cancelled", "void")
        assert "wiederholen" in around.cancel_reason


def test_a_key_that_cannot_be_read_just_now_costs_no_vote(vote, monkeypatch):
    """Too many open files, a disk that hangs: the phone sends again, the start waits."""
    for number in range(1, 6):
        vote.cast(number, "yes")
    with unreadable(files()[0]):
        with pytest.raises(keys.Unreadable) as refused:
            vote.cast(6, "yes")
        assert refused.value.code == "refused", "phones send such a ballot again"
        vote.command("close")
        with pytest.raises(keys.Unreadable):
            vote.command("show")
        with db.transaction() as session:
            assert sealing.why_uncountable(session, session.get_one(Round, vote.round_id)) == ""
            assert sealing.recover(session) == []
    vote.command("show")
    assert files() == []


@contextmanager
def unreadable(file):
    """Something else lies in its place; not even the system's user can read that."""
    aside = file.parent.parent / "aside"
    file.rename(aside)
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        aside.rename(file)


def test_a_key_that_was_overwritten_is_a_lost_one(vote, monkeypatch):
    for number in range(1, 7):
        vote.cast(number, "yes")
    [file] = files()
    file.write_bytes(bytes(keys.BYTES))

    with pytest.raises(keys.KeyLost):
        vote.cast(1, "yes")
    vote.command("close")
    with pytest.raises(counting.Void):
        vote.command("show")
    monkeypatch.setattr(mailbox.Box, "unseal", None)  # no ballot is opened to find that out
    with db.transaction() as session:
        assert [around.id for around in sealing.recover(session)] == [vote.round_id]


def test_a_ballot_that_its_key_does_not_open_makes_the_round_void(vote):
    """Somebody has moved a row to another seat."""
    for number in range(1, 7):
        vote.cast(number, "yes")
    vote.command("close")
    with db.transaction() as session:
        rows = session.scalars(select(SealedBallot).filter_by(round_id=vote.round_id)).all()
        rows[0].sealed = rows[1].sealed

    with pytest.raises(counting.Void):
        vote.command("show")
    with db.transaction() as session:
        sealing.give_up(session, session.get_one(Round, vote.round_id))
    with db.reading() as session:
        assert session.get_one(Round, vote.round_id).uncounted == "void"
    assert files() == []


def test_what_cannot_be_destroyed_keeps_no_other_key_and_is_tried_again(vote):
    [file] = files()
    stray = file.with_name("stray.key")
    stray.mkdir()
    vote.command("cancel", "Feueralarm")
    assert files() == [stray]

    stray.rmdir()
    stray.write_bytes(bytes(keys.BYTES))
    keys.sweep_again()
    assert files() == []


def test_nobody_waits_for_somebody_who_reads_the_mailbox(vote):
    """As ``pg_dump`` and a back-up do; what is left of it goes later."""
    for number in range(1, 7):
        vote.cast(number, "yes")
    vote.command("close")
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(SealedBallot)) == 6
        vote.command("show")
        assert files() == []
    keys.sweep_again()
    with db.transaction():
        pass
    assert left_on_disk(vote) == 0


def test_what_a_process_left_that_died_after_the_key_goes_with_the_next_one(vote, monkeypatch):
    """Its key is gone, so nothing tells the next one that there is anything left to wipe."""
    for number in range(1, 7):
        vote.cast(number, "yes")
    vote.command("close")
    monkeypatch.setattr(keys, "_wipe", lambda _database: True)
    vote.command("show")
    assert files() == []
    assert left_on_disk(vote) > 0

    next_process().sweep()
    with db.transaction():
        pass
    assert left_on_disk(vote) == 0


def next_process():
    """The module as a new process has it."""
    spec = importlib.util.find_spec(keys.__name__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.configure(keys.folder_of_all())
    return module


def left_on_disk(vote):
    """Bytes in which rows of the mailbox may still lie."""
    database = db.database()
    if database.sqlite:
        return database.path.with_name(f"{database.path.name}-wal").stat().st_size
    with db.reading() as session:
        return session.scalar(text("SELECT pg_relation_size('mailbox')"))

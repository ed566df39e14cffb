"""The one writer: one commit for many, each answered for itself, and closing under fire."""

import random
from contextlib import contextmanager
from dataclasses import replace

import gevent
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import DataError

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting
from facilitation.participants.models import Seat
from facilitation.voting import polls, ways
from facilitation.voting.casting import Cast, HelpOver, OtherChannel, Receipt, RoundClosed, Stale
from facilitation.voting.models import RollEntry, Round
from facilitation.voting.writer import Writer

from .. import stored

TOO_LARGE = 2**70
"""A ``seq`` that no database can keep: what goes wrong in it wasn't thought of."""


@pytest.fixture
def vote(evening):
    """An open round with everybody here."""
    evening.begin_vote()
    return evening


@pytest.fixture
def writer():
    writer = Writer()
    writer.start()
    yield writer
    writer.stop()


@contextmanager
def commits(database):
    """Counts the commits of the writing engine."""
    seen = []
    note = seen.append
    event.listen(database.writer, "commit", note)
    try:
        yield seen
    finally:
        event.remove(database.writer, "commit", note)


def ballot(vote, number, mark="yes", *, seq=1):
    seat = vote.seat_ids[number - 1]
    return Cast(vote.round_id, seat, "phone", {"M7": mark}, f"key-{number}-{seq}-{mark}", seq)


def at_once(*works):
    """Let all begin in the same moment; their greenlets, ended."""
    started = [gevent.spawn(*work) for work in works]
    gevent.joinall(started)
    return started


def rows():
    with db.reading() as session:
        return dict(
            session.execute(select(RollEntry.seat_id, RollEntry.seq).where(RollEntry.seq > 0)).all()
        )


def test_many_ballots_share_one_commit(vote, writer, database):
    with commits(database) as seen:
        at_once(*((writer.cast, ballot(vote, number)) for number in range(1, 7)))

    assert len(seen) == 1
    assert len(rows()) == 6


def test_a_ballot_that_cannot_be_kept_fails_alone(vote, writer, database):
    with commits(database) as seen:
        one, bad, other = at_once(
            (writer.cast, ballot(vote, 1)),
            (writer.cast, ballot(vote, 2, seq=TOO_LARGE)),
            (writer.cast, ballot(vote, 3)),
        )

    assert (one.value, other.value) == (Receipt(1, first=True), Receipt(1, first=True))
    assert isinstance(bad.exception, (OverflowError, DataError))
    assert rows() == {vote.seat_ids[0]: 1, vote.seat_ids[2]: 1}
    assert len(seen) == 1


def test_a_command_that_breaks_fails_alone_and_is_taken_back(vote, writer, database):
    def half_done(session):
        session.get_one(Meeting, vote.meeting_id).title = "halb"
        session.flush()
        raise ZeroDivisionError

    with commits(database) as seen:
        before, bad, after, asked = at_once(
            (writer.cast, ballot(vote, 1)),
            (writer.run, half_done),
            (writer.cast, ballot(vote, 2)),
            (writer.run, lambda session: session.get_one(Meeting, vote.meeting_id).title),
        )

    assert isinstance(bad.exception, ZeroDivisionError)
    assert asked.value == "Maßnahmen prüfen"
    assert before.value.first
    assert after.value.first
    assert len(rows()) == 2
    assert len(seen) == 1


def test_when_the_commit_fails_nobody_hears_that_it_arrived(vote, writer, database):
    def disk_full(_connection):
        raise OSError("disk full")

    event.listen(database.writer, "commit", disk_full)
    try:
        sent = at_once(*((writer.cast, ballot(vote, number)) for number in (1, 2)))
    finally:
        event.remove(database.writer, "commit", disk_full)

    assert [str(greenlet.exception) for greenlet in sent] == ["disk full"] * 2
    assert rows() == {}
    assert writer.cast(ballot(vote, 1)).first


def test_stopping_answers_whoever_has_handed_in(vote):
    writer = Writer()
    writer.start()
    sent = gevent.spawn(writer.cast, ballot(vote, 1))
    gevent.sleep(0)
    writer.stop()

    assert sent.get(block=False) == Receipt(1, first=True)


@pytest.mark.parametrize("seed", range(5))
def test_closing_under_fire_counts_what_was_acknowledged_and_nothing_else(vote, writer, seed):
    chance = random.Random(seed)
    arrived: dict[int, tuple[int, str]] = {}
    closed: list[bool] = []
    after: list[object] = []

    def cast(number, seq, mark, turns):
        for _ in range(turns):
            gevent.sleep(0)
        too_late = bool(closed)
        try:
            receipt = writer.cast(ballot(vote, number, mark, seq=seq))
        except Refused as refusal:
            receipt = refusal
        if too_late:
            after.append(receipt)
        if isinstance(receipt, Receipt):
            arrived[number] = max(arrived.get(number, (0, "")), (seq, mark))

    def close(turns):
        for _ in range(turns):
            gevent.sleep(0)
        writer.run(lambda session: polls.close(session, session.get_one(Round, vote.round_id)))
        closed.append(True)

    voters = [
        (cast, number, seq, chance.choice(("yes", "no", "abstain")), chance.randrange(400))
        for number in range(1, 7)
        for seq in range(1, 21)
    ]
    at_once(*voters, (close, 200))

    assert after
    assert RoundClosed in map(type, after)
    assert {type(answer) for answer in after} <= {RoundClosed, Stale}  # or a newer one is in
    with db.reading() as session:
        kept = stored.ballots(session, vote.round_id)
        on_roll = session.scalar(select(func.count(RollEntry.id)).filter_by(arrived=True))
    assert {
        vote.seat_ids.index(seat) + 1: (one.seq, one.marks["M7"]) for seat, one in kept.items()
    } == arrived
    assert on_roll == len(arrived)
    vote.command("show")
    with db.reading() as session:
        counts = session.get_one(Round, vote.round_id).result["options"]["M7"]["counts"]
    marks = [mark for _seq, mark in arrived.values()]
    assert counts == {mark: marks.count(mark) for mark in ("yes", "no", "abstain")}


WAYS = ("phone", "device", "tablet", "helper", "paper")


@pytest.mark.parametrize("marked", WAYS)
def test_twenty_ballots_of_one_seat_by_five_ways_make_one_row_by_the_one_marked(
    vote, writer, marked
):
    with db.transaction() as session:
        seat = session.get_one(Seat, vote.seat_ids[0])
        if marked == "helper":
            ways.offer_help(session, seat)
        else:
            ways.choose(session, seat, marked)
    sent = [
        replace(ballot(vote, 1, mark, seq=None), channel=way, key=f"key-{way}-{mark}-{copy}")
        for way in WAYS
        for mark in ("yes", "no")
        for copy in (1, 2)
    ]
    random.Random(marked).shuffle(sent)
    answers = at_once(*((writer.cast, cast) for cast in sent))

    taken = [
        (cast, answer.value)
        for cast, answer in zip(sent, answers, strict=True)
        if answer.successful()
    ]
    fits = {marked} | ({"phone"} if marked == "device" else set())  # a lent phone is a phone
    assert {cast.channel for cast, _receipt in taken} == fits
    assert len(taken) == (1 if marked == "helper" else 4 * len(fits))  # help is for one vote
    refused = [answer.exception for answer in answers if not answer.successful()]
    assert all(isinstance(refusal, (OtherChannel, HelpOver)) for refusal in refused)
    assert len(refused) == 20 - len(taken)
    assert sorted(receipt.seq for _cast, receipt in taken) == list(range(1, len(taken) + 1))
    assert [receipt.first for _cast, receipt in taken] == [True] + [False] * (len(taken) - 1)
    with db.reading() as session:
        [(seat_id, row)] = stored.ballots(session, vote.round_id).items()
        entries = session.scalars(select(RollEntry).filter_by(round_id=vote.round_id)).all()
    newest, receipt = taken[-1]
    assert (seat_id, row.seq, row.marks) == (vote.seat_ids[0], receipt.seq, newest.marks)
    assert [entry.seat_id for entry in entries if entry.arrived] == [vote.seat_ids[0]]
    vote.command("close")
    vote.command("show")
    with db.reading() as session:
        assert session.get_one(Round, vote.round_id).channels == {marked: 1}

"""Handing in ballots: any order, any number of deliveries, one seat one ballot."""

from dataclasses import replace

import gevent
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Invalid, NotFound
from facilitation.participants.models import Seat
from facilitation.voting import casting, roll
from facilitation.voting.casting import (
    Cast,
    NotEntitled,
    OtherChannel,
    OtherDevice,
    Receipt,
    RoundClosed,
    Stale,
    store,
)
from facilitation.voting.models import CHANNELS, Ballot, RollEntry
from facilitation.voting.writer import Writer

from .. import factories, stored


@pytest.fixture
def vote(evening):
    """An open round with everybody here."""
    evening.begin_vote()
    return evening


def ballot(vote, number=1, mark="yes", **more):
    values = {
        "round_id": vote.round_id,
        "seat_id": vote.seat_ids[number - 1],
        "channel": "phone",
        "marks": {"M7": mark},
        "key": "key-one",
        "seq": 1,
    }
    return Cast(**(values | more))


def hand_in(*casts):
    with db.transaction() as session:
        return store(session, casts)


def kept(vote, number=1):
    with db.reading() as session:
        one = stored.ballots(session, vote.round_id).get(vote.seat_ids[number - 1])
        return (one.marks["M7"], one.seq) if one else None


def test_a_ballot_arrives(vote):
    [answer] = hand_in(ballot(vote))

    assert answer == Receipt(seq=1, first=True)
    assert kept(vote) == ("yes", 1)


def test_a_higher_seq_replaces(vote):
    hand_in(ballot(vote))
    [answer] = hand_in(ballot(vote, mark="no", key="key-two", seq=2))

    assert answer == Receipt(seq=2, first=False)
    assert kept(vote) == ("no", 2)


def test_the_same_ballot_again_gets_the_same_answer(vote):
    hand_in(ballot(vote))
    [answer] = hand_in(ballot(vote))

    assert answer.seq == 1
    assert kept(vote) == ("yes", 1)


def test_an_older_ballot_after_a_newer_one_is_stale(vote):
    hand_in(ballot(vote, mark="no", key="key-two", seq=2))
    [answer] = hand_in(ballot(vote))

    assert isinstance(answer, Stale)
    assert answer.current == 2
    assert kept(vote) == ("no", 2)


def test_without_a_seq_the_last_one_wins(vote):
    hand_in(ballot(vote))
    [answer] = hand_in(ballot(vote, mark="abstain", key="key-page", seq=None))

    assert answer.seq == 2
    assert kept(vote) == ("abstain", 2)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    st.permutations([(seq, mark) for seq, mark in enumerate(("yes", "no", "abstain", "no"), 1)]),
    st.integers(1, 3),
)
def test_any_order_and_number_of_deliveries_ends_in_the_newest(vote, order, copies):
    with db.transaction() as session:
        session.query(Ballot).delete()
        session.query(RollEntry).update({"seq": 0, "key": ""})
    for seq, mark in order:
        for _ in range(copies):
            hand_in(ballot(vote, mark=mark, key=f"key-{seq}", seq=seq))

    assert kept(vote) == ("no", 4)


def test_a_batch_is_decided_in_its_order(vote):
    answers = hand_in(
        ballot(vote),
        ballot(vote, mark="no", key="key-two", seq=2),
        ballot(vote, number=2),
        ballot(vote),
    )

    assert [type(answer) for answer in answers] == [Receipt, Receipt, Receipt, Stale]
    assert kept(vote) == ("no", 2)
    assert kept(vote, 2) == ("yes", 1)


def test_twenty_parallel_copies_make_one_row(vote):
    writer = Writer()
    writer.start()
    try:
        sent = [gevent.spawn(writer.cast, ballot(vote)) for _ in range(20)]
        gevent.joinall(sent, raise_error=True)
    finally:
        writer.stop()

    assert {greenlet.value.seq for greenlet in sent} == {1}
    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 1
        assert session.scalar(select(func.count(RollEntry.id)).filter_by(arrived=True)) == 1


@pytest.mark.parametrize("command", ["close", "show"])
def test_nothing_is_accepted_after_the_close(vote, command):
    vote.command("close")
    if command == "show":
        vote.command("show")

    [answer] = hand_in(ballot(vote))

    assert isinstance(answer, RoundClosed)
    assert kept(vote) is None


def test_a_late_ballot_is_noted_on_the_roll(vote):
    vote.command("close")
    hand_in(ballot(vote), ballot(vote))

    with db.reading() as session:
        late = session.scalars(select(RollEntry.seat_id).filter_by(late=True)).all()
    assert late == [vote.seat_ids[0]]


def test_who_is_not_on_the_roll_may_not_vote(evening):
    evening.start()
    evening.arrive(1, 2)
    evening.move_on()
    evening.move_on()
    evening.open()

    [answer] = hand_in(ballot(evening, number=3))

    assert isinstance(answer, NotEntitled)


def test_a_seat_of_another_council_may_not_vote(vote):
    other = factories.evening("nachbarstadt")

    [answer] = hand_in(ballot(vote, seat_id=other.seat_ids[0]))

    assert isinstance(answer, NotEntitled)


def test_an_unknown_round_is_not_found(vote):
    [answer] = hand_in(ballot(vote, round_id=9999))

    assert isinstance(answer, NotFound)


@pytest.mark.parametrize(
    "marks",
    [
        {},
        {"M7": "maybe"},
        {"M7": 1},
        {"M7": None},
        {"M7": ["yes"]},
        {"M8": "yes"},
        {"M7": "yes", "M8": "no"},
    ],
)
def test_marks_that_fit_no_ballot_are_refused(vote, marks):
    [answer] = hand_in(ballot(vote, marks=marks))

    assert isinstance(answer, Invalid)
    assert kept(vote) is None


def test_only_the_last_device_of_a_seat_may_vote(vote):
    with db.transaction() as session:
        from facilitation.participants import joining

        seat = session.get_one(Seat, vote.seat_ids[0])
        old = joining.sign_in(session, seat, present=None, take_over=False).device.id
        new = joining.sign_in(session, seat, present=None, take_over=True).device.id

    refused, accepted = hand_in(ballot(vote, device_id=old), ballot(vote, device_id=new))

    assert isinstance(refused, OtherDevice)
    assert isinstance(accepted, Receipt)


def test_paper_and_phone_of_one_seat_never_give_two_votes(vote):
    hand_in(ballot(vote))
    [answer] = hand_in(ballot(vote, channel="paper", key="paper-one", seq=None, mark="no"))

    assert isinstance(answer, OtherChannel)
    assert kept(vote) == ("yes", 1)


def test_paper_may_be_typed_in_until_the_count(vote):
    from facilitation.voting.models import Round

    paper = ballot(vote, channel="paper", key="paper-one", seq=None)
    with db.transaction() as session:
        roll.switch_channel(
            session, session.get_one(Round, vote.round_id), vote.seat_ids[0], "paper"
        )
    vote.command("close")
    [accepted] = hand_in(paper)
    vote.command("show")
    [refused] = hand_in(replace(paper, marks={"M7": "no"}, key="paper-two"))

    assert isinstance(accepted, Receipt)
    assert isinstance(refused, RoundClosed)


def test_a_failed_commit_answers_nobody_with_arrived(vote, monkeypatch):
    def broken(session, casts):
        store(session, casts)
        raise OSError("disk full")

    monkeypatch.setattr("facilitation.voting.writer.store", broken)
    writer = Writer()
    writer.start()
    try:
        sent = gevent.spawn(writer.cast, ballot(vote))
        sent.join()
    finally:
        writer.stop()

    assert isinstance(sent.exception, OSError)
    assert kept(vote) is None


def test_refusals_are_sentences():
    refusals = (RoundClosed(), NotEntitled(), OtherDevice(), Stale(current=1))
    for refusal in (*refusals, *(OtherChannel(marked) for marked in CHANNELS)):
        assert refusal.sentence().endswith(".")
    assert casting.Cast.__doc__


def test_an_older_ballot_that_comes_after_the_close_makes_nobody_late(vote):
    hand_in(ballot(vote, mark="no", key="key-two", seq=2))
    vote.command("close")
    [answer] = hand_in(ballot(vote))

    assert isinstance(answer, Stale)
    with db.reading() as session:
        assert not session.scalars(select(RollEntry.late).filter_by(late=True)).all()


@pytest.mark.parametrize("where", ["on_sqlite", "on_postgres"])
@pytest.mark.parametrize("mode", ["sealed", "simple"])
def test_a_batch_writes_every_ballot_and_its_line_once(mode, where, request):
    request.getfixturevalue(where)
    evening = factories.evening(members=8, mode=mode)
    round_id = evening.begin_vote()
    marks = ("yes", "no")

    def casts(seq):
        return [
            Cast(round_id, seat, "phone", {"M7": marks[(at + seq) % 2]}, f"{seat}-{seq}-key", seq)
            for at, seat in enumerate(evening.seat_ids)
        ]

    for seq in (1, 2):
        with db.transaction() as session:
            receipts = store(session, casts(seq))
        assert receipts == [Receipt(seq, first=seq == 1)] * 8

    with db.reading() as session:
        kept = stored.ballots(session, round_id)
    assert kept == {
        cast.seat_id: stored.Stored(cast.key, cast.seq, cast.marks) for cast in casts(2)
    }

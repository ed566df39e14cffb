"""Sealed votes: nobody reads a ballot before the count, and none leads to a seat after it."""

import json

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from facilitation import db
from facilitation.voting import casting, counting, mailbox, modes, sealed_tally, sealing
from facilitation.voting.casting import Cast
from facilitation.voting.mailbox import Box
from facilitation.voting.methods import METHODS, Question
from facilitation.voting.models import Ballot, RollEntry, Round, SealedBallot, UnlinkedBallot
from facilitation.voting.recount import recount
from facilitation.voting.refusals import RoundClosed
from facilitation.voting.sealing import TooFewEntitled

from .. import factories
from .polls import OPTIONS, POLLS, ballot, ballots, poll

KEY = bytes(range(32))
SEALABLE = [method for method in METHODS if modes.fits(method, "sealed")]
sealable = pytest.mark.parametrize("method", SEALABLE)


def question(method):
    return Question(tuple(OPTIONS), POLLS[method].get("settings", {}))


@pytest.fixture
def vote(database):
    evening = factories.evening(mode="sealed")
    evening.begin_vote()
    return evening


def sealed_rows(vote):
    with db.reading() as session:
        rows = session.execute(select(SealedBallot).filter_by(round_id=vote.round_id)).scalars()
        return {row.seat_id: row.sealed for row in rows}


@sealable
@given(data=st.data())
def test_whatever_is_voted_is_sealed_to_the_same_length_and_read_again(method, data):
    box = Box(7, KEY, question(method))
    one, other = data.draw(ballot(method)), data.draw(ballot(method))
    sealed = box.seal(3, one)

    assert box.unseal(3, sealed) == one
    assert len(sealed) == len(box.seal(4, other)) == mailbox.size(question(method)) + 28


def test_a_ballot_fits_its_own_seat_round_and_key_only():
    asked = question("yes_no")
    sealed = Box(7, KEY, asked).seal(3, {"A": "yes"})
    for box, seat in (
        (Box(7, KEY, asked), 4),
        (Box(8, KEY, asked), 3),
        (Box(7, KEY[::-1], asked), 3),
    ):
        with pytest.raises(InvalidTag):
            box.unseal(seat, sealed)


def test_the_same_answer_looks_different_each_time():
    box = Box(7, KEY, question("yes_no"))
    assert box.seal(3, {"A": "yes"}) != box.seal(3, {"A": "yes"})


@sealable
@given(data=st.data())
def test_what_is_kept_counts_to_the_same_in_whatever_order_they_came(method, data):
    cast = data.draw(ballots(method))
    mixed = data.draw(st.permutations(cast))
    answer = recount(poll(method, cast))
    kept = sealed_tally.of(method, cast, question(method), answer, len(cast))
    again = poll(method, [])
    del again["ballots"]

    assert recount(again | json.loads(json.dumps(kept))) == answer
    assert sealed_tally.of(method, mixed, question(method), answer, len(cast)) == kept


def test_what_is_kept_of_several_answers_tells_no_pattern():
    """Seat 1 rated A best and B worst, seat 2 the other way round: nobody sees which."""
    patterns = [{"A": 0, "B": 10}, {"A": 10, "B": 0}], [{"A": 0, "B": 0}, {"A": 10, "B": 10}]
    asked = Question(("A", "B"), {"status_quo": "B"})
    kept = [sealed_tally.of("resistance", cast, asked, {}, 2) for cast in patterns]

    assert kept[0] == kept[1]


def test_criteria_of_one_rating_are_kept_apart_too():
    asked = Question(("A",), POLLS["rating"]["settings"])
    patterns = (
        [{"A": {"gain": 2, "cost": -2}}, {"A": {"gain": -2, "cost": 2}}],
        [{"A": {"gain": 2, "cost": 2}}, {"A": {"gain": -2, "cost": -2}}],
    )
    kept = [sealed_tally.of("rating", cast, asked, {}, 2) for cast in patterns]

    assert kept[0] == kept[1]


def test_until_the_count_there_are_only_ciphertexts_of_one_length(vote):
    for number, mark in enumerate(("yes", "no", "abstain", "yes", "no"), 1):
        vote.cast(number, mark)
    rows = sealed_rows(vote)

    assert set(rows) == set(vote.seat_ids[:5])
    assert len({len(sealed) for sealed in rows.values()}) == 1
    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0


def test_a_changed_vote_replaces_the_older_one(vote):
    for number in range(1, 6):
        vote.cast(number, "no")
    vote.cast(1, "yes", seq=2)
    vote.command("close")
    vote.command("show")

    with db.reading() as session:
        around = session.get_one(Round, vote.round_id)
        assert around.result["options"]["M7"]["counts"] == {"yes": 1, "no": 4, "abstain": 0}
        assert around.kept == {"ballots_by_option": {"M7": ["no"] * 4 + ["yes"]}}
        for table in (Ballot, SealedBallot, UnlinkedBallot):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_after_the_count_the_last_ballot_is_still_acknowledged_and_no_other(vote):
    """Its first answer got lost on the way."""
    for number in range(1, 7):
        vote.cast(number, "no")
    vote.command("close")
    vote.command("show")

    assert vote.cast(1, "no").seq == 1
    with pytest.raises(RoundClosed):
        vote.cast(1, "yes", seq=2)
    vote.end()
    assert vote.cast(1, "no").seq == 1


def test_after_a_cancelled_round_nothing_is_acknowledged(vote):
    vote.cast(1, "no")
    vote.command("cancel", "Feueralarm")
    with pytest.raises(RoundClosed):
        vote.cast(1, "no")


@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_ballots_are_not_counted(vote, number):
    for seat in range(1, number + 1):
        vote.cast(seat, "yes")
    vote.command("close")
    with pytest.raises(counting.TooFew) as refused:
        vote.command("show")

    assert f"sind {number} Stimmen" in refused.value.sentence()
    vote.command("reopen")
    for seat in range(number + 1, 7):
        vote.cast(seat, "no")
    vote.command("close")
    vote.command("show")
    with db.reading() as session:
        assert session.get_one(Round, vote.round_id).state == "shown"


def test_a_round_with_too_few_can_be_ended_without_a_result(vote):
    vote.cast(1, "yes")
    vote.command("close")
    with db.transaction() as session:
        sealing.give_up(session, session.get_one(Round, vote.round_id))
    with db.reading() as session:
        around = session.get_one(Round, vote.round_id)
        assert (around.state, around.uncounted, around.result) == ("cancelled", "too_few", None)
        assert session.scalar(select(func.count()).select_from(SealedBallot)) == 0


def test_the_end_of_the_session_counts_no_four_ballots_either(vote):
    for seat in range(1, 5):
        vote.cast(seat, "yes")
    vote.end()
    with db.reading() as session:
        around = session.get_one(Round, vote.round_id)
        assert (around.state, around.uncounted) == ("cancelled", "too_few")


def test_four_who_are_here_cannot_vote_like_that(database):
    evening = factories.evening(mode="sealed")
    evening.start()
    evening.arrive(1, 2, 3, 4)
    evening.move_on()
    evening.move_on()
    with pytest.raises(TooFewEntitled):
        evening.open()
    with db.transaction() as session:
        modes.choose(session, session.get_one(Round, evening.round_id).poll, "simple")
    evening.open()


def test_free_answers_are_never_sealed():
    assert not modes.fits("text", "sealed")
    assert {method: modes.default(method) for method in (*METHODS, "text")} == {
        **dict.fromkeys(METHODS, "sealed"),
        "rating": "simple",
        "mood": "simple",
        "consent": "roll_call",
        "text": "simple",
    }


def test_paper_is_sealed_with_the_others(vote):
    with db.transaction() as session:
        entry = select(RollEntry).filter_by(seat_id=vote.seat_ids[0])
        session.scalars(entry).one().channel = "paper"
    for number in range(2, 7):
        vote.cast(number, "no")
    paper = Cast(vote.round_id, vote.seat_ids[0], "paper", {"M7": "yes"}, "paper-0001")
    with db.transaction() as session:
        [receipt] = casting.store(session, [paper])
    assert receipt.first
    assert len(sealed_rows(vote)) == 6

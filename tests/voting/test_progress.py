"""What a ballot leaves on the roll: begun, arrived, and the answer that got lost on its way."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.voting.casting import Cast, Receipt, RoundClosed, store
from facilitation.voting.models import RollEntry

TAP = {"M7": {"nutzen": 4}}
OTHER_TAP = {"M7": {"nutzen": 5}}


@pytest.fixture
def rated(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


@pytest.fixture
def tap(rated):
    """A tap of the first seat in an open rating."""
    return Cast(rated.rate([]), rated.seat_ids[0], "phone", TAP, "key-one", seq=1, done=False)


def hand_in(*casts):
    with db.transaction() as session:
        return store(session, casts)


def entry(tap):
    with db.reading() as session:
        return session.scalar(
            select(RollEntry).filter_by(round_id=tap.round_id, seat_id=tap.seat_id)
        )


def progress(tap):
    found = entry(tap)
    return found.begun, found.arrived


def test_a_tap_right_after_fertig_leaves_it_arrived(tap):
    """Both may be in one batch: the writer commits whatever has queued up."""
    again = replace(tap, marks=OTHER_TAP, key="key-two", seq=2)
    hand_in(replace(tap, done=True), again)

    assert progress(tap) == (False, True)


def test_fertig_in_the_same_batch_as_the_last_tap_arrives(tap):
    hand_in(tap, replace(tap, key="key-two", seq=2, done=True))

    assert progress(tap) == (False, True)


def test_fertig_with_the_key_of_the_tap_arrives_too(tap):
    hand_in(tap)
    assert progress(tap) == (True, False)

    assert hand_in(replace(tap, done=True)) == [Receipt(seq=1, first=False)]
    assert progress(tap) == (False, True)


@pytest.mark.parametrize("commands", [("close",), ("close", "count"), ("close", "show")])
def test_a_ballot_that_is_in_gets_its_answer_after_the_close_as_well(rated, tap, commands):
    """Its first answer got lost: nobody may read that it wasn't counted."""
    hand_in(tap)
    rated.finish(tap.round_id, *commands)

    assert hand_in(tap) == [Receipt(seq=1, first=False)]
    assert not entry(tap).late


def test_another_ballot_after_the_close_is_late(rated, tap):
    hand_in(tap)
    rated.finish(tap.round_id, "close")
    [answer] = hand_in(replace(tap, marks=OTHER_TAP, key="key-two", seq=2))

    assert isinstance(answer, RoundClosed)
    assert entry(tap).late

"""Catching up: whole minutes, in proportion, never below what an item needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.meetings.catching_up import (
    SHORTEST_BREAK,
    Slot,
    lengthen,
    share,
    shorten,
)


@st.composite
def slot(draw):
    minutes = draw(st.integers(1, 600))
    return Slot(
        minutes,
        draw(st.integers(1, minutes)),
        is_break=draw(st.booleans()),
        planned=draw(st.one_of(st.none(), st.integers(1, 600))),
    )


slots = st.lists(slot(), max_size=12)
minutes = st.integers(0, 700)


@given(slots, minutes)
def test_no_minute_is_lost_or_invented(given, behind):
    proposal = shorten(given, behind)

    saved = sum(each.minutes for each in given) - sum(proposal.minutes)
    assert saved + proposal.left == behind
    assert proposal.left >= 0
    assert len(proposal.minutes) == len(given)


@given(slots, minutes)
def test_nothing_gets_shorter_than_it_must_be_or_longer_than_it_was(given, behind):
    for before, after in zip(given, shorten(given, behind).minutes, strict=True):
        assert min(before.least, before.minutes) <= after <= before.minutes
        if before.is_break:
            assert after >= min(before.minutes, SHORTEST_BREAK)


@given(slots, minutes)
def test_breaks_give_only_when_everything_else_is_at_its_minimum(given, behind):
    proposal = shorten(given, behind)

    pairs = list(zip(given, proposal.minutes, strict=True))
    if any(before.is_break and after < before.minutes for before, after in pairs):
        assert all(after == before.least for before, after in pairs if not before.is_break)


@given(slots, minutes)
def test_minutes_are_left_over_only_when_nothing_is_spare(given, behind):
    proposal = shorten(given, behind)

    if proposal.left:
        left = [
            Slot(now, s.least, s.is_break) for s, now in zip(given, proposal.minutes, strict=True)
        ]
        assert sum(each.spare for each in left) == 0


@given(st.lists(st.integers(0, 600), max_size=12), minutes)
def test_shares_differ_from_the_exact_proportion_by_less_than_a_minute(room, wanted):
    total = sum(room)
    shared = share(room, wanted)

    assert sum(shared) == min(wanted, total)
    for part, each in zip(shared, room, strict=True):
        assert 0 <= part <= each
        if total:
            assert abs(part * total - min(wanted, total) * each) < total


@given(slots, minutes)
def test_what_is_given_back_was_taken_before(given, gained):
    proposal = lengthen(given, gained)

    for before, after in zip(given, proposal.minutes, strict=True):
        assert before.minutes <= after <= max(before.minutes, before.planned or 0)
    more = sum(proposal.minutes) - sum(each.minutes for each in given)
    assert more + proposal.left == gained


@pytest.mark.parametrize(
    ("given", "behind", "minutes", "left"),
    [
        ([Slot(45, 30), Slot(30, 25)], 7, (40, 28), 0),
        ([Slot(45, 30), Slot(30, 25)], 20, (30, 25), 0),
        ([Slot(45, 30), Slot(15, 5, is_break=True)], 17, (30, 13), 0),
        ([Slot(45, 30), Slot(15, 5, is_break=True)], 24, (30, 10), 4),
        ([Slot(5, 5, is_break=True)], 3, (5,), 3),
        ([], 4, (), 4),
    ],
)
def test_examples_that_can_be_checked_by_hand(given, behind, minutes, left):
    proposal = shorten(given, behind)
    assert (proposal.minutes, proposal.left) == (minutes, left)

"""The checker itself: true histories pass, each kind of wrong is counted, on made-up histories."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .history import Ballot, History, Tally, changed, judge

ROUND = 4
MARKS = ('{"M7":"yes"}', '{"M7":"no"}')


@st.composite
def evenings(draw):
    """A history of up to five seats, and what a sound store holds after it.

    Each ballot is stored and answered, stored without an answer, refused, or lost on its way.
    """
    history, store = History(), {}
    for at in range(draw(st.integers(0, 12))):
        seat, fate = (
            draw(st.integers(1, 5)),
            draw(st.sampled_from(["stored", "silent", "refused", "gone"])),
        )
        seq = max((b.seq for _, b in history.events if b.seat == seat), default=0) + 1
        ballot = Ballot(ROUND, seat, f"key-{at}", seq, draw(st.sampled_from(MARKS)))
        history.invoke(ballot)
        if fate in ("stored", "silent"):
            store[seat] = ballot
        if fate == "stored":
            history.ok(ballot)
            history.shown(ROUND, seat, seq)
        elif fate == "refused":
            history.refused(ballot)
        else:
            history.unknown(ballot)
    return history, list(store.values())


def counted(store):
    return Tally(ROUND, Counter(row.marks for row in store))


@given(evenings())
def test_a_true_history_has_nothing_wrong(evening):
    history, store = evening
    assert judge(history, store).wrong == 0
    assert judge(history, tallies=[counted(store)]).wrong == 0


@given(evenings(), st.data())
def test_whatever_is_taken_away_is_lost(evening, data):
    history, store = evening
    known = history.acknowledged()
    needed = [row for row in store if row.seq == known.get(row.place)]
    assume(needed)
    gone = data.draw(st.sampled_from(needed))
    left = [row for row in store if row != gone]

    assert judge(history, left).lost == 1
    assert judge(history, left).false == 1, "the screen says it is there"
    if not history.unanswered():  # else the tally may hold another seat's instead
        assert judge(history, tallies=[counted(left)]).lost >= 1


@given(evenings(), st.data())
def test_a_second_row_is_a_double(evening, data):
    history, store = evening
    assume(store)
    assert judge(history, [*store, data.draw(st.sampled_from(store))]).doubled == 1


@given(evenings(), st.data())
def test_what_nobody_sent_is_a_ghost(evening, data):
    history, store = evening
    assume(store)
    at = data.draw(st.integers(0, len(store) - 1))
    other = {"marks": '{"M7":"abstain"}', "seq": store[at].seq + 9, "key": "key-foreign"}
    name = data.draw(st.sampled_from(sorted(other)))
    changed_row = replace(store[at], **{name: other[name]})

    assert judge(history, [*store[:at], changed_row, *store[at + 1 :]]).ghosts == 1


@given(evenings(), st.sampled_from(MARKS))
def test_a_count_with_more_than_was_sent_is_noticed(evening, mark):
    history, store = evening
    sent = {b.seat for kind, b in history.events if kind == "invoke"}
    counts = Counter(row.marks for row in store) + Counter({mark: len(sent) + 1})
    assert judge(history, tallies=[Tally(ROUND, counts)]).ghosts >= 1


def test_an_answer_that_is_taken_back_by_an_older_row_is_lost():
    history = History()
    first, second = (Ballot(ROUND, 1, f"key-{seq}", seq, MARKS[0]) for seq in (1, 2))
    for ballot in (first, second):
        history.invoke(ballot)
        history.ok(ballot)
    assert judge(history, [first]).lost == 1
    assert judge(history, [second]).lost == 0


def test_unreadable_marks_are_not_compared():
    history = History()
    ballot = Ballot(ROUND, 1, "key-1", 1, MARKS[0])
    history.invoke(ballot)
    history.ok(ballot)
    assert judge(history, [replace(ballot, marks="")]).wrong == 0


def test_sent_is_not_arrived():
    """A screen may say so after the server did, by an answer or about the seat; not before."""
    history = History()
    ballot = Ballot(ROUND, 1, "key-1", 1, MARKS[0])
    history.invoke(ballot)
    history.shown(ROUND, 1, 1)
    history.ok(ballot)
    assert judge(history, [ballot]).false == 1

    history = History()
    history.invoke(ballot)
    history.told(ROUND, 1, 1)
    history.shown(ROUND, 1, 1)
    assert judge(history, [ballot]).wrong == 0


@pytest.mark.parametrize("answered", [True, False])
def test_what_is_sent_after_the_close_and_taken_is_late(answered):
    history = History()
    early, late = (Ballot(ROUND, seat, f"key-{seat}", 1, MARKS[0]) for seat in (1, 2))
    history.invoke(early)
    history.closed(ROUND)
    history.invoke(early)  # again, since its answer got lost
    history.ok(early)
    history.invoke(late)
    if answered:
        history.ok(late)
        assert judge(history, [early]).late == 1
    else:
        assert judge(history, [early, late]).late == 1
        assert changed([early], [early, late]) == 1
    history.events.pop()
    assert judge(history, [early]).late == 0

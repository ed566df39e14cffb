"""The roll before and after the opening: left out, taken in, enlarged."""

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from facilitation.participants.models import Seat
from facilitation.voting import polls, roll
from facilitation.voting.casting import NotEntitled
from facilitation.voting.models import RollEntry, Round


@pytest.fixture
def shown(evening):
    """The text is shown, everybody is here."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening.show_text()
    return evening


def do(evening, act, number, *args):
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[number - 1])
        act(session, session.get_one(Round, evening.round_id), seat, *args)


def on_roll(evening):
    with db.reading() as session:
        found = session.query(RollEntry.seat_id).filter_by(round_id=evening.round_id)
        return sorted(evening.seat_ids.index(row.seat_id) + 1 for row in found)


def mark(evening, number, state):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        presence.mark(session, meeting, session.get_one(Seat, evening.seat_ids[number - 1]), state)


def test_opening_freezes_exactly_who_is_here_and_not_left_out(shown):
    for number, state in ((3, "away"), (4, "left"), (5, "absent")):
        mark(shown, number, state)
    do(shown, roll.leave_out, 2, "conflict")
    do(shown, roll.leave_out, 6, "excused")
    do(shown, roll.take_in, 6)
    shown.open()

    assert on_roll(shown) == [1, 3, 6]


def test_a_seat_that_is_left_out_cannot_vote_and_is_not_counted(shown):
    do(shown, roll.leave_out, 2, "conflict")
    shown.open()
    with pytest.raises(NotEntitled):
        shown.cast(2, "yes")
    for number in (1, 3, 4, 5, 6):
        shown.cast(number, "yes")
    shown.command("close")
    shown.command("show")

    with db.reading() as session:
        around = session.get_one(Round, shown.round_id)
        assert around.result["options"]["M7"]["n"] == 5
        assert around.members == 6  # it still is a member


def test_nobody_is_left_out_once_it_is_open(shown):
    shown.open()
    for act, more in ((roll.leave_out, ("excused",)), (roll.take_in, ())):
        with pytest.raises(Refused, match="steht fest"):
            do(shown, act, 2, *more)
    assert on_roll(shown) == [1, 2, 3, 4, 5, 6]


def test_leaving_out_twice_keeps_the_last_reason(shown):
    for reason in ("conflict", "excused"):
        do(shown, roll.leave_out, 2, reason)
    with db.reading() as session:
        around = session.get_one(Round, shown.round_id)
        assert roll.left_out(session, around) == {shown.seat_ids[1]: "excused"}


def test_a_further_round_asks_anew(shown):
    do(shown, roll.leave_out, 2, "conflict")
    shown.open()
    shown.command("close")
    shown.command("show")
    with db.transaction() as session:
        polls.another_round(session, session.get_one(Round, shown.round_id).poll)
    shown.open()

    assert on_roll(shown) == [1, 2, 3, 4, 5, 6]


def test_with_everybody_left_out_nothing_opens(shown):
    for number in range(1, 7):
        do(shown, roll.leave_out, number, "excused")
    with pytest.raises(Refused):
        shown.open()


@pytest.mark.parametrize("voted", [False, True])
def test_reopening_enlarges_the_roll_only_without_ballots(shown, voted):
    mark(shown, 6, "absent")
    do(shown, roll.leave_out, 5, "conflict")
    shown.open()
    mark(shown, 6, "here")
    if voted:
        shown.cast(1, "yes")
    shown.command("close")
    shown.command("reopen")

    assert on_roll(shown) == ([1, 2, 3, 4] if voted else [1, 2, 3, 4, 6])

"""Who is here: the card says so by itself, the team by hand, and the hand wins."""

import pytest

from facilitation import db
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from facilitation.participants.models import Seat


def do(evening, act, number, *args):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        return act(session, meeting, session.get_one(Seat, evening.seat_ids[number - 1]), *args)


def here(evening):
    with db.reading() as session:
        found = presence.here(session, session.get_one(Meeting, evening.meeting_id))
        return [seat.number for seat in found]


@pytest.mark.parametrize(
    ("state", "counts"), [("planned", False), ("running", True), ("ended", False)]
)
def test_a_card_counts_as_here_only_while_the_meeting_runs(evening, state, counts):
    if state != "planned":
        evening.start()
    if state == "ended":
        evening.end()

    assert do(evening, presence.arrive, 2) is counts
    assert here(evening) == ([2] if counts else [])


def test_arriving_again_changes_nothing(evening):
    evening.start()
    do(evening, presence.arrive, 1)

    assert do(evening, presence.arrive, 1) is False
    assert here(evening) == [1]


def test_who_was_marked_absent_by_hand_stays_absent(evening):
    evening.start()
    do(evening, presence.mark, 1, "absent")

    assert do(evening, presence.arrive, 1) is False
    assert here(evening) == []


def test_marks_by_hand_can_be_changed(evening):
    for state in ("here", "absent", "here"):
        do(evening, presence.mark, 3, state)
    do(evening, presence.mark, 1, "here")

    assert here(evening) == [1, 3]

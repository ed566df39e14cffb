"""Who is here: the card says so by itself, the team by hand, and the hand wins."""

import pytest

from facilitation import db
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from facilitation.participants.models import Seat


def do(evening, act, number, *args, **values):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        seat = session.get_one(Seat, evening.seat_ids[number - 1])
        return act(session, meeting, seat, *args, **values)


def look(evening, ask):
    with db.reading() as session:
        return ask(session, session.get_one(Meeting, evening.meeting_id))


def here(evening):
    return [seat.number for seat in look(evening, presence.here)]


def attendance(evening):
    with db.reading() as session:
        return presence.attendance(session, evening.council_id)


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


@pytest.mark.parametrize("mark", ["absent", "left"])
def test_who_was_marked_by_hand_stays_so_when_the_card_is_used(evening, mark):
    evening.start()
    do(evening, presence.mark, 1, mark)

    assert do(evening, presence.arrive, 1) is False
    assert here(evening) == []


@pytest.mark.parametrize(
    ("mark", "counts"), [("here", True), ("away", True), ("left", False), ("absent", False)]
)
def test_away_for_a_moment_keeps_the_seat_on_the_roll(evening, mark, counts):
    do(evening, presence.mark, 1, mark)

    assert here(evening) == ([1] if counts else [])


def test_marks_by_hand_can_be_changed(evening):
    for state in ("here", "absent", "here"):
        do(evening, presence.mark, 3, state)
    do(evening, presence.mark, 1, "here")

    assert here(evening) == [1, 3]


def test_every_coming_and_going_is_kept_once(evening):
    evening.start()
    do(evening, presence.arrive, 2)
    for state in ("here", "away", "away", "here", "left"):
        do(evening, presence.mark, 2, state)

    kept = [(change.state, change.cause) for change in look(evening, presence.history)]
    assert kept == [("here", "card"), ("away", "desk"), ("here", "desk"), ("left", "desk")]


def test_all_connected_are_here_but_for_those_who_left(evening):
    evening.start()
    for number, state in ((1, "away"), (2, "absent"), (3, "left"), (5, "absent")):
        do(evening, presence.mark, number, state)
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        changed = presence.mark_connected(session, meeting, set(evening.seat_ids[:4]))

    assert changed == 3
    marks = look(evening, presence.states)
    assert [marks.get(seat) for seat in evening.seat_ids] == [
        "here", "here", "left", "here", "absent", None,
    ]  # fmt: skip


def test_attendance_knows_who_was_there_at_any_time_and_at_the_end(evening):
    assert attendance(evening) == []
    evening.start()
    evening.arrive(1, 2, 3)
    do(evening, presence.mark, 2, "left")
    do(evening, presence.mark, 3, "away")
    do(evening, presence.mark, 4, "absent")
    evening.end()

    [one] = attendance(evening)
    assert (one.number, one.members, one.present, one.at_end) == (1, 6, 3, 2)
    assert (one.seats, one.seats_at_end) == ((1, 2, 3), (1, 3))


def test_a_meeting_that_is_called_off_leaves_no_marks(evening):
    evening.arrive(1, 2)
    with db.transaction() as session:
        presence.forget(session, session.get_one(Meeting, evening.meeting_id))

    assert here(evening) == []
    assert look(evening, presence.history) == []

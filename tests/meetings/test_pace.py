"""The offset of a running session, and the plan that stays what it was."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from facilitation import clock, db
from facilitation.errors import Conflict, Refused
from facilitation.meetings import agenda, items, pace, timing
from facilitation.meetings.models import Item, Meeting

from .test_timing import BEGIN, MINUTE


def plan(*points, state="planned", starts_at=time(10)):
    """A session of (minutes, least, anchor, kind)."""
    made = Meeting(id=1, date=date(2022, 10, 8), starts_at=starts_at, state=state)
    for at, point in enumerate(points, 1):
        minutes, least, anchor, kind = (
            (*point, None, None, "plenary")[:4] if len(point) == 1 else point
        )
        made.items.append(
            Item(
                id=at,
                title=f"P{at}",
                minutes=minutes,
                least_minutes=least,
                anchor=anchor,
                kind=kind,
            )
        )
    return made


def begin(made, at=0, *, late=0):
    """Freeze the plan and begin the item ``at``; those before have taken what they should."""
    timing.freeze(made)
    made.state = "running"
    moment = BEGIN + late * MINUTE
    for item in made.items[: at + 1]:
        item.started_at = moment
        made.current, made.current_item_id = item, item.id
        moment += item.minutes * MINUTE
        if item is not made.items[at]:
            item.ended_at = moment
    return made.items[at].started_at


def usual():
    """45 from 10:00, 30 until the fixed break at 11:15, then 60 until 12:30."""
    return plan(
        (45, 30, None, "tables"),
        (30, 25, None, "vote"),
        (15, None, time(11, 15), "break"),
        (60, 40, None, "plenary"),
    )


@pytest.mark.parametrize(
    ("late", "minutes_in", "offset"),
    [(0, 10, 0), (7, 10, 7), (-8, 10, -8), (0, 52, 7), (0, 200, 155)],
)
def test_the_offset_is_the_difference_at_the_next_fixed_time(late, minutes_in, offset):
    made = usual()
    started = begin(made, late=late)
    with clock.at(started + minutes_in * MINUTE):
        assert pace.pace(made).offset == offset


def test_the_offset_at_the_end_counts_when_no_fixed_time_is_ahead():
    made = usual()
    started = begin(made, 3, late=4)
    with clock.at(started):
        now = pace.pace(made)
    assert (now.offset, now.fixed[0].is_end) == (4, True)


def test_a_later_fixed_time_counts_when_the_next_one_is_safe():
    made = usual()
    with clock.at(begin(made)):
        made.items[3].minutes = 66
        now = pace.pace(made)
    assert (now.offset, now.fixed[0].is_end) == (6, True)
    assert [change.item.id for change in now.changes] == [3, 4]
    assert [change.proposed for change in now.changes] == [15, 60]


def test_the_proposal_stops_at_the_next_fixed_time():
    made = usual()
    with clock.at(begin(made, late=7) + MINUTE):
        now = pace.pace(made)

    assert [(c.item.id, c.planned, c.proposed, c.least) for c in now.changes] == [
        (1, 45, 40, 30),
        (2, 30, 28, 25),
    ]
    assert [fixed.title for fixed in now.fixed] == ["P3", ""]
    assert (now.left, now.helps) == (0, True)


def test_what_has_passed_of_the_running_item_cannot_be_saved():
    made = usual()
    with clock.at(begin(made, late=7) + 43.5 * MINUTE):
        now = pace.pace(made)
    assert [change.proposed for change in now.changes] == [44, 25]
    assert now.left == 1


def test_what_is_missing_is_said_when_it_does_not_fit():
    made = usual()
    with clock.at(begin(made, 1, late=9)):
        now = pace.pace(made)
    assert ([change.proposed for change in now.changes], now.left) == ([25], 4)


def test_taking_over_brings_the_session_back_to_its_plan(evening):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        agenda.start(session, meeting)
        first = agenda.move_on(session, meeting, from_item=None)
        first.started_at = timing.planned_start(meeting) + 7 * MINUTE
        with clock.at(first.started_at + MINUTE):
            before = pace.pace(meeting)
            old = pace.take_over(
                session, meeting, {change.item.id: change.proposed for change in before.changes}
            )
            after = pace.pace(meeting)
            end = timing.planned_end(meeting)
        assert (before.offset, after.offset) == (7, 0)
        assert list(old.values()) == [45, 30, 15]
        assert end == timing.planned_start(meeting) + 90 * MINUTE

        pace.take_over(session, meeting, old)
        with clock.at(first.started_at + MINUTE):
            assert pace.pace(meeting).offset == 7


def test_minutes_that_were_won_go_back_to_what_was_shortened():
    made = usual()
    with clock.at(begin(made, late=-3)):
        made.items[1].minutes = 28
        now = pace.pace(made)
    assert now.offset == -5
    assert [change.proposed for change in now.changes] == [45, 30]
    assert now.left == 3


def test_without_a_stated_minimum_two_thirds_are_assumed():
    made = plan((45,), (30,))
    with clock.at(begin(made, late=5)):
        now = pace.pace(made)
    assert [(change.least, change.assumed) for change in now.changes] == [(30, True), (20, True)]


def test_a_session_that_is_not_running_has_no_offset(evening):
    with db.reading() as session:
        assert pace.pace(session.get_one(Meeting, evening.meeting_id)) is None


def test_taking_note_lasts_until_it_gets_worse():
    made = usual()
    with clock.at(begin(made, late=7)):
        pace.note(made, 7)
        assert pace.pace(made).noted
    with clock.at(made.items[0].started_at + 48 * MINUTE):
        assert not pace.pace(made).noted


def test_what_is_over_or_below_the_minimum_is_not_changed(evening):
    evening.start()
    evening.move_on()
    evening.move_on()
    first, second = evening.item_ids[:2]
    with db.transaction() as session, pytest.raises(Conflict):
        pace.take_over(session, session.get_one(Meeting, evening.meeting_id), {first: 10})
    with db.transaction() as session:
        session.get_one(Item, second).least_minutes = 20
    with db.transaction() as session, pytest.raises(Refused, match="braucht wenigstens"):
        pace.take_over(session, session.get_one(Meeting, evening.meeting_id), {second: 10})


def test_a_fixed_time_waits_but_does_not_hurry():
    made = usual()
    with clock.at(begin(made, late=-10)):
        assert clock.hall_time(timing.times(made)[2].expected) == "11:15"
    made = usual()
    with clock.at(begin(made, late=10)):
        assert clock.hall_time(timing.times(made)[2].expected) == "11:25"


@pytest.mark.parametrize(("minutes", "gap"), [(45, 0), (55, -10), (40, 5)])
def test_the_plan_knows_what_is_too_much_before_a_fixed_time(minutes, gap):
    made = usual()
    made.items[0].minutes = minutes
    assert timing.gap(made, made.items[2]) == gap
    assert clock.hall_time(timing.planned_end(made)) == "12:30"


def test_the_plan_stays_while_the_agenda_changes(evening):
    evening.start()
    evening.move_on()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        end = timing.planned_end(meeting)
        new = items.add_next(session, meeting, kind="plenary", title="Blitzlicht", minutes=10)
        meeting.items[2].minutes = 20
        lines = timing.times(meeting)

        assert [item.title for item in meeting.items][1] == "Blitzlicht"
        assert timing.planned_end(meeting) == end
        assert lines[1].planned == lines[1].expected
        assert (lines[2].planned_minutes, lines[2].deviation) == (30, -10)
        assert items.place(new) == 2


def test_a_double_follows_its_original_and_keeps_its_plan(evening):
    with db.transaction() as session:
        first = session.get_one(Item, evening.item_ids[0])
        first.notes, first.outcome, first.anchor = "Ruhe!", "Drei Fragen", time(10)
        twin = items.duplicate(session, first)
        assert [item.title for item in first.meeting.items][:2] == [first.title] * 2
        assert (twin.notes, twin.outcome, twin.anchor) == ("Ruhe!", "", None)


def test_a_session_that_is_over_knows_when_it_really_was(evening):
    with db.reading() as session:
        assert timing.actual(session.get_one(Meeting, evening.meeting_id)) is None
    evening.start()
    evening.move_on()
    evening.end()
    with db.reading() as session:
        begun, ended = timing.actual(session.get_one(Meeting, evening.meeting_id))
    assert begun <= ended <= datetime.now(UTC) + timedelta(seconds=1)

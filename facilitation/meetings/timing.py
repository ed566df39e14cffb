"""Planned, actual and expected times of an agenda; pure arithmetic on moments.

A fixed time (anchor) holds: what comes before it may be too long or leave a gap, and what
comes after counts from it. When a session begins, its plan is frozen; lengths that are
changed later move what is expected, never what was planned.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from .. import clock
from .models import Item, Meeting


@dataclass(frozen=True)
class Times:
    """When an item was planned, and when it really was or will be."""

    planned: datetime
    planned_minutes: int
    expected: datetime
    """Actual start where it has begun; else what the plan comes to from here."""
    finish: datetime
    """Actual or expected end."""
    arrival: datetime
    """When what comes before is over; a fixed time may let it wait."""
    done: bool
    current: bool
    deviation: int | None
    """Minutes that an item took or has been given more (+) or fewer (−) than planned."""


def planned_start(meeting: Meeting) -> datetime:
    """The start of the session as printed in the invitation."""
    return on_day(meeting, meeting.starts_at)


def planned_end(meeting: Meeting) -> datetime:
    """When the last item should be over."""
    if meeting.planned_end is not None and is_frozen(meeting):
        return meeting.planned_end
    if not meeting.items:
        return planned_start(meeting)
    return _starts(meeting)[-1] + _minutes(meeting.items[-1])


def on_day(meeting: Meeting, at: time) -> datetime:
    """A time of day on the session's day, as a moment."""
    local = datetime.combine(meeting.date, at, tzinfo=clock.ZONE)
    return local.astimezone(UTC)  # so that adding minutes is right on the night the clocks change


def times(meeting: Meeting) -> list[Times]:
    """The times of all items, in their order."""
    lines: list[Times] = []
    arrival = planned_start(meeting)
    for item, start in zip(meeting.items, _starts(meeting), strict=True):
        moment = item.started_at or _coming(meeting, item, arrival)
        finish = _finish(item, moment)
        lines.append(
            Times(
                planned=_planned(meeting, item, start, moment),
                planned_minutes=_planned_minutes(meeting, item),
                expected=moment,
                finish=finish,
                arrival=arrival,
                done=item.ended_at is not None,
                current=item.id == meeting.current_item_id,
                deviation=_deviation(meeting, item),
            )
        )
        arrival = finish
    return lines


def plan_over(line: Times) -> datetime:
    """When the plan has an item end."""
    return line.planned + timedelta(minutes=line.planned_minutes)


def expected_end(item: Item) -> datetime | None:
    """When a running item should be over."""
    return item.started_at + _minutes(item) if item.started_at else None


def actual(meeting: Meeting) -> tuple[datetime, datetime] | None:
    """When a session that is over really began and ended."""
    if meeting.state != "ended" or meeting.ended_at is None:
        return None
    begun = [item.started_at for item in meeting.items if item.started_at]
    return min(begun, default=meeting.opened_at or meeting.ended_at), meeting.ended_at


def is_frozen(meeting: Meeting) -> bool:
    """Whether the plan was kept when the session began."""
    return meeting.state != "planned" and meeting.planned_end is not None


def freeze(meeting: Meeting) -> None:
    """Keep the plan as it stands, to compare the day with it."""
    end = planned_end(meeting)
    for item, line in zip(meeting.items, times(meeting), strict=True):
        item.planned_start, item.planned_minutes = line.planned, item.minutes
    meeting.planned_end = end


def gap(meeting: Meeting, item: Item) -> int | None:
    """Minutes between what comes before and a fixed time: more is air, less is too much."""
    at = meeting.items.index(item)
    if item.anchor is None or not at:
        return None
    over = _starts(meeting)[at - 1] + _minutes(meeting.items[at - 1])
    return round((on_day(meeting, item.anchor) - over).total_seconds() / 60)


def _coming(meeting: Meeting, item: Item, arrival: datetime) -> datetime:
    """While a session runs, nothing that hasn't begun is expected in the past."""
    if meeting.state != "running":
        return on_day(meeting, item.anchor) if item.anchor else arrival
    waits = [arrival, clock.now()]
    if item.anchor:
        waits.append(on_day(meeting, item.anchor))
    return max(waits)


def _finish(item: Item, moment: datetime) -> datetime:
    if item.ended_at is not None:
        return item.ended_at
    over = moment + _minutes(item)
    return max(over, clock.now()) if item.started_at is not None else over


def _starts(meeting: Meeting) -> list[datetime]:
    starts = []
    moment = planned_start(meeting)
    for item in meeting.items:
        start = on_day(meeting, item.anchor) if item.anchor else moment
        starts.append(start)
        moment = start + _minutes(item)
    return starts


def _minutes(item: Item) -> timedelta:
    return timedelta(minutes=item.minutes)


def _planned(meeting: Meeting, item: Item, start: datetime, moment: datetime) -> datetime:
    """A point that came in later was never planned for another time than it has."""
    if not is_frozen(meeting):
        return start
    return item.planned_start or moment


def _planned_minutes(meeting: Meeting, item: Item) -> int:
    return (item.planned_minutes if is_frozen(meeting) else None) or item.minutes


def _deviation(meeting: Meeting, item: Item) -> int | None:
    planned = _planned_minutes(meeting, item)
    if item.ended_at is None or item.started_at is None:
        return item.minutes - planned or None
    return round((item.ended_at - item.started_at).total_seconds() / 60) - planned

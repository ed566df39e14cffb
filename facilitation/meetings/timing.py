"""Planned, actual and expected times of an agenda; pure arithmetic on moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .. import clock
from .models import Item, Meeting


@dataclass(frozen=True)
class Times:
    """When an item was planned, and when it really was or will be."""

    planned: datetime
    expected: datetime
    """Actual start where it has begun; else what the plan comes to from here."""
    done: bool
    current: bool
    deviation: int | None
    """Minutes that an ended item took longer (+) or shorter (−) than planned."""


def planned_start(meeting: Meeting) -> datetime:
    """The start of the session as printed in the invitation."""
    begins = datetime.combine(meeting.date, meeting.starts_at, tzinfo=clock.ZONE)
    return begins.astimezone(UTC)  # so that adding minutes is right on the night the clocks change


def planned_end(meeting: Meeting) -> datetime:
    """When the last item should be over."""
    return planned_start(meeting) + timedelta(minutes=sum(item.minutes for item in meeting.items))


def times(meeting: Meeting) -> list[Times]:
    """The times of all items, in their order."""
    planned = planned_start(meeting)
    lines: list[Times] = []
    expected = planned
    for item, start in zip(meeting.items, _starts(planned, meeting.items), strict=True):
        begun = item.started_at is not None
        moment = item.started_at if item.started_at is not None else _coming(meeting, expected)
        lines.append(
            Times(
                planned=start,
                expected=moment,
                done=item.ended_at is not None,
                current=item.id == meeting.current_item_id,
                deviation=_deviation(item),
            )
        )
        if item.ended_at is not None:
            expected = item.ended_at
        elif begun:
            expected = max(moment + timedelta(minutes=item.minutes), clock.now())
        else:
            expected = moment + timedelta(minutes=item.minutes)
    return lines


def expected_end(item: Item) -> datetime | None:
    """When a running item should be over."""
    return item.started_at + timedelta(minutes=item.minutes) if item.started_at else None


def _coming(meeting: Meeting, expected: datetime) -> datetime:
    """While a session runs, nothing that hasn't begun is expected in the past."""
    return max(expected, clock.now()) if meeting.state == "running" else expected


def _starts(first: datetime, items: Sequence[Item]) -> list[datetime]:
    starts = []
    for item in items:
        starts.append(first)
        first += timedelta(minutes=item.minutes)
    return starts


def _deviation(item: Item) -> int | None:
    if item.started_at is None or item.ended_at is None:
        return None
    return round((item.ended_at - item.started_at).total_seconds() / 60) - item.minutes

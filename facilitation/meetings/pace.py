"""How far a running session is from its plan, and which minutes would help."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Invalid, Refused
from ..language import N_
from . import catching_up, timing
from .catching_up import Slot
from .models import Item, Meeting

MINUTE = timedelta(minutes=1)
HALF_A_DAY = 12 * 60
"""Minutes."""


@dataclass(frozen=True)
class Fixed:
    """A time that the session should keep: the next anchors, and its end."""

    title: str
    at: datetime
    expected: datetime
    is_end: bool = False


@dataclass(frozen=True)
class Change:
    """One line of the proposal."""

    item: Item
    now: int
    """How many minutes the item has."""
    planned: int
    proposed: int
    least: int
    assumed: bool
    """Nobody has said how little would do."""


@dataclass(frozen=True)
class Pace:
    """The offset and what to do about it; ``offset`` is positive behind the plan."""

    offset: int
    noted: bool
    """The team has taken note of this much."""
    fixed: tuple[Fixed, ...]
    """First what counts now: the next fixed time, or the end."""
    changes: tuple[Change, ...]
    left: int
    """Minutes that the proposal doesn't find a place for."""
    stale_at: datetime | None
    """When the offset will say something else, if nobody does anything."""

    @property
    def helps(self) -> bool:
        """Whether taking the proposal over would change anything."""
        return any(change.proposed != change.now for change in self.changes)


def pace(meeting: Meeting) -> Pace | None:
    """Where a running session stands; none before it begins, after it has ended, and where it is
    held on another day than planned, so that its times tell nothing.
    """
    if meeting.state != "running" or not meeting.items:
        return None
    lines = timing.times(meeting)
    here = _here(meeting)
    stretch = _stretch(meeting, lines, here)
    offset = stretch.offset
    if abs(offset) >= HALF_A_DAY:
        return None
    ahead = meeting.items[stretch.start : stretch.end]
    slots = [_slot(item, meeting) for item in ahead]
    work = catching_up.shorten if offset > 0 else catching_up.lengthen
    proposal = work(slots, abs(offset))
    return Pace(
        offset=offset,
        noted=offset > 0 and (meeting.noted_offset or 0) >= offset,
        fixed=_fixed(meeting, lines, stretch.end),
        changes=tuple(
            Change(
                item,
                slot.minutes,
                slot.planned or slot.minutes,
                proposed,
                slot.minutes - slot.spare,
                item.least_minutes is None,
            )
            for item, slot, proposed in zip(ahead, slots, proposal.minutes, strict=True)
        ),
        left=proposal.left,
        stale_at=_stale_at(meeting, lines, here),
    )


def take_over(session: Session, meeting: Meeting, minutes: Mapping[int, int]) -> dict[int, int]:
    """Give items other lengths; returns what they had, to take it back the same way."""
    if meeting.state != "running":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    by_id = {item.id: item for item in meeting.items if item.ended_at is None}
    if not set(minutes) <= set(by_id):
        raise Conflict(N_("Der Ablauf ist inzwischen weiter. Bitte sehen Sie noch einmal hin."))
    for item_id, length in minutes.items():
        _check(by_id[item_id], length)
    before = {item_id: by_id[item_id].minutes for item_id in minutes}
    for item_id, length in minutes.items():
        by_id[item_id].minutes = length
    meeting.noted_offset = None
    session.flush()
    return before


def note(meeting: Meeting, offset: int) -> int | None:
    """Take note of the offset without changing anything; returns what was noted before."""
    before = meeting.noted_offset
    meeting.noted_offset = offset
    return before


def least(item: Item) -> int:
    """The least an item needs; two thirds where nobody has said it."""
    usual = math.ceil((item.planned_minutes or item.minutes) * 2 / 3)
    return min(item.minutes, item.least_minutes or usual)


def _check(item: Item, length: int) -> None:
    if not 1 <= length <= 600:
        raise Invalid()
    if item.least_minutes and item.least_minutes > length:
        raise Refused(
            N_("„%(title)s“ braucht wenigstens %(n)s Minuten."),
            title=item.title,
            n=item.least_minutes,
        )


def _here(meeting: Meeting) -> int:
    """The place of the first item that isn't over."""
    return meeting.items.index(meeting.current) if meeting.current else 0


@dataclass(frozen=True)
class _Stretch:
    """The items before one fixed time, and the minutes that are missing or won there."""

    start: int
    end: int | None
    """The place of the item with the fixed time; none: the end of the session."""
    offset: int


def _stretch(meeting: Meeting, lines: list[timing.Times], here: int) -> _Stretch:
    """The first one that comes out late; if none does, what is won until the next."""
    ahead = range(here + 1 if meeting.current else here, len(meeting.items))
    ends: list[int | None] = [at for at in ahead if meeting.items[at].anchor]
    starts = [here, *(at for at in ends if at is not None)]
    stretches = [
        _Stretch(start, end, _offset(meeting, lines, end))
        for start, end in zip(starts, [*ends, None], strict=True)
    ]
    return next((each for each in stretches if each.offset > 0), stretches[0])


def _fixed(meeting: Meeting, lines: list[timing.Times], end: int | None) -> tuple[Fixed, ...]:
    """The fixed times from the one that counts on."""
    places = range(end, len(lines)) if end is not None else range(0)
    anchors = [
        Fixed(item.title, timing.on_day(meeting, item.anchor), lines[at].arrival)
        for at, item in ((at, meeting.items[at]) for at in places)
        if item.anchor
    ]
    return (*anchors, Fixed("", timing.planned_end(meeting), lines[-1].finish, is_end=True))


def _offset(meeting: Meeting, lines: list[timing.Times], at: int | None) -> int:
    """Minutes at a fixed time; being early counts from the plan, not from its gap."""
    if at is None:
        return _whole(lines[-1].finish - timing.planned_end(meeting))
    anchor = meeting.items[at].anchor
    assert anchor is not None
    arrival = max(lines[at].arrival, clock.now())
    late = _whole(arrival - timing.on_day(meeting, anchor))
    if late > 0:
        return late
    return min(0, _whole(arrival - _planned_arrival(lines, at, meeting)))


def _planned_arrival(lines: list[timing.Times], at: int, meeting: Meeting) -> datetime:
    if not at:
        return timing.planned_start(meeting)
    return timing.plan_over(lines[at - 1])


def _slot(item: Item, meeting: Meeting) -> Slot:
    needed = least(item)
    if item is meeting.current and item.started_at:
        needed = max(needed, math.ceil((clock.now() - item.started_at) / MINUTE))
    planned = item.planned_minutes if timing.is_frozen(meeting) else None
    return Slot(item.minutes, needed, item.kind == "break", planned)


def _stale_at(meeting: Meeting, lines: list[timing.Times], here: int) -> datetime | None:
    """The offset grows from the moment when the running item should be over."""
    due = lines[here].expected if meeting.current is None else None
    if meeting.current and meeting.current.started_at:
        due = meeting.current.started_at + meeting.current.minutes * MINUTE
    if due is None:
        return None
    return max(due + MINUTE / 2, clock.now() + MINUTE / 2)


def _whole(length: timedelta) -> int:
    return round(length / MINUTE)

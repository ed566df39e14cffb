"""Points of an agenda that come in later: put one next, double one, copy a whole plan."""

from typing import Any

from sqlalchemy.orm import Session

from . import agenda
from .models import Item, Meeting

OF_THE_DAY = {
    "id",
    "meeting_id",
    "position",
    "outcome",
    "started_at",
    "ended_at",
    "planned_start",
    "planned_minutes",
}
"""What an item learns by being held; everything else is its plan."""


def add_next(session: Session, meeting: Meeting, **values: Any) -> Item:
    """A further point right after what has begun."""
    item = agenda.add_item(session, meeting, **values)
    begun = sum(1 for other in meeting.items if other.started_at)
    move_to(session, item, begun + 1)
    return item


def duplicate(session: Session, item: Item) -> Item:
    """The same point once more, right after this one or after what has begun; without its votes."""
    meeting = item.meeting
    twin = agenda.add_item(session, meeting, **plan_of(item) | {"anchor": None})
    begun = sum(1 for other in meeting.items if other.started_at)
    move_to(session, twin, max(begun, place(item)) + 1)
    return twin


def plan_of(item: Item) -> dict[str, Any]:
    """An item's plan as values for another one, with the length it was planned for."""
    names = [column.key for column in Item.__table__.columns if column.key not in OF_THE_DAY]
    values = {name: getattr(item, name) for name in names}
    return values | {"minutes": max(item.planned_minutes or 0, item.minutes)}


def place(item: Item) -> int:
    """Which place it has in its agenda, from 1."""
    return item.meeting.items.index(item) + 1


def move_to(session: Session, item: Item, to: int) -> None:
    """To a place counted from 1, but never before what has begun."""
    meeting = item.meeting
    order = [other for other in meeting.items if other is not item]
    begun = sum(1 for other in order if other.started_at)
    order.insert(max(begun, to - 1), item)
    for position, each in enumerate(order, 1):
        each.position = position
    session.flush()
    session.expire(meeting, ["items"])

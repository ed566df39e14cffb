"""The agenda of a meeting: plan it, start it, move on and back, end it."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_
from ..language import gettext as _
from . import timing
from .models import Item, Meeting

KINDS = {
    "welcome": N_("Begrüßung"),
    "acquaint": N_("Kennenlernen"),
    "input": N_("Input"),
    "questions": N_("Rückfragen"),
    "buzz": N_("Murmelgruppe"),
    "quiet": N_("Stillarbeit"),
    "tables": N_("Tischgruppe"),
    "world_cafe": N_("World Café"),
    "marketplace": N_("Marktplatz"),
    "plenary": N_("Plenum"),
    "mood": N_("Stimmungsbild"),
    "rating": N_("Bewertung"),
    "vote": N_("Abstimmung"),
    "priorities": N_("Priorisierung"),
    "drafting": N_("Redaktion"),
    "break": N_("Pause"),
    "feedback": N_("Feedback"),
    "closing": N_("Abschluss"),
}


def add_meeting(
    session: Session,
    council_id: int,
    *,
    number: int,
    title: str,
    on: date,
    starts_at: time,
    block: int = 1,
) -> Meeting:
    """A further session of the council."""
    if session.scalar(select(Meeting.id).filter_by(council_id=council_id, number=number)):
        raise Conflict(N_("Eine Sitzung %(number)s gibt es schon."), number=number)
    meeting = Meeting(
        council_id=council_id, number=number, title=title, date=on, starts_at=starts_at, block=block
    )
    session.add(meeting)
    session.flush()
    return meeting


def change_meeting(session: Session, meeting: Meeting, *, number: int, **values: Any) -> None:
    """Other data of a session; its number must be free."""
    taken = select(Meeting.id).filter_by(council_id=meeting.council_id, number=number)
    if session.scalar(taken.where(Meeting.id != meeting.id)):
        raise Conflict(N_("Eine Sitzung %(number)s gibt es schon."), number=number)
    meeting.number = number
    for name, value in values.items():
        setattr(meeting, name, value)
    session.flush()


def find_meeting(session: Session, council_id: int, number: int) -> Meeting:
    """Session ``number`` of this council, or ``NotFound``."""
    meeting = session.scalar(select(Meeting).filter_by(council_id=council_id, number=number))
    if meeting is None:
        raise NotFound(N_("Diese Sitzung gibt es nicht."))
    return meeting


def all_meetings(session: Session, council_id: int) -> list[Meeting]:
    """The council's sessions in their order."""
    return list(
        session.scalars(select(Meeting).filter_by(council_id=council_id).order_by(Meeting.number))
    )


def on_now(session: Session, council_id: int) -> Meeting | None:
    """The session that is running, else the next planned one, else the last."""
    meetings = all_meetings(session, council_id)
    for state in ("running", "planned"):
        for meeting in meetings:
            if meeting.state == state:
                return meeting
    return meetings[-1] if meetings else None


def remove_meeting(session: Session, meeting: Meeting) -> None:
    """Only a session that never ran can be taken away."""
    if meeting.state != "planned":
        raise Refused(N_("Diese Sitzung hat schon stattgefunden und bleibt deshalb erhalten."))
    session.delete(meeting)
    session.flush()


def add_item(
    session: Session, meeting: Meeting, *, kind: str, title: str, minutes: int, **values: Any
) -> Item:
    """A further point at the end; ``values`` are its other columns."""
    _check(meeting, kind, minutes, values)
    last = session.scalar(select(func.max(Item.position)).where(Item.meeting_id == meeting.id)) or 0
    item = Item(position=last + 1, kind=kind, title=title, minutes=minutes, **values)
    meeting.items.append(item)
    session.flush()
    return item


def find_item(session: Session, council_id: int, item_id: int) -> Item:
    """The item of this council, or ``NotFound``."""
    item = session.scalar(
        select(Item)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(Meeting.council_id == council_id, Item.id == item_id)
    )
    if item is None:
        raise NotFound(N_("Diesen Punkt gibt es im Ablauf nicht mehr."))
    return item


def change_item(session: Session, item: Item, *, kind: str, minutes: int, **values: Any) -> None:
    """Other texts or another length, also while the item runs."""
    if item.ended_at and (item.kind, item.minutes) != (kind, minutes):
        raise Refused(
            N_("Dieser Punkt ist vorbei. Seine Art und seine Länge bleiben, wie sie waren.")
        )
    least = values.get("least_minutes", item.least_minutes)
    _check(item.meeting, kind, minutes, values | {"least_minutes": least})
    item.kind, item.minutes = kind, minutes
    for name, value in values.items():
        setattr(item, name, value)
    session.flush()


def remove_item(session: Session, item: Item) -> None:
    """Only what hasn't begun can be taken off."""
    if item.started_at:
        raise Refused(N_("Dieser Punkt hat schon begonnen und bleibt deshalb im Ablauf."))
    item.meeting.items.remove(item)
    session.flush()


def shift_item(session: Session, item: Item, by: int) -> None:
    """Move an item one place up (−1) or down (+1) among those that haven't begun."""
    items = item.meeting.items
    here = items.index(item)
    there = here + by
    if not 0 <= there < len(items):
        return
    other = items[there]
    if item.started_at or other.started_at:
        raise Refused(N_("Punkte, die schon begonnen haben, bleiben an ihrer Stelle."))
    item.position, other.position = other.position, item.position
    session.flush()
    session.expire(item.meeting, ["items"])


def start(session: Session, meeting: Meeting) -> None:
    """Open the session: members can join, nothing of the agenda has begun yet."""
    if meeting.state != "planned":
        raise Conflict(N_("Diese Sitzung hat schon begonnen."))
    if session.scalar(select(Meeting.id).filter_by(council_id=meeting.council_id, state="running")):
        raise Refused(N_("Eine andere Sitzung läuft noch. Bitte beenden Sie sie zuerst."))
    if not meeting.items:
        raise Refused(N_("Der Ablauf ist noch leer. Bitte zuerst wenigstens einen Punkt anlegen."))
    timing.freeze(meeting)
    meeting.state = "running"
    meeting.opened_at = clock.now()
    show_on_wall(meeting, "join")


def move_on(session: Session, meeting: Meeting, *, from_item: int | None) -> Item:
    """End the current item and begin the next; ``from_item`` is the id of the one expected."""
    _expect(meeting, from_item)
    following = next_item(meeting)
    if following is None:
        raise Refused(N_("Das war der letzte Punkt. Sie können die Sitzung jetzt beenden."))
    now = clock.now()
    if meeting.current:
        meeting.current.ended_at = now
    following.started_at = following.started_at or now
    meeting.current = following
    show_on_wall(meeting, "follow")
    return following


def move_back(session: Session, meeting: Meeting, *, from_item: int | None) -> Item | None:
    """Return to the item before; its time goes on. Never touches votes."""
    _expect(meeting, from_item)
    if meeting.current is None:
        raise Refused(N_("Davor gibt es keinen Punkt."))
    here = meeting.items.index(meeting.current)
    meeting.current.started_at = None
    before = meeting.items[here - 1] if here else None
    if before:
        before.ended_at = None
    meeting.current = before
    show_on_wall(meeting, "follow" if before else "join")
    return before


def next_item(meeting: Meeting) -> Item | None:
    """What comes after the current item."""
    if meeting.current is None:
        return meeting.items[0] if meeting.items else None
    here = meeting.items.index(meeting.current)
    return meeting.items[here + 1] if here + 1 < len(meeting.items) else None


def end(session: Session, meeting: Meeting) -> None:
    """Close the session; ``voting.ending.end_meeting`` erases the links first."""
    if meeting.state != "running":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    now = clock.now()
    if meeting.current:
        meeting.current.ended_at = now
    meeting.current = None
    meeting.state = "ended"
    meeting.ended_at = now
    show_on_wall(meeting, "follow")


def show_on_wall(meeting: Meeting, view: str, subject_id: int | None = None) -> None:
    """Choose what the wall shows: follow the agenda, join, agenda, a recommendation.

    A neutral or black slide over it goes: who shows something wants it to be seen.
    """
    meeting.wall_view = view
    meeting.wall_subject_id = subject_id
    meeting.wall_cover = ""


def _check(meeting: Meeting, kind: str, minutes: int, values: Mapping[str, Any]) -> None:
    if kind not in KINDS:
        raise Invalid(N_("Diese Art von Punkt gibt es nicht."))
    wrong = {}
    if (values.get("least_minutes") or 0) > minutes:
        wrong["least_minutes"] = _("Mehr als die %(n)s geplanten Minuten?", n=minutes)
    anchor = values.get("anchor")
    if anchor and anchor < meeting.starts_at:
        begins = f"{meeting.starts_at:%H:%M}"
        wrong["anchor"] = _("Die Sitzung beginnt erst um %(time)s Uhr.", time=begins)
    if wrong:
        raise Invalid(N_("Das passt nicht zusammen."), fields=wrong)


def _expect(meeting: Meeting, from_item: int | None) -> None:
    if meeting.state != "running":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    if meeting.current_item_id != from_item:
        raise Conflict(N_("Das ist inzwischen schon geschehen. Die Anzeige ist jetzt aktuell."))

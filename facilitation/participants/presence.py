"""Who is here in a meeting, by the card or by hand, with every coming and going.

*here* (da) and *away* (kurz weg) are on the roll of a round that opens; *left* (gegangen)
and *absent* (fehlt) aren't. A seat without a mark is absent.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict
from ..language import N_
from ..meetings.models import Meeting
from . import membership
from .models import Presence, PresenceChange, Seat

STATE_NAMES = {
    "here": N_("da"),
    "away": N_("kurz weg"),
    "left": N_("gegangen"),
    "absent": N_("fehlt"),
}
ON_ROLL = ("here", "away")


@dataclass(frozen=True)
class Attendance:
    """Who took part in one session; seats by their numbers."""

    meeting_id: int
    number: int
    members: int
    """Seats that belonged to the council at its end."""
    seats: tuple[int, ...]
    """Those that were here at any time."""
    seats_at_end: tuple[int, ...]

    @property
    def present(self) -> int:
        """How many were here at any time."""
        return len(self.seats)

    @property
    def at_end(self) -> int:
        """How many were still here at the end (or are, in a session that runs)."""
        return len(self.seats_at_end)


def arrive(session: Session, meeting: Meeting, seat: Seat) -> bool:
    """Mark the seat as here because its card was used; a mark set by hand stays.

    Returns whether something changed.
    """
    if meeting.state != "running" or seat.retired_at or _entry(session, meeting, seat):
        return False
    _set(session, meeting, seat, "here", cause="card")
    return True


def mark(
    session: Session, meeting: Meeting, seat: Seat, state: str, *, account_id: int | None = None
) -> None:
    """Mark a seat as ``here``, ``away``, ``left`` or ``absent`` by hand.

    Raises ``Conflict`` for a seat that has left the council, which no roll may hold.
    """
    if seat.retired_at:
        raise Conflict(N_("Platz %(number)s ist schon ausgeschieden."), number=seat.number)
    _set(session, meeting, seat, state, cause="desk", account_id=account_id)


def mark_connected(
    session: Session, meeting: Meeting, seat_ids: set[int], *, account_id: int | None = None
) -> int:
    """„Alle verbundenen sind da“: but whoever has left stays so; returns how many changed."""
    present = states(session, meeting)
    found = [
        seat
        for seat in membership.active(session, meeting.council_id)
        if seat.id in seat_ids and present.get(seat.id) not in ("here", "left")
    ]
    for seat in found:
        mark(session, meeting, seat, "here", account_id=account_id)
    return len(found)


def states(session: Session, meeting: Meeting) -> dict[int, str]:
    """The marks of this meeting by seat id."""
    rows = session.execute(
        select(Presence.seat_id, Presence.state).where(Presence.meeting_id == meeting.id)
    )
    return {row.seat_id: row.state for row in rows}


def state_of(session: Session, meeting: Meeting, seat: Seat) -> str:
    """The mark of one seat, or empty."""
    entry = _entry(session, meeting, seat)
    return entry.state if entry else ""


def here(session: Session, meeting: Meeting) -> list[Seat]:
    """The seats that are taken in this meeting (or only away for a moment), by number."""
    return list(
        session.scalars(
            select(Seat)
            .join(Presence, Presence.seat_id == Seat.id)
            .where(Presence.meeting_id == meeting.id, Presence.state.in_(ON_ROLL))
            .order_by(Seat.number)
        )
    )


def history(session: Session, meeting: Meeting) -> list[PresenceChange]:
    """Every coming and going of a meeting, in its order."""
    return list(
        session.scalars(
            select(PresenceChange).filter_by(meeting_id=meeting.id).order_by(PresenceChange.id)
        )
    )


def attendance(session: Session, council_id: int) -> list[Attendance]:
    """Who was there, for each session that has begun."""
    meetings = session.scalars(
        select(Meeting)
        .where(Meeting.council_id == council_id, Meeting.state != "planned")
        .order_by(Meeting.number)
    )
    return [_attendance(session, meeting) for meeting in meetings]


def forget(session: Session, meeting: Meeting) -> None:
    """Drop every mark of a meeting that won't take place."""
    for table in (Presence, PresenceChange):
        session.execute(delete(table).where(table.meeting_id == meeting.id))


def _attendance(session: Session, meeting: Meeting) -> Attendance:
    numbers = {
        seat.id: seat.number
        for seat in session.scalars(select(Seat).filter_by(council_id=meeting.council_id))
    }
    at_end = {seat_id for seat_id, state in states(session, meeting).items() if state in ON_ROLL}
    ever = at_end | {
        change.seat_id for change in history(session, meeting) if change.state in ON_ROLL
    }
    return Attendance(
        meeting_id=meeting.id,
        number=meeting.number,
        members=membership.count_at_end(session, meeting),
        seats=tuple(sorted(numbers[seat_id] for seat_id in ever)),
        seats_at_end=tuple(sorted(numbers[seat_id] for seat_id in at_end)),
    )


def _set(
    session: Session,
    meeting: Meeting,
    seat: Seat,
    state: str,
    *,
    cause: str,
    account_id: int | None = None,
) -> None:
    entry = _entry(session, meeting, seat)
    if entry is None:
        session.add(Presence(meeting_id=meeting.id, seat_id=seat.id, state=state))
    elif entry.state == state:
        return
    else:
        entry.state = state
    session.add(
        PresenceChange(
            meeting_id=meeting.id,
            seat_id=seat.id,
            state=state,
            at=clock.now(),
            cause=cause,
            account_id=account_id,
        )
    )
    session.flush()


def _entry(session: Session, meeting: Meeting, seat: Seat) -> Presence | None:
    return session.scalar(select(Presence).filter_by(meeting_id=meeting.id, seat_id=seat.id))

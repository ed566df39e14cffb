"""Who is here in a meeting: by signing in with the card, or marked by hand."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..meetings.models import Meeting
from .models import Presence, Seat


def arrive(session: Session, meeting: Meeting, seat: Seat) -> bool:
    """Mark the seat as here because its card was used; a mark set by hand stays.

    Returns whether something changed.
    """
    if meeting.state != "running" or _entry(session, meeting, seat):
        return False
    session.add(Presence(meeting_id=meeting.id, seat_id=seat.id, state="here"))
    session.flush()
    return True


def mark(session: Session, meeting: Meeting, seat: Seat, state: str) -> None:
    """Mark a seat as ``here`` or ``absent`` by hand."""
    entry = _entry(session, meeting, seat)
    if entry is None:
        session.add(Presence(meeting_id=meeting.id, seat_id=seat.id, state=state))
    else:
        entry.state = state
    session.flush()


def here(session: Session, meeting: Meeting) -> list[Seat]:
    """The seats that are taken in this meeting, by number."""
    return list(
        session.scalars(
            select(Seat)
            .join(Presence, Presence.seat_id == Seat.id)
            .where(Presence.meeting_id == meeting.id, Presence.state == "here")
            .order_by(Seat.number)
        )
    )


def forget(session: Session, meeting: Meeting) -> None:
    """Drop every mark of a meeting that won't take place."""
    session.execute(delete(Presence).where(Presence.meeting_id == meeting.id))


def _entry(session: Session, meeting: Meeting, seat: Seat) -> Presence | None:
    return session.scalar(select(Presence).filter_by(meeting_id=meeting.id, seat_id=seat.id))

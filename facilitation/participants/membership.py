"""Who belongs to the council: new members, Nachrückende, and seats that have left.

A seat that leaves keeps its number, its history and its part in earlier results; only its
card and its devices open nothing any more.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Refused
from ..language import N_
from ..meetings.models import Meeting
from . import seats
from .models import Presence, PresenceChange, Seat


@dataclass(frozen=True)
class Change:
    """One change of the membership, as it is printed."""

    meeting: int | None
    """The number of the session from which on it holds; none: before the first one."""
    joined: int | None
    left: int | None
    """Seat numbers; both are set where one took the place of the other."""


def active(session: Session, council_id: int) -> list[Seat]:
    """The seats that belong to the council now, by number."""
    return [seat for seat in seats.all_seats(session, council_id) if seat.retired_at is None]


def of_meeting(session: Session, meeting: Meeting) -> list[Seat]:
    """The seats that a session is about: for one that is over, those of its time."""
    every = seats.all_seats(session, meeting.council_id)
    if meeting.state != "ended":
        return [seat for seat in every if seat.retired_at is None]
    numbers = _numbers(session, meeting.council_id)
    marked = set(session.scalars(select(Presence.seat_id).filter_by(meeting_id=meeting.id)))
    return [seat for seat in every if seat.id in marked or _belongs(seat, meeting, numbers)]


def count_at_end(session: Session, meeting: Meeting) -> int:
    """How many seats belonged to the council at the end of a session."""
    numbers = _numbers(session, meeting.council_id)
    every = seats.all_seats(session, meeting.council_id)
    return sum(1 for seat in every if _belongs(seat, meeting, numbers))


def next_number(session: Session, council_id: int) -> int:
    """The number for a new card: one more than the highest that was ever given."""
    return max((seat.number for seat in seats.all_seats(session, council_id)), default=0) + 1


def join(
    session: Session,
    council_id: int,
    *,
    number: int,
    table: int | None = None,
    name: str = "",
    replaces: Seat | None = None,
    account_id: int | None = None,
) -> Seat:
    """A new member with a card of their own; ``replaces`` leaves the council for them."""
    _refuse_when_over(session, council_id)
    now = _counts_from(session, council_id)
    if replaces:
        leave(session, replaces, account_id=account_id)
    seat = seats.add(session, council_id, number=number, table=table, name=name)
    seat.joined_in_id = now.id if now else None
    seat.replaces_id = replaces.id if replaces else None
    session.flush()
    return seat


def join_range(
    session: Session, council_id: int, *, first: int, last: int, table: int | None = None
) -> list[Seat]:
    """Several new members at once; all of them or, where a number is taken, none."""
    now = _counts_from(session, council_id)
    made = seats.add_range(session, council_id, first=first, last=last, table=table)
    for seat in made:
        seat.joined_in_id = now.id if now else None
    session.flush()
    return made


def leave(session: Session, seat: Seat, *, account_id: int | None = None) -> None:
    """The seat leaves the council: its card and devices open nothing any more."""
    if seat.retired_at:
        raise Conflict(N_("Platz %(number)s ist schon ausgeschieden."), number=seat.number)
    now = _counts_from(session, seat.council_id)
    if now and now.state == "running":
        _go(session, now, seat, account_id)
    seats.block_card(session, seat)
    seat.retired_at = clock.now()
    seat.retired_in_id = now.id if now else None
    session.flush()


def come_back(session: Session, seat: Seat) -> None:
    """A seat that left by mistake belongs again, unless somebody has taken its place."""
    if seat.retired_at is None:
        raise Conflict(N_("Platz %(number)s gehört schon dazu."), number=seat.number)
    successor = session.scalar(
        select(Seat.number).where(Seat.replaces_id == seat.id, Seat.retired_at.is_(None)).limit(1)
    )
    if successor:
        raise Refused(
            N_("Für Platz %(number)s ist Platz %(successor)s nachgerückt."),
            number=seat.number,
            successor=successor,
        )
    seat.retired_at = seat.retired_in_id = None
    session.flush()


def changes(session: Session, council_id: int) -> list[Change]:
    """Who joined, who left and who took whose place, by session."""
    numbers = _numbers(session, council_id)
    every = {seat.id: seat for seat in seats.all_seats(session, council_id)}
    replaced = {seat.replaces_id for seat in every.values()}
    found = []
    for seat in every.values():
        before = every.get(seat.replaces_id) if seat.replaces_id else None
        if before or seat.joined_in_id:
            meeting = numbers.get(seat.joined_in_id)
            found.append(Change(meeting, seat.number, before.number if before else None))
        if seat.retired_at and seat.id not in replaced:
            found.append(Change(numbers.get(seat.retired_in_id), None, seat.number))
    return sorted(found, key=lambda one: (one.meeting or 0, one.joined or one.left or 0))


def _go(session: Session, meeting: Meeting, seat: Seat, account_id: int | None) -> None:
    entry = session.scalar(select(Presence).filter_by(meeting_id=meeting.id, seat_id=seat.id))
    if entry is None or entry.state not in ("here", "away"):
        return
    entry.state = "left"
    session.add(
        PresenceChange(
            meeting_id=meeting.id,
            seat_id=seat.id,
            state="left",
            at=clock.now(),
            cause="desk",
            account_id=account_id,
        )
    )


def _refuse_when_over(session: Session, council_id: int) -> None:
    found = set(session.scalars(select(Meeting.state).filter_by(council_id=council_id)))
    if found == {"ended"}:
        raise Refused(
            N_("Alle Sitzungen sind zu Ende. Bitte legen Sie zuerst die nächste Sitzung an.")
        )


def _counts_from(session: Session, council_id: int) -> Meeting | None:
    """The session from which on a change holds; none while no session has begun."""
    meetings = session.scalars(
        select(Meeting).filter_by(council_id=council_id).order_by(Meeting.number)
    ).all()
    if all(meeting.state == "planned" for meeting in meetings):
        return None
    for state in ("running", "planned"):
        for meeting in meetings:
            if meeting.state == state:
                return meeting
    return None


def _numbers(session: Session, council_id: int) -> dict[int | None, int]:
    rows = session.execute(select(Meeting.id, Meeting.number).filter_by(council_id=council_id))
    return {row.id: row.number for row in rows}


def _belongs(seat: Seat, meeting: Meeting, numbers: dict[int | None, int]) -> bool:
    """Whether the seat belonged to the council at the end of the session."""
    if numbers.get(seat.joined_in_id, 0) > meeting.number:
        return False
    if seat.retired_at is None or meeting.ended_at is None:
        return seat.retired_at is None
    if seat.retired_in_id is None:  # left when no further session was planned
        return seat.retired_at > meeting.ended_at
    return numbers.get(seat.retired_in_id, 0) > meeting.number

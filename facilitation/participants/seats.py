"""The seats of a council: add, find, move to a table, block a card."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_
from .models import Admission, Device, Presence, Seat

MOST_AT_ONCE = 200


def add(
    session: Session, council_id: int, *, number: int, table: int | None = None, name: str = ""
) -> Seat:
    """A further member; the number is what stands on the card."""
    if session.scalar(select(Seat.id).filter_by(council_id=council_id, number=number)):
        raise Conflict(N_("Platz %(number)s gibt es schon."), number=number)
    seat = Seat(
        council_id=council_id,
        number=number,
        table_number=table,
        name=name,
        card_salt=secrets.token_hex(16),
    )
    session.add(seat)
    session.flush()
    return seat


def add_range(
    session: Session, council_id: int, *, first: int, last: int, table: int | None = None
) -> list[Seat]:
    """Several members at once; all of them or, where a number is taken, none."""
    if last < first or last - first >= MOST_AT_ONCE:
        raise Invalid(
            N_("Bitte geben Sie zuerst die kleinere Nummer an; höchstens %(n)s Plätze auf einmal."),
            n=MOST_AT_ONCE,
        )
    return [
        add(session, council_id, number=number, table=table) for number in range(first, last + 1)
    ]


def change(session: Session, seat: Seat, *, table: int | None, name: str) -> None:
    """Another table or name. The number stays: it is printed on the card."""
    seat.table_number, seat.name = table, name
    session.flush()


def all_seats(session: Session, council_id: int) -> list[Seat]:
    """The council's seats by number."""
    return list(
        session.scalars(select(Seat).filter_by(council_id=council_id).order_by(Seat.number))
    )


def lines(session: Session, council_id: int) -> Sequence[Any]:
    """What the picture shows of the seats that belong to the council, by number.

    Rows instead of objects: with a thousand seats everybody would wait for those.
    """
    return session.execute(
        select(Seat.id, Seat.number, Seat.table_number, Seat.channel, Seat.device_id)
        .where(Seat.council_id == council_id, Seat.retired_at.is_(None))
        .order_by(Seat.number)
    ).all()


def find(session: Session, council_id: int, seat_id: int) -> Seat:
    """The seat of this council, or ``NotFound``."""
    seat = session.scalar(select(Seat).filter_by(council_id=council_id, id=seat_id))
    if seat is None:
        raise NotFound(N_("Diesen Platz gibt es nicht."))
    return seat


def by_number(session: Session, council_id: int, number: int) -> Seat:
    """The seat with this number that belongs to the council now, or ``NotFound``."""
    seat = session.scalar(
        select(Seat).where(
            Seat.council_id == council_id, Seat.number == number, Seat.retired_at.is_(None)
        )
    )
    if seat is None:
        raise NotFound(
            N_("Platz %(number)s gibt es hier nicht. Bitte prüfen Sie die Nummer."), number=number
        )
    return seat


def remove(session: Session, seat: Seat) -> None:
    """Only a seat that never took part can be taken away."""
    if seat.device_id or session.scalar(select(Presence.id).filter_by(seat_id=seat.id).limit(1)):
        raise Refused(
            N_("Dieser Platz hat schon teilgenommen. Sie können stattdessen die Karte sperren.")
        )
    session.delete(seat)
    session.flush()


def block_card(session: Session, seat: Seat) -> None:
    """Make the seat's card worthless and sign its devices out; a new one can be printed."""
    seat.card_salt = secrets.token_hex(16)
    seat.device_id = None
    session.flush()
    for device in session.scalars(select(Device).filter_by(seat_id=seat.id)):
        session.delete(device)
    # Who was let in for it without a card and hasn't come in yet may not do so any more.
    session.execute(
        delete(Admission).where(Admission.seat_id == seat.id, Admission.state == "admitted")
    )
    session.flush()

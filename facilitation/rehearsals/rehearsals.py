"""Begin a rehearsal, find it, end it without a trace. No row of the council itself is touched."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import db, purging
from ..councils import councils
from ..councils.models import Council
from ..errors import Conflict, NotFound, Refused
from ..language import N_
from ..meetings import agenda
from ..participants import cards, seats
from ..participants.models import Seat
from . import copying
from .tickets import Card, Tickets

SUFFIX = "-probe"
OWN_PHONE = "Ihr eigenes Handy"
LARGEST = 9999


def of_council(session: Session, council_id: int) -> Council | None:
    """The rehearsal of a council, if there is one."""
    return session.scalar(select(Council).filter_by(rehearsal_of_id=council_id))


def begin(session: Session, council: Council, *, number: int) -> Council:
    """Copy the set-up; session ``number`` is the one that is tried out, later ones follow it."""
    if council.rehearsal_of_id is not None:
        raise Refused(N_("Das hier ist schon die Probe."))
    if of_council(session, council.id):
        raise Conflict(N_("Eine Probe läuft schon. Sie können darin weitermachen."))
    wanted = [one for one in agenda.all_meetings(session, council.id) if one.number >= number]
    if not wanted or wanted[0].number != number:
        raise NotFound(N_("Diese Sitzung gibt es nicht."))
    if not wanted[0].items:
        raise Refused(
            N_("Der Ablauf dieser Sitzung ist noch leer. Bitte legen Sie zuerst ihre Punkte an.")
        )
    twin = councils.set_up(
        session,
        slug=_free_slug(session, council.slug),
        rehearsal_of_id=council.id,
        **copying.settings_of(council),
    )
    moved = copying.copy_measures(session, council, twin)
    moved |= copying.copy_recommendations(session, council, twin, moved)
    copying.copy_seats(session, council, twin)
    copying.copy_meetings(session, twin, wanted, moved)
    _add_own_phone(session, twin)
    return twin


def own_phone(session: Session, twin: Council) -> Seat | None:
    """The seat that is left for a real phone."""
    return session.scalar(select(Seat).filter_by(council_id=twin.id, name=OWN_PHONE))


def tickets(session: Session, twin: Council, key: bytes, url: str) -> Tickets:
    """Cards for the simulated members: all seats but the one for a real phone."""
    return Tickets(
        council=twin.slug,
        room=twin.room_code,
        url=url,
        cards=tuple(
            card_of(seat, key)
            for seat in seats.all_seats(session, twin.id)
            if seat.name != OWN_PHONE
        ),
    )


def card_of(seat: Seat, key: bytes, *, here: bool = True) -> Card:
    """What stands on a seat's card."""
    token = cards.token(key, seat)
    return Card(
        seat=seat.number,
        table=seat.table_number,
        path=f"/k/{seat.number}#{token}",
        token=token,
        code=cards.code(key, seat),
        channel=seat.channel,
        here=here,
    )


def end(council_id: int, exports: Path) -> None:
    """Delete a rehearsal with all its rows, files and what is left of them on free pages.

    Asked for twice, it is gone already the second time.
    """
    with db.reading() as session:
        twin = session.get(Council, council_id)
        if twin is None:
            return
        if twin.rehearsal_of_id is None:
            raise Refused(N_("Das ist keine Probe. Es wurde nichts gelöscht."))
    purging.purge_council(council_id, exports)
    purging.scrub(db.database())


def _add_own_phone(session: Session, twin: Council) -> None:
    taken = {seat.number for seat in seats.all_seats(session, twin.id)}
    number = min(max(taken) + 1, LARGEST)
    while number in taken:
        number -= 1
    seats.add(session, twin.id, number=number, name=OWN_PHONE)


def _free_slug(session: Session, slug: str) -> str:
    """``smart-kassel-probe``, or with a number where a council is called like that."""
    wanted = slug[: councils.LONGEST_SLUG] + SUFFIX
    taken = set(session.scalars(select(Council.slug).where(Council.slug.startswith(wanted))))
    free = (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in free if name not in taken)

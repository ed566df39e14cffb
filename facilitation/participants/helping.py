"""Help with one vote: who helps opens a link on an own phone, which ends with that vote."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid
from ..language import N_
from .joining import hash_token
from .models import Help, Seat
from .once import Link

LINK = Link("help")
LASTS = timedelta(hours=4)
"""Help that nobody used is over by itself."""
USED = N_(
    "Dieser Link gilt nicht mehr. Jeder gilt für eine Stimme und auf einem Gerät. "
    "Die Moderation kann einen neuen geben."
)


def offer(session: Session, seat: Seat, *, account_id: int | None = None) -> Help:
    """Help for the seat's next vote; replaces an earlier offer."""
    session.execute(delete(Help).where(Help.seat_id == seat.id))
    offered = Help(seat_id=seat.id, begun_at=clock.now(), account_id=account_id)
    LINK.renew(offered)
    session.add(offered)
    session.flush()
    return offered


def of_seat(session: Session, seat_id: int) -> Help | None:
    """The help that a seat has now."""
    return session.scalar(_going_on().where(Help.seat_id == seat_id))


def helped(session: Session, council_id: int) -> set[int]:
    """The seats that have help now."""
    found = _going_on().join(Seat, Help.seat_id == Seat.id).where(Seat.council_id == council_id)
    return set(session.scalars(found.with_only_columns(Help.seat_id)))


def still(session: Session, seat_ids: Collection[int]) -> set[int]:
    """Those of the seats that have help now."""
    if not seat_ids:
        return set()
    found = _going_on().where(Help.seat_id.in_(seat_ids)).with_only_columns(Help.seat_id)
    return set(session.scalars(found))


def begin(session: Session, key: bytes, given: str) -> tuple[Help, str]:
    """The help that this link was made for, and the token for its cookie; ``Invalid`` else."""
    offered = LINK.find(key, list(session.scalars(_going_on())), given)
    if offered is None:
        raise Invalid(USED)
    return offered, LINK.open(offered)


def by_cookie(session: Session, token: str) -> tuple[Help, Seat] | None:
    """The help of a cookie with its seat, whether it is over or not."""
    if not token:
        return None
    row = session.execute(
        select(Help, Seat).join(Seat).where(Help.token_hash == hash_token(token))
    ).first()
    return (row[0], row[1]) if row else None


def is_over(help_given: Help) -> bool:
    """Whether its vote has arrived, the desk has ended it, or nobody used it in time."""
    return help_given.ended_at is not None or help_given.begun_at < clock.now() - LASTS


def end(session: Session, seat_ids: Iterable[int]) -> None:
    """It is over for these seats."""
    session.execute(
        update(Help)
        .where(Help.seat_id.in_(list(seat_ids)), Help.ended_at.is_(None))
        .values(ended_at=clock.now(), link_salt="")
        .execution_options(synchronize_session=False)
    )


def _going_on() -> Select[Help]:
    return select(Help).where(Help.ended_at.is_(None), Help.begun_at >= clock.now() - LASTS)

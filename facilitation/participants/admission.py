"""Coming in without a card: a browser asks, and only the desk can let it in.

The request belongs to one browser (a random token in its cookie). The phone and the desk
show the same short code, so that the moderators let in the phone they mean to.
"""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Refused
from ..language import N_
from . import joining, seats
from .models import Admission, Seat

WAITING = timedelta(minutes=15)
"""So long a request waits for the desk, and an admitted browser may come in."""
MOST_WAITING = 20
"""Whoever asks again and again can't fill the moderators' screen."""


def ask(
    session: Session, council_id: int, seat_number: int | None, *, earlier: Admission | None = None
) -> tuple[Admission, str]:
    """A new request with the token for its browser's cookie; it replaces an ``earlier`` one."""
    long_ago = clock.now() - WAITING
    session.execute(delete(Admission).where(Admission.asked_at < long_ago - WAITING))
    if earlier:
        session.delete(earlier)
        session.flush()
    if seat_number is not None:
        seats.by_number(session, council_id, seat_number)
    others = waiting(session, council_id)
    if len(others) >= MOST_WAITING:
        raise Refused(
            N_("Gerade bitten sehr viele um Einlass. Bitte sprechen Sie die Moderation direkt an.")
        )
    token = secrets.token_urlsafe(24)
    request = Admission(
        council_id=council_id,
        seat_number=seat_number,
        token_hash=joining.hash_token(token),
        code=_free_code({other.code for other in others}),
        asked_at=clock.now(),
    )
    session.add(request)
    session.flush()
    return request, token


def is_same(earlier: Admission | None, council_id: int, seat_number: int | None) -> bool:
    """Whether this browser waits for just that already."""
    if earlier is None or state(earlier) != "waiting":
        return False
    return (earlier.council_id, earlier.seat_number) == (council_id, seat_number)


def by_token(session: Session, token: str) -> Admission | None:
    """The request of a cookie."""
    if not token:
        return None
    return session.scalar(select(Admission).filter_by(token_hash=joining.hash_token(token)))


def state(request: Admission | None) -> str:
    """``waiting``, ``admitted``, ``refused``, ``used``, or ``expired`` when nobody acted in time."""
    if request is None:
        return "expired"
    since = request.decided_at or request.asked_at
    if request.state in ("waiting", "admitted") and clock.now() - since >= WAITING:
        return "expired"
    return request.state


def waiting(session: Session, council_id: int) -> list[Admission]:
    """Who asks to be let in now, in their order."""
    return list(
        session.scalars(
            select(Admission)
            .where(
                Admission.council_id == council_id,
                Admission.state == "waiting",
                Admission.asked_at > clock.now() - WAITING,
            )
            .order_by(Admission.id)
        )
    )


def admit(session: Session, council_id: int, request_id: int, seat_number: int) -> Seat:
    """Let the asking browser in for a seat."""
    request = _find(session, council_id, request_id)
    seat = seats.by_number(session, council_id, seat_number)
    request.seat_id, request.state, request.decided_at = seat.id, "admitted", clock.now()
    session.flush()
    return seat


def turn_away(session: Session, council_id: int, request_id: int) -> None:
    """„Ablehnen“: the phone says so kindly."""
    request = _find(session, council_id, request_id)
    request.state, request.decided_at = "refused", clock.now()
    session.flush()


def withdraw(session: Session, request: Admission) -> None:
    """The person doesn't need it any more."""
    session.delete(request)
    session.flush()


def come_in(session: Session, request: Admission | None) -> joining.Joined:
    """Sign the admitted browser in, once; the last device wins, as with a card."""
    if request is None or state(request) != "admitted":
        raise Conflict(
            N_(
                "Ihre Bitte gilt nicht mehr. Bitte fragen Sie noch einmal, oder tippen Sie den Code Ihrer Karte ein."
            )
        )
    request.state = "used"
    seat = session.get_one(Seat, request.seat_id)
    return joining.sign_in(session, seat, present=None, take_over=True)


def _find(session: Session, council_id: int, request_id: int) -> Admission:
    found = next((one for one in waiting(session, council_id) if one.id == request_id), None)
    if found is None:
        raise Conflict(N_("Diese Bitte um Einlass wartet nicht mehr."))
    return found


def _free_code(taken: set[str]) -> str:
    while (code := f"{secrets.randbelow(10_000):04d}") in taken:
        pass
    return code

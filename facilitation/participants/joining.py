"""Joining: a card opens its seat, the last device wins, the room code only reads."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid, TooSoon
from ..language import N_
from . import cards
from .models import Device, Seat

FREE_TRIES = 5
LONGEST_WAIT = 300


class CardInUse(Exception):
    """The seat is signed in on another device; the person decides."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.council_id = seat.council_id  # the seat itself is gone with its transaction


# Built once: putting the statement together costs more than answering it.
_KNOWN = (
    select(
        Device.id.label("device"),
        Seat.id.label("seat"),
        Seat.council_id.label("council"),
        Seat.device_id.label("current"),
    )
    .join(Seat, Device.seat_id == Seat.id)
    .where(Device.token_hash == bindparam("hash"))
)


@dataclass(frozen=True)
class Joined:
    """A device that may act for a seat from now on; ``token`` goes into its cookie."""

    seat: Seat
    device: Device
    token: str
    took_over: bool


@dataclass(frozen=True)
class Left:
    """A device that was signed out; its row is gone."""

    council_id: int
    seat_id: int
    device_id: int


UNKNOWN = N_(
    "Diesen Code kennen wir nicht. Bitte prüfen Sie die Zeichen auf der Karte. "
    "Groß- und Kleinschreibung ist egal."
)


def seat_by_code(session: Session, key: bytes, given: cards.CardCode) -> Seat | None:
    """The seat whose card carries this code. Wrong codes slow down this seat number only.

    Returns None when the code is wrong, with the try noted, so that the caller's
    transaction keeps it; raises ``TooSoon`` while the seat has to wait.
    """
    seats = session.scalars(_of_number(given.seat)).all()
    now = clock.now()
    for seat in seats:
        if cards.fits_code(key, seat, given):
            if seat.blocked_until and seat.blocked_until > now:
                raise _wait(seat)
            seat.failed, seat.blocked_until = 0, None
            return seat
    for seat in seats:
        if seat.blocked_until and seat.blocked_until > now:
            raise _wait(seat)
    for seat in seats:
        seat.failed += 1
        if seat.failed >= FREE_TRIES:
            wait = min(2 ** (seat.failed - FREE_TRIES + 1), LONGEST_WAIT)
            seat.blocked_until = now + timedelta(seconds=wait)
    return None


def seat_by_token(session: Session, key: bytes, number: int, token: str) -> Seat:
    """The seat whose QR code was scanned; raises ``Invalid``. Never slowed: it is 128 bits."""
    for seat in session.scalars(_of_number(number)):
        if cards.fits_token(key, seat, token):
            return seat
    raise Invalid(
        N_(
            "Diese Karte gilt nicht mehr. Bitte holen Sie sich bei der Moderation eine neue oder tippen Sie den Code ein."
        )
    )


def sign_in(session: Session, seat: Seat, *, present: Device | None, take_over: bool) -> Joined:
    """Make a device for the seat; raises ``CardInUse`` when another one would be displaced.

    ``present`` is the device of the asking browser, if it has one.
    """
    if present and seat.device_id == present.id:
        return Joined(seat, present, "", took_over=False)
    if seat.device_id and not take_over:
        raise CardInUse(seat)
    token = secrets.token_urlsafe(24)
    device = Device(seat_id=seat.id, token_hash=hash_token(token))
    session.add(device)
    session.flush()
    took_over = seat.device_id is not None
    seat.device_id = device.id
    return Joined(seat, device, token, took_over)


def device_by_token(session: Session, token: str) -> tuple[Device, Seat] | None:
    """The device of a cookie with its seat, whether it is still the last one or not."""
    if not token:
        return None
    row = session.execute(
        select(Device, Seat)
        .join(Seat, Device.seat_id == Seat.id)
        .where(Device.token_hash == hash_token(token))
    ).first()
    return (row[0], row[1]) if row else None


def known_device(session: Session, token: str) -> Row[int, int, int, int | None] | None:
    """The same as bare numbers, for the door that every phone passes when it connects:
    ``device``, ``seat``, ``council`` and ``current``, the seat's last device.
    """
    return session.execute(_KNOWN, {"hash": hash_token(token)}).first() if token else None


def take_back(session: Session, device: Device) -> None:
    """„Hier zurückholen“: an earlier device of the seat becomes the last one again."""
    seat = session.get_one(Seat, device.seat_id)
    seat.device_id = device.id


def sign_out(session: Session, token: str) -> Left | None:
    """Forget the device of a cookie; whether it was the seat's last one or an earlier."""
    found = device_by_token(session, token)
    if found is None:
        return None
    device, seat = found
    if seat.device_id == device.id:
        seat.device_id = None
        session.flush()
    session.delete(device)
    return Left(seat.council_id, seat.id, device.id)


def hash_token(token: str) -> str:
    """What is kept of a random token: it has 128 bits or more, so SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _of_number(number: int) -> Select[Seat]:
    return select(Seat).where(Seat.number == number, Seat.retired_at.is_(None))


def _wait(seat: Seat) -> TooSoon:
    left = (seat.blocked_until - clock.now()).total_seconds() if seat.blocked_until else 0
    return TooSoon(
        N_(
            "Für diesen Platz wurde mehrmals ein falscher Code eingegeben. Bitte warten Sie %(seconds)s Sekunden oder scannen Sie den QR-Code auf der Karte."
        ),
        seconds=max(1, int(left) + 1),
    )

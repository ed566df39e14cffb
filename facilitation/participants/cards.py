"""Member cards: the token in the QR code and the code to type.

Both are derived from the server's key and the seat's salt, so that a card can be printed
again and neither the database nor the key alone opens a door (docs/adr/0005). Blocking a
card gives the seat a new salt.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from ..errors import Invalid
from ..language import N_
from .models import Seat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_READ = str.maketrans({"O": "0", "I": "1", "L": "1"})
CODE_LENGTH = 8
ROOM_LENGTH = 4
_SEAT = re.compile(r"0*[1-9][0-9]{0,3}")
_SECRET = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")


@dataclass(frozen=True)
class CardCode:
    """A code from a card: seat number and eight characters."""

    seat: int
    secret: str


@dataclass(frozen=True)
class RoomCode:
    """The code from the wall: it only reads."""

    code: str


def token(key: bytes, seat: Seat) -> str:
    """128 bits for the QR code, 26 characters."""
    return base32(_derive(key, seat, "token")[:16], 26)


def code(key: bytes, seat: Seat) -> str:
    """What is printed for typing, e.g. ``17-H4TX-9KQM``."""
    secret = _secret(key, seat)
    return f"{seat.number}-{secret[:4]}-{secret[4:]}"


def fits_token(key: bytes, seat: Seat, given: str) -> bool:
    """Whether ``given`` opens the seat's card."""
    typed = normal(given).encode(errors="surrogatepass")  # JSON may carry halves of characters
    return hmac.compare_digest(token(key, seat).encode(), typed)


def fits_code(key: bytes, seat: Seat, given: CardCode) -> bool:
    """Whether the typed code is the seat's."""
    return hmac.compare_digest(_secret(key, seat).encode(), given.secret.encode())


def read(typed: str) -> CardCode | RoomCode:
    """Understand what was typed into the one field; raises ``Invalid``.

    Hyphens, spaces, a leading ``#`` and upper or lower case are no matter.
    """
    groups = [normal(group) for group in re.split(r"[^0-9A-Za-z]+", typed) if group]
    whole = "".join(groups)
    if len(whole) == ROOM_LENGTH:
        return RoomCode(whole)
    if len(groups) > 1 and groups[0].isdecimal():
        head, tail = groups[0], "".join(groups[1:])
    else:  # without a mark behind the seat: the last eight characters are the secret
        head, tail = whole[:-CODE_LENGTH], whole[-CODE_LENGTH:]
    if _SEAT.fullmatch(head) and _SECRET.fullmatch(tail):
        return CardCode(int(head), tail)
    raise Invalid(
        N_(
            "Diesen Code kennen wir nicht. Bitte prüfen Sie die Zeichen auf der Karte. Groß- und Kleinschreibung ist egal."
        )
    )


def normal(text: str) -> str:
    """Characters as they stand on the card, whatever was typed for them."""
    return text.strip().upper().translate(_READ)


def _secret(key: bytes, seat: Seat) -> str:
    return base32(_derive(key, seat, "code")[:5], CODE_LENGTH)


def _derive(key: bytes, seat: Seat, purpose: str) -> bytes:
    return derive(key, f"card/{purpose}/{seat.card_salt}")


def derive(key: bytes, what: str) -> bytes:
    """256 bits that only this server can compute for ``what``."""
    return hmac.new(key, what.encode(), hashlib.sha256).digest()


def base32(data: bytes, length: int) -> str:
    """The last ``length`` characters of ``data`` as they can be printed and typed."""
    number = int.from_bytes(data, "big")
    return "".join(ALPHABET[(number >> (5 * at)) & 31] for at in reversed(range(length)))

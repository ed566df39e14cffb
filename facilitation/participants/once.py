"""Links that open once: the desk can show one again until somebody has opened it.

Like a card's token it is derived from the server's key and a salt in the row. Opening it
empties the salt; from then on a random token in the browser's cookie stands for the row.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import Protocol, TypeVar

from . import cards
from .joining import hash_token

LENGTH = 26
"""128 bits, five to a character."""


class Opened(Protocol):
    """A row that is opened by such a link."""

    link_salt: str
    token_hash: str | None


R = TypeVar("R", bound=Opened)


@dataclass(frozen=True)
class Link:
    """What such a link is for; keeps one kind from opening another."""

    purpose: str

    def renew(self, row: Opened) -> None:
        """A new link; what an earlier one has opened is shut."""
        row.link_salt, row.token_hash = secrets.token_hex(16), None

    def token(self, key: bytes, row: Opened) -> str:
        """What stands behind the ``#``; empty when the link has been opened."""
        if not row.link_salt:
            return ""
        return cards.base32(cards.derive(key, f"{self.purpose}/{row.link_salt}")[:16], LENGTH)

    def find(self, key: bytes, rows: list[R], given: str) -> R | None:
        """The row that ``given`` opens."""
        typed = cards.normal("".join(given.split()).replace("-", "")).encode(errors="replace")
        for row in rows:
            if row.link_salt and hmac.compare_digest(self.token(key, row).encode(), typed):
                return row
        return None

    def open(self, row: Opened) -> str:
        """The token for the cookie; the link opens nothing more."""
        token = secrets.token_urlsafe(24)
        row.link_salt, row.token_hash = "", hash_token(token)
        return token

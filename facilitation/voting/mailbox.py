"""The sealed mailbox: ballots that only the count can read (voting.md § 5).

A ballot is encrypted (AES-GCM, 256 bit) for its round and its seat, padded so that all of a
round are equally long. The count opens them in memory, sorts them and deletes the rows; what is
left of them (``sealed_tally``) belongs to nobody.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from . import keys
from .methods import Question
from .models import Round, SealedBallot
from .wording import asked

NONCE = 12
LONGEST_WORD = 24
"""More letters than any mark has, its quotes and its comma."""


class Box:
    """The mailbox of one round, open in memory; ``key`` is dropped with it."""

    def __init__(self, round_id: int, key: bytes, question: Question) -> None:
        self._round_id = round_id
        self._cipher = AESGCM(key)
        self._size = size(question)

    def seal(self, seat_id: int, marks: dict[str, Any]) -> bytes:
        """A ballot as it is stored: nonce, then ``size`` bytes of ciphertext and their tag."""
        plain = json.dumps(marks, separators=(",", ":")).encode()
        if len(plain) > self._size:
            raise ValueError("a ballot that is longer than any valid one")
        nonce = os.urandom(NONCE)
        padded = plain.ljust(self._size)
        return nonce + self._cipher.encrypt(nonce, padded, self._belongs_to(seat_id))

    def unseal(self, seat_id: int, sealed: bytes) -> dict[str, Any]:
        """The marks again; raises ``InvalidTag`` for the ballot of another seat or round."""
        plain = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], self._belongs_to(seat_id))
        marks: dict[str, Any] = json.loads(plain)
        return marks

    def _belongs_to(self, seat_id: int) -> bytes:
        return f"ratschlag/{self._round_id}/{seat_id}".encode()


def open_box(around: Any) -> Box:
    """The mailbox of a round (or a row with ``id``, ``key_name``, ``wording``).

    Raises ``keys.KeyLost``, ``keys.Unreadable``.
    """
    return Box(around.id, keys.read(around.key_name), asked(around.wording))


def size(question: Question) -> int:
    """Bytes that hold every valid ballot of a question, the same for each of them."""
    criteria = question.settings.get("criteria", ())
    a_mark = LONGEST_WORD + sum(_length(name) + LONGEST_WORD for name in criteria)
    return LONGEST_WORD + sum(_length(key) + a_mark for key in question.options)


def read(session: Session, around: Round) -> list[dict[str, Any]]:
    """The ballots of a round, sorted by what they say.

    Raises ``keys.KeyLost``, also where one was sealed with another key; ``keys.Unreadable``.
    """
    rows = session.execute(
        select(SealedBallot.seat_id, SealedBallot.sealed).where(SealedBallot.round_id == around.id)
    ).all()
    box = open_box(around)
    with lost_if_foreign():
        found = [box.unseal(row.seat_id, row.sealed) for row in rows]
    return sorted(found, key=lambda marks: json.dumps(marks, sort_keys=True))


@contextmanager
def lost_if_foreign() -> Iterator[None]:
    """A ballot that its key doesn't open is as lost as one without a key."""
    try:
        yield
    except InvalidTag as error:
        raise keys.KeyLost from error


def clear(session: Session, around: Round) -> None:
    """Delete what was sealed for a round; its key goes once that is committed."""
    session.execute(delete(SealedBallot).where(SealedBallot.round_id == around.id))
    keys.sweep_after(session)


def _length(name: str) -> int:
    return len(json.dumps(name))

"""Reasons after a result, from whoever likes to give one: without seat, time or order (D14).

Nobody is asked who they are, so nothing here knows a seat. What keeps one phone from filling
everything is a bound for the whole round.
"""

import hashlib
from collections.abc import Collection

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ..errors import Conflict, Invalid, NotFound, Refused
from ..language import N_
from ..meetings.models import Item
from ..text import clean_text
from . import roll
from .methods import WAYS
from .models import Poll, Reason, Round

LONGEST = 200
PER_SEAT = 3
"""So many for each seat on the roll; all of them share the bound."""
OVER = N_("Zu diesem Ergebnis werden keine Gründe mehr angenommen. Sagen Sie es gern im Raum.")


def are_asked(poll: Poll) -> bool:
    """Whether phones are asked why: where something is decided or rated, and it counts."""
    counts = poll.in_report and not poll.trial
    return counts and (WAYS[poll.method].DECIDES or poll.method == "rating")


def give(session: Session, round_id: int, *, text: str, key: str) -> Round:
    """Keep a reason, once for each ``key``; returns the round that it is about.

    Raises ``Invalid`` for the text, ``Conflict`` when its time is over, ``Refused`` at the bound.
    """
    around = session.get(Round, round_id)
    if around is None:
        raise NotFound(N_("Diese Abstimmung gibt es nicht. Bitte laden Sie die Seite neu."))
    _refuse_untimely(session, around)
    said = _checked(text)
    row_key = _drawn(round_id, key)
    if session.get(Reason, row_key):
        return around
    if number(session, around.id) >= PER_SEAT * max(roll.size(session, around), 1):
        raise Refused(
            N_(
                "Zu diesem Ergebnis sind schon so viele Gründe da, dass keine mehr dazukommen. "
                "Sagen Sie es gern im Raum."
            )
        )
    session.add(Reason(key=row_key, round_id=around.id, text=said))
    session.flush()
    return around


def number(session: Session, round_id: int) -> int:
    """How many there are for a round."""
    found = session.scalar(select(func.count(Reason.key)).where(Reason.round_id == round_id))
    return found or 0


def of_rounds(session: Session, round_ids: list[int]) -> list[Reason]:
    """What was said about some rounds; by its own words, since no other order is known."""
    found = session.scalars(select(Reason).where(Reason.round_id.in_(round_ids))).all()
    return sorted(found, key=lambda reason: (reason.text.casefold(), reason.text, reason.key))


def rounds(session: Session, council_id: int) -> list[Round]:
    """The council's rounds about which something was said, the newest first."""
    found = select(Round).join(Poll).where(Poll.council_id == council_id)
    found = found.where(Round.id.in_(select(Reason.round_id)))
    return list(session.scalars(found.order_by(Round.shown_at.desc(), Round.id.desc())))


def find(session: Session, council_id: int, key: str) -> Reason:
    """The reason of this council, or ``NotFound``."""
    found = None
    if key.isascii() and key.isalnum():  # PostgreSQL looks for no NUL
        found = session.scalar(
            select(Reason)
            .join(Round, Reason.round_id == Round.id)
            .join(Poll, Round.poll_id == Poll.id)
            .where(Poll.council_id == council_id, Reason.key == key)
        )
    if found is None:
        raise NotFound(N_("Diesen Grund gibt es nicht mehr. Bitte laden Sie die Seite neu."))
    return found


def remove(session: Session, reason: Reason) -> None:
    """Take away what insults somebody, or names them."""
    session.delete(reason)
    session.flush()


def forget_order(session: Session, round_ids: Collection[int]) -> None:
    """Write them all anew by their drawn keys: no order in which they came is left in the store."""
    rows = session.execute(
        select(Reason.key, Reason.round_id, Reason.text)
        .where(Reason.round_id.in_(round_ids))
        .order_by(Reason.key)
    )
    kept = [dict(row) for row in rows.mappings()]
    if kept:
        session.execute(delete(Reason).where(Reason.round_id.in_(round_ids)))
        session.execute(insert(Reason), kept)


def _refuse_untimely(session: Session, around: Round) -> None:
    meeting = session.get_one(Item, around.poll.item_id).meeting
    seen = around.state == "shown" and not around.covered
    if not (are_asked(around.poll) and seen and meeting.state == "running"):
        raise Conflict(OVER)


def _checked(text: str) -> str:
    said = clean_text(text, limit=len(text))
    if not said:
        raise Invalid(N_("Da steht noch nichts. Bitte schreiben Sie einen Satz."))
    if len(said) > LONGEST:
        raise Invalid(
            N_("Das sind %(length)s Zeichen, möglich sind %(limit)s. Bitte kürzen Sie den Text."),
            length=len(said),
            limit=LONGEST,
        )
    return said


def _drawn(round_id: int, key: str) -> str:
    """The row's key: no phone knows it, and the rows lie in an order that says nothing."""
    return hashlib.sha256(f"{round_id} {key}".encode()).hexdigest()[:32]

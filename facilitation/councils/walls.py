"""Walls: a browser asks, shows a code, and reads once the team has let it in."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid
from ..language import N_
from .models import Council, Wall

WAITING = timedelta(hours=1)
RENEWED = WAITING / 2
"""A code that is shown anew has at least this long left."""
MOST_WAITING = 20
"""Whoever asks again and again can neither fill the database nor guess at codes."""


def ask(session: Session, council: Council) -> tuple[Wall, str]:
    """A new wall with the code it shows, and the token for its cookie."""
    session.execute(
        delete(Wall).where(Wall.paired_at.is_(None), Wall.asked_at < clock.now() - WAITING)
    )
    taken = _waiting(session, council)
    for oldest in taken[: max(0, len(taken) + 1 - MOST_WAITING)]:
        session.delete(oldest)
    token = secrets.token_urlsafe(24)
    wall = Wall(
        council_id=council.id,
        token_hash=_hash(token),
        code=_free_code({other.code for other in taken}),
        asked_at=clock.now(),
    )
    session.add(wall)
    session.flush()
    return wall, token


def is_waiting(wall: Wall) -> bool:
    """Whether its code can be shown for a good while yet."""
    return wall.paired_at is None and clock.now() - wall.asked_at < RENEWED


def by_token(session: Session, council: Council, token: str) -> Wall | None:
    """The wall of a cookie, paired or not."""
    if not token:
        return None
    return session.scalar(select(Wall).filter_by(council_id=council.id, token_hash=_hash(token)))


def pair(session: Session, council: Council, code: str) -> Wall:
    """Let the wall in that shows ``code``; raises ``Invalid`` when none does."""
    wall = session.scalar(
        select(Wall)
        .where(
            Wall.council_id == council.id,
            Wall.code == code.strip(),
            Wall.paired_at.is_(None),
            Wall.asked_at >= clock.now() - WAITING,
        )
        .order_by(Wall.id.desc())
        .limit(1)
    )
    if wall is None:
        raise Invalid(
            N_("Diesen Code zeigt gerade keine Leinwand. Bitte lesen Sie ihn noch einmal ab.")
        )
    wall.paired_at = clock.now()
    return wall


def forget_all(session: Session, council: Council) -> None:
    """Unpair every wall of the council."""
    session.execute(delete(Wall).where(Wall.council_id == council.id))


def _waiting(session: Session, council: Council) -> list[Wall]:
    return list(
        session.scalars(
            select(Wall)
            .where(Wall.council_id == council.id, Wall.paired_at.is_(None))
            .order_by(Wall.id)
        )
    )


def _free_code(taken: set[str]) -> str:
    while (code := f"{secrets.randbelow(10_000):04d}") in taken:
        pass
    return code


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

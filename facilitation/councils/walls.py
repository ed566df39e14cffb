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


def ask(session: Session, council: Council) -> tuple[Wall, str]:
    """A new wall with the code it shows, and the token for its cookie."""
    session.execute(
        delete(Wall).where(Wall.paired_at.is_(None), Wall.asked_at < clock.now() - WAITING)
    )
    token = secrets.token_urlsafe(24)
    wall = Wall(
        council_id=council.id,
        token_hash=_hash(token),
        code=f"{secrets.randbelow(10_000):04d}",
        asked_at=clock.now(),
    )
    session.add(wall)
    session.flush()
    return wall, token


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


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

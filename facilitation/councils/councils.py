"""Councils: set up, find, change."""

import re
import secrets
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Invalid, NotFound
from ..language import N_
from .models import Council

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
ROOM_LENGTH = 4
WORDS = ("HILF", "IDEE", "TEST", "TISC", "JETZ", "KART", "HALL")
"""No room code may read like an address or a word."""
TAKEN = ("abmelden", "anmelden", "einladung", "handbuch", "konto", "neu")
"""Pages of the desk that no council may be named like."""
LONGEST_SLUG = 40
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def set_up(session: Session, *, slug: str, title: str, **values: Any) -> Council:
    """A new council with a room code of its own."""
    if not slug.replace("-", "").isalnum() or not slug.isascii() or slug != slug.lower():
        raise Invalid(N_("Der Kurzname besteht aus Kleinbuchstaben, Ziffern und Bindestrichen."))
    if session.scalar(select(Council.id).filter_by(slug=slug)):
        raise Conflict(N_("Den Kurznamen %(slug)s gibt es schon."), slug=slug)
    values.setdefault("room_code", _free_room_code(session))
    council = Council(slug=slug, title=title, created_at=clock.now(), **values)
    session.add(council)
    session.flush()
    return council


def short_name(session: Session, title: str) -> str:
    """A free slug made from the title: „Bürgerrat Klima“ → ``buergerrat-klima``."""
    plain = title.lower().translate(_PLAIN)
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "buergerrat"
    used = {*TAKEN, *session.scalars(select(Council.slug).where(Council.slug.startswith(slug)))}
    if slug not in used:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(used) + 3) if f"{slug}-{n}" not in used)


def change(session: Session, council: Council, **values: Any) -> None:
    """New words or settings; rounds that were opened keep the ones they had."""
    for name, value in values.items():
        setattr(council, name, value)
    session.flush()


def find(session: Session, slug: str) -> Council:
    """The council with this short name, or ``NotFound``."""
    council = (
        session.scalar(select(Council).filter_by(slug=slug.lower()))
        if _could_be_ours(slug)
        else None
    )
    if council is None:
        raise NotFound(N_("Einen Bürgerrat mit diesem Namen gibt es hier nicht."))
    return council


def by_room_code(session: Session, code: str) -> Council | None:
    """The council whose wall shows ``code``."""
    return (
        session.scalar(select(Council).filter_by(room_code=code.upper()))
        if _could_be_ours(code)
        else None
    )


def all_councils(session: Session) -> list[Council]:
    """Every council on this server; a rehearsal is none."""
    real = select(Council).where(Council.rehearsal_of_id.is_(None))
    return list(session.scalars(real.order_by(Council.title)))


def _could_be_ours(typed: str) -> bool:
    """Whether this can be a name of ours at all; PostgreSQL refuses to look for a NUL."""
    return typed.isascii() and typed.isprintable()


def _free_room_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(ROOM_LENGTH))
        mixed = any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
        if mixed and code not in WORDS and by_room_code(session, code) is None:
            return code

"""Councils: set up, find, change."""

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


def find(session: Session, slug: str) -> Council:
    """The council with this short name, or ``NotFound``."""
    council = session.scalar(select(Council).filter_by(slug=slug.lower()))
    if council is None:
        raise NotFound(N_("Einen Bürgerrat mit diesem Namen gibt es hier nicht."))
    return council


def by_room_code(session: Session, code: str) -> Council | None:
    """The council whose wall shows ``code``."""
    return session.scalar(select(Council).filter_by(room_code=code.upper()))


def all_councils(session: Session) -> list[Council]:
    """Every council on this server."""
    return list(session.scalars(select(Council).order_by(Council.title)))


def _free_room_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(ROOM_LENGTH))
        mixed = any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
        if mixed and code not in WORDS and by_room_code(session, code) is None:
            return code

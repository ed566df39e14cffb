"""Who of the team a browser acts for, read from its cookie; for desk, wall and sockets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import clock
from ..councils import team
from ..councils.models import Council
from ..db import reading, transaction
from ..live.roles import Viewer
from . import cookies as jar

FRESH_FOR = timedelta(minutes=5)
"""How exactly it is remembered when somebody was last here: a write per click is too much."""


@dataclass(frozen=True)
class Person:
    """A signed-in member of some team."""

    account_id: int
    name: str
    is_organiser: bool
    sign_in_id: int


def person(cookies: Mapping[str, str]) -> Person:
    """The person behind the cookie; raises ``SignedOut``."""
    with reading() as session:
        entry = team.signed_in(session, jar.read(cookies, jar.TEAM))
        account = entry.account
        found = Person(account.id, account.name, account.is_organiser, entry.id)
        seen_at = entry.seen_at
    keep_signed_in(found.sign_in_id, seen_at)
    return found


def keep_signed_in(sign_in_id: int, seen_at: datetime) -> None:
    """Note that somebody is here, where that was last noted a while ago."""
    now = clock.now()
    if now - seen_at > FRESH_FOR:
        with transaction() as session:
            team.seen(session, sign_in_id, now)


def team_viewer(cookies: Mapping[str, str], council: Council) -> Viewer:
    """The viewer in this council; raises ``SignedOut``, or ``Forbidden`` outside its team."""
    return viewer_of(person(cookies), council)


def viewer_of(someone: Person, council: Council) -> Viewer:
    """The same for a person who is known already."""
    with reading() as session:
        role = team.role_in(session, someone.account_id, council.id)
    return Viewer(
        role=role,
        council_id=council.id,
        account_id=someone.account_id,
        sign_in_id=someone.sign_in_id,
    )

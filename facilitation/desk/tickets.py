"""Downloads under random names: for one person, for fifteen minutes (promises.md § 2)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .. import clock
from ..errors import NotFound
from ..language import N_

VALID = timedelta(minutes=15)
MOST = 500


@dataclass(frozen=True)
class Ticket:
    """Who may fetch which file until when."""

    account_id: int
    council_id: int
    path: Path
    until: datetime


_tickets: dict[str, Ticket] = {}


def issue(account_id: int, council_id: int, path: Path) -> str:
    """A name under which this person can fetch the file for a while."""
    now = clock.now()
    for name in [name for name, ticket in _tickets.items() if ticket.until < now]:
        del _tickets[name]
    while len(_tickets) >= MOST:
        del _tickets[next(iter(_tickets))]
    name = secrets.token_hex(16)
    _tickets[name] = Ticket(account_id, council_id, path, now + VALID)
    return name


def redeem(name: str, account_id: int, council_id: int) -> Path:
    """The file behind the name; for anybody else and later it is simply not there."""
    ticket = _tickets.get(name)
    fits = ticket and (ticket.account_id, ticket.council_id) == (account_id, council_id)
    if ticket is None or not fits or ticket.until < clock.now() or not ticket.path.is_file():
        raise NotFound(
            N_(
                "Dieser Link zum Herunterladen ist abgelaufen. Auf der Seite „Gutachten“ bekommen Sie einen neuen."
            )
        )
    return ticket.path


def forget() -> None:
    """All names stop working."""
    _tickets.clear()

"""The file that lets simulated phones in: cards, and where they go; for this user's eyes only."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import Refused
from ..language import N_


class NoTickets(Refused):
    """Without cards nobody gets in, simulated or not."""

    status = 404
    code = "no_tickets"
    default = N_(
        "Für die simulierten Handys fehlen die Karten: %(path)s ist nicht da oder nicht lesbar. "
        "Bitte starten Sie zuerst das Beispiel mit „python3 app.py demo“."
    )


@dataclass(frozen=True)
class Card:
    """A member's card; ``path`` opens its seat, as the QR code does."""

    seat: int
    table: int | None
    path: str
    token: str
    code: str
    channel: str
    here: bool


@dataclass(frozen=True)
class Tickets:
    """The cards of one council on one server."""

    council: str
    room: str
    cards: tuple[Card, ...]
    url: str = ""
    moderator: str = ""
    """What the desk's cookie holds, for whoever leads the rehearsal too."""


def write(path: Path, tickets: Tickets) -> Path:
    """Write the file so that nobody else can ever read it, not even for a moment."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(tickets), file, indent=1)
    draft.replace(path)
    return path


def read(path: Path) -> Tickets:
    """The tickets in ``path``; raises ``NoTickets``."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        cards = tuple(Card(**card) for card in data.pop("cards"))
        return Tickets(cards=cards, **data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoTickets(path=path) from error

"""Doors into the example: links to desk, wall and cards, and the file of all cards' tokens."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from .. import db
from ..councils import councils, team
from ..councils.models import Council
from ..meetings import agenda
from ..participants import cards, presence, seats
from ..participants.models import Seat
from .texts import texts

CARDS_FILE = "demo-cards.json"
PRINTED = 3
"""Cards whose links are printed in the terminal."""


@dataclass(frozen=True)
class CardLink:
    """A member's card; ``path`` opens its seat, as the QR code does."""

    seat: int
    table: int | None
    path: str
    token: str
    code: str
    channel: str
    here: bool


@dataclass(frozen=True)
class Links:
    """Paths to put behind the server's address."""

    desk: str
    """Signs the lead in, once."""
    wall: str
    join: str
    cards: tuple[CardLink, ...]

    @property
    def printed(self) -> tuple[CardLink, ...]:
        """A few cards from different tables that vote by phone and, if anybody is, are here."""
        usable = [card for card in self.cards if card.channel == "phone"]
        usable = [card for card in usable if card.here] or usable
        first = {card.table: card for card in reversed(usable)}
        return tuple(sorted(first.values(), key=lambda card: card.seat)[:PRINTED])


def links(key: bytes) -> Links:
    """Fresh links into the example; ``key`` is the server's, from which cards are derived."""
    with db.transaction() as session:
        council = councils.find(session, texts().council.slug)
        lead = next(m for m in team.of_council(session, council) if m.role == "lead")
        return Links(
            desk=f"/mod/einladung#{team.invite_back(session, lead.account)}",
            wall=f"/beamer/{council.slug}",
            join=f"/{council.room_code}",
            cards=_cards(session, council, key),
        )


def write_cards(instance: Path, made: Links) -> Path:
    """Keep all cards in ``instance`` for simulated phones, readable by this user only."""
    path = instance / CARDS_FILE
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"cards": [asdict(card) for card in made.cards]}, file, indent=1)
    draft.replace(path)
    return path


def _cards(session: Session, council: Council, key: bytes) -> tuple[CardLink, ...]:
    meeting = agenda.on_now(session, council.id)
    here = {seat.id for seat in presence.here(session, meeting)} if meeting else set()
    return tuple(
        _card(seat, key, here=seat.id in here) for seat in seats.all_seats(session, council.id)
    )


def _card(seat: Seat, key: bytes, *, here: bool) -> CardLink:
    token = cards.token(key, seat)
    return CardLink(
        seat=seat.number,
        table=seat.table_number,
        path=f"/k/{seat.number}#{token}",
        token=token,
        code=cards.code(key, seat),
        channel=seat.channel,
        here=here,
    )

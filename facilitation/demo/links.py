"""Doors into the example: links to desk, wall and cards, and the file of all cards' tokens."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from .. import db
from ..councils import councils, team
from ..councils.models import Council
from ..meetings import agenda
from ..participants import presence, seats
from ..rehearsals import rehearsals, tickets
from ..rehearsals.tickets import Card
from .texts import texts

CARDS_FILE = "demo-cards.json"
PRINTED = 3
"""Cards whose links are printed in the terminal."""


@dataclass(frozen=True)
class Links:
    """Paths to put behind the server's address."""

    desk: str
    """Signs the lead in, once."""
    wall: str
    join: str
    moderator: str
    """What the desk's cookie holds, for a simulated moderator."""
    cards: tuple[Card, ...]

    @property
    def printed(self) -> tuple[Card, ...]:
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
            moderator=team.sign_in(session, lead.account_id),
            cards=_cards(session, council, key),
        )


def write_cards(instance: Path, made: Links, url: str = "") -> Path:
    """Keep all cards in ``instance`` for simulated phones, readable by this user only."""
    return tickets.write(
        instance / CARDS_FILE,
        tickets.Tickets(
            council=texts().council.slug,
            room=made.join.removeprefix("/"),
            cards=made.cards,
            url=url,
            moderator=made.moderator,
        ),
    )


def _cards(session: Session, council: Council, key: bytes) -> tuple[Card, ...]:
    meeting = agenda.on_now(session, council.id)
    here = {seat.id for seat in presence.here(session, meeting)} if meeting else set()
    return tuple(
        rehearsals.card_of(seat, key, here=seat.id in here)
        for seat in seats.all_seats(session, council.id)
    )

"""By which way a seat votes: from now on, for one vote, and in a round that is already running."""

from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..participants import helping
from ..participants.models import Help, Seat
from . import polls, roll


def choose(session: Session, seat: Seat, channel: str) -> None:
    """The seat votes by ``channel`` from now on; refused while a ballot of it waits for the count."""
    around = polls.pending(session, seat.council_id)
    if around:
        roll.switch_channel(session, around, seat.id, channel)
    helping.end(session, [seat.id])
    seat.channel = channel


def offer_help(session: Session, seat: Seat, *, account_id: int | None = None) -> Help:
    """Somebody helps the seat with the vote that is on, or else with the next one."""
    around = polls.pending(session, seat.council_id)
    if around:
        if not roll.has(session, around, seat.id):
            raise Refused(
                N_("Dieser Platz steht nicht im Verzeichnis der Abstimmung, die gerade läuft.")
            )
        roll.switch_channel(session, around, seat.id, "helper")
    return helping.offer(session, seat, account_id=account_id)


def end_help(session: Session, seat: Seat) -> None:
    """The seat votes by its own way again; a ballot that came with help stays."""
    around = polls.pending(session, seat.council_id)
    if around:
        roll.give_back(session, around, seat, "helper")
    helping.end(session, [seat.id])

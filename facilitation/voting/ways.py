"""By which way a seat votes: from now on, and in a round that is already running."""

from sqlalchemy.orm import Session

from ..participants.models import Seat
from . import polls, roll


def choose(session: Session, seat: Seat, channel: str) -> None:
    """The seat votes by ``channel`` from now on; refused while a ballot of it waits for the count."""
    around = polls.pending(session, seat.council_id)
    if around:
        roll.switch_channel(session, around, seat.id, channel)
    seat.channel = channel

"""What the cockpit says about the team and the wall: who leads, what is undone, who is lost.

The scene is one for all desks; which parts of it are for whoever leads is decided in the
page, by account and by attribute (``static/js/desk-regie.js``).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..councils import regie
from ..councils.models import Account
from ..language import gettext as _
from ..live import answering
from ..live.picture import Picture
from ..live.rooms import rooms
from . import undoing

MANY = 0.3
"""From this part of the phones on, lost connections are more than chance (screens.md § 6.10)."""


@dataclass(frozen=True)
class Leader:
    """Who leads what is live; account 0: nobody yet."""

    account: int
    name: str
    there: bool


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """For ``desk/cockpit_regie.html``, ``cockpit_wall.html`` and ``cockpit_bottom.html``."""
    council_id = picture.council.id
    return {
        "leader": _leader(session, council_id),
        "undo": undoing.offered(session, picture.meeting) if picture.meeting else None,
        "together": _others(session, council_id),
        "wall_state": answering.wall_state(council_id),
        "lost": lost(picture),
        "covers": [
            ("neutral", _("Neutral"), "N"),
            ("black", _("Schwarz"), "."),
        ],
    }


def _leader(session: Session, council_id: int) -> Leader:
    held = regie.holder(session, council_id)
    if held is None:
        return Leader(0, "", there=False)
    there = answering.is_there(council_id, held.account_id)
    return Leader(held.account_id, held.account.name, there)


def _others(session: Session, council_id: int) -> str:
    """The names of everybody else of the team who is at a desk now."""
    held = regie.holder(session, council_id)
    here = {v.account_id for _sid, v in rooms.of_face("/desk") if v.council_id == council_id}
    here -= {held.account_id if held else None}
    names = session.scalars(select(Account.name).where(Account.id.in_(here)).order_by(Account.name))
    return ", ".join(names)


def lost(picture: Picture) -> int:
    """How many phones lost their connection while this vote is open, if they are many.

    Counted are those whose vote isn't in: whoever has voted may put the phone away.
    """
    poll = picture.poll
    if poll is None or poll.state != "open" or poll.opened_at is None:
        return 0
    gone = rooms.left_since(poll.opened_at)
    phones = [
        seat for seat in picture.seats if seat.roll and seat.roll.channel in ("phone", "device")
    ]
    missing = [seat for seat in phones if seat.id in gone and seat.roll and not seat.roll.arrived]
    return len(missing) if len(missing) > MANY * len(phones) else 0

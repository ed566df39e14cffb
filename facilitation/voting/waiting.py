"""Results that are counted and that nobody but the desk may have seen yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..meetings.models import Item, Meeting
from .models import Poll, Round


def refuse_if_unshown(session: Session, council_id: int) -> None:
    """Raises ``Refused`` while a result of the running session was counted and not shown.

    One that a session left behind when it ended by itself holds nothing up.
    """
    found = session.scalar(
        select(Round.id)
        .join(Poll)
        .join(Item, Poll.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(Poll.council_id == council_id, Round.state == "counted", Meeting.state == "running")
        .limit(1)
    )
    if found:
        raise Refused(
            N_("Ein Ergebnis ist ausgezählt und noch nicht gezeigt. Bitte zeigen Sie es zuerst.")
        )

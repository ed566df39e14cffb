"""When members may write: while an item of the agenda collects, and what comes late is kept."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Conflict
from ..language import N_
from ..meetings.models import Item, Meeting


class NothingCollected(Conflict):
    """No item of this council has asked for it yet."""

    code = "not_collecting"
    default = N_("Gerade werden keine Ideen gesammelt. Ihr Text bleibt hier stehen.")


def collecting(meeting: Meeting | None) -> str:
    """``idea``, ``goal`` or ``vision`` while the current item asks for it, else nothing."""
    if meeting is None or meeting.state != "running" or meeting.current is None:
        return ""
    return "" if meeting.current.collects == "none" else meeting.current.collects


def item_for(session: Session, council_id: int, kind: str) -> Item:
    """The newest item that asked for it; raises ``NothingCollected``.

    A phone without a connection sends when it can, so an item that is over still takes what
    was written while it ran.
    """
    item = session.scalar(
        select(Item)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(
            Meeting.council_id == council_id,
            Item.collects == kind,
            Item.started_at.is_not(None),
        )
        .order_by(Item.started_at.desc())
        .limit(1)
    )
    if item is None:
        raise NothingCollected()
    return item

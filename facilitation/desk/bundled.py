"""What the item's page says about votes that are, or could be, held together."""

from typing import Any

from sqlalchemy.orm import Session

from ..meetings.models import Item
from ..voting import bundles, polls


def context(session: Session, item: Item) -> dict[str, Any]:
    """For the item's page: which votes may be put together, and which bundles there are."""
    found = polls.of_item(session, item.id)
    groups: dict[int, list[int]] = {}
    for poll in found:
        if poll.latest.bundle_id is not None:
            groups.setdefault(poll.latest.bundle_id, []).append(poll.id)
    free = [
        poll.id
        for poll in found
        if poll.in_report
        and poll.method in bundles.METHODS
        and poll.latest.bundle_id is None
        and poll.latest.state == "ready"
    ]
    waiting = {poll.latest.bundle_id for poll in found if poll.latest.state == "ready"}
    return {
        "free_votes": free if len(free) >= bundles.LEAST else [],
        "bundles": [
            {"id": id, "polls": members, "ready": id in waiting} for id, members in groups.items()
        ],
    }

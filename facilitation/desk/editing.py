"""Edits of points and recommendations that the log tells of and the desk can take back.

The live commands are logged in their registry; these come from pages with forms of their own.
"""

from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from ..language import N_
from ..meetings import agenda, log
from ..meetings.models import Item, Meeting
from ..recommendations import drafting
from ..recommendations.models import Recommendation
from ..voting import planned
from . import undoing
from .undoing import Kept, Way

EDITED = log.declare("edit_item", N_("Ablauf: „%(title)s“ geändert"))
WITHDRAWN = log.declare("withdraw", N_("Empfehlung %(code)s zurückgezogen"))
BACK = log.declare("fetch_back", N_("Empfehlung %(code)s zurückgeholt"))


def change_item(session: Session, item: Item, account_id: int | None, **values: Any) -> None:
    """Change a point of an agenda; what was the same before isn't told."""
    before = _data(item, values)
    planned.change_item(session, item, **values)
    after = _data(item, values)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return
    log.write(
        session,
        item.meeting.council_id,
        EDITED,
        meeting_id=item.meeting_id,
        account_id=account_id,
        undo={
            "item": item.id,
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
        },
        title=item.title,
    )


def set_withdrawn(
    session: Session, found: Recommendation, account_id: int | None, *, back: bool
) -> int:
    """Withdraw a recommendation, or fetch it back."""
    called_off = drafting.withdraw(session, found, back=back)
    meeting = agenda.on_now(session, found.council_id)
    log.write(
        session,
        found.council_id,
        BACK if back else WITHDRAWN,
        meeting_id=meeting.id if meeting else None,
        account_id=account_id,
        undo={"recommendation": found.id, "state": found.state},
        code=found.code,
    )
    return called_off


def _data(item: Item, names: Any) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, time) else value
        for name, value in values.items()
    }


def _item(meeting: Meeting, undo: Kept) -> Item | None:
    return next((item for item in meeting.items if item.id == undo["item"]), None)


def _unchanged(session: Session, meeting: Meeting, undo: Kept) -> bool:
    item = _item(meeting, undo)
    return item is not None and _data(item, undo["after"]) == undo["after"]


def _change_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    item = _item(meeting, undo)
    assert item
    values = dict(undo["before"])
    if values.get("anchor"):
        values["anchor"] = time.fromisoformat(values["anchor"])
    same = {"kind": item.kind, "minutes": item.minutes}
    planned.change_item(session, item, **(same | values))


def _same_state(session: Session, meeting: Meeting, undo: Kept) -> bool:
    found = session.get(Recommendation, undo["recommendation"])
    return found is not None and found.state == undo["state"]


def _the_other_way(session: Session, meeting: Meeting, undo: Kept) -> None:
    found = drafting.find(session, meeting.council_id, undo["recommendation"])
    drafting.withdraw(session, found, back=undo["state"] == "withdrawn")


undoing.ways[EDITED] = Way(N_("Punkt geändert"), _change_back, _unchanged)
undoing.ways[WITHDRAWN] = Way(N_("Empfehlung zurückgezogen"), _the_other_way, _same_state)
undoing.ways[BACK] = Way(N_("Empfehlung zurückgeholt"), _the_other_way, _same_state)

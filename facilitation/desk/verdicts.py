"""What the cockpit says once a recommendation was voted on: it stands, and whom to listen to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ..live.picture import Picture
from ..recommendations import drafting
from ..recommendations.models import Recommendation
from ..recommendations.standing import KIND, STATE_NAMES, standing


@dataclass(frozen=True)
class Decided:
    """The recommendation whose result is on."""

    recommendation: Recommendation
    state: str
    against: int
    """How many said no in whatever words: they may want to say why."""


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """What the card beside the result needs; a draft's editor knows whether it is locked."""
    draft = picture.drafts[-1] if picture.drafts else None
    return {
        "verdict": _decided(session, picture),
        "draft_locked": _lock(session, draft),
        "about_same": _about_same(session, picture),
    }


def _about_same(session: Session, picture: Picture) -> list[Recommendation]:
    """What stands already about the measure that was voted on, captured beside another vote."""
    poll = picture.poll
    if poll is None or poll.state != "shown" or poll.option.kind != "measure":
        return []
    beside = {draft.id for draft in picture.drafts}
    return [
        one
        for one in drafting.all_recommendations(session, picture.council.id)
        if one.measure_id == poll.option.id and one.state != "withdrawn" and one.id not in beside
    ]


def _decided(session: Session, picture: Picture) -> Decided | None:
    poll = picture.poll
    if poll is None or poll.option.kind != KIND or not poll.result or picture.phase != "item":
        return None
    found = drafting.find(session, picture.council.id, poll.option.id)
    state = STATE_NAMES[standing(session, found).state]
    return Decided(found, state, poll.result.against)


def _lock(session: Session, draft: Recommendation | None) -> str:
    if draft is None:
        return ""
    stands = standing(session, draft)
    if stands.running:
        return "now"
    return "voted" if stands.votes else ""

"""What the desk alone sees of results that were counted and not yet shown (*Vorab ansehen*).

It stands beside the picture and never in it: whoever else draws the picture can't tell.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from ..live import poll_results
from ..live.ballots import PollView
from ..live.picture import Picture
from ..voting.models import Round
from . import results


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """What was looked at beforehand and isn't shown yet.

    ``previewed``: the poll that is on with its results, and what the result's template needs,
    else None. ``previewed_together``: those of a Sammelabstimmung, in their order.
    """
    none: dict[str, Any] = {"previewed": None, "previewed_together": []}
    poll = picture.poll
    if poll is None or picture.phase != "item":
        return none
    if picture.together:
        found = [_seen(session, each) for each in picture.together.polls]
        return {**none, "previewed_together": [seen for seen in found if seen]}
    seen = _seen(session, poll)
    if seen is None:
        return none
    return {**none, **results.context(replace(picture, poll=seen)), "previewed": seen}


def _seen(session: Session, poll: PollView) -> PollView | None:
    """The poll with its results, where they were looked at and aren't shown yet."""
    if poll.state != "counted":
        return None
    around = session.get_one(Round, poll.round_id)
    if around.previewed_at is None:
        return None
    return replace(poll, **poll_results.counted(around, around.wording, poll.roll))

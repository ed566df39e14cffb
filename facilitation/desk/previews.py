"""What the desk alone sees of a result that was counted and not yet shown (*Vorab ansehen*).

It stands beside the picture and never in it: whoever else draws the picture can't tell.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from ..live import poll_results
from ..live.picture import Picture
from ..voting.models import Round
from . import results


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """``previewed``: the poll with its results, and what the result's template needs; else none."""
    poll = picture.poll
    if poll is None or poll.state != "counted" or picture.phase != "item":
        return {"previewed": None}
    around = session.get_one(Round, poll.round_id)
    if around.previewed_at is None:
        return {"previewed": None}
    seen = replace(poll, **poll_results.counted(session, around, around.wording, poll.roll))
    return {**results.context(replace(picture, poll=seen)), "previewed": seen}

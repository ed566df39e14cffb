"""What is on: the round of an item whose text was shown last, and the page of its result."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Refused
from ..language import N_
from .models import Poll, Round

LATER = timedelta(microseconds=1)


def put_on(session: Session, around: Round) -> None:
    """Make ``around`` the newest of its item, even after the clock was set back.

    A text that was shown in its place and not opened waits for its turn again, but for those
    that are voted on together with it.
    """
    others = session.scalars(
        select(Round)
        .join(Poll)
        .where(Poll.item_id == around.poll.item_id, Round.text_shown_at.is_not(None))
    ).all()
    moments = [other.text_shown_at for other in others if other.text_shown_at]
    around.text_shown_at = max([clock.now(), *(at + LATER for at in moments)])
    for other in others:
        if other.state == "text_shown" and not _are_together(other, around):
            other.state, other.wording, other.text_shown_at = "ready", {}, None
            other.view = {}


def _are_together(other: Round, around: Round) -> bool:
    return other.bundle_id is not None and other.bundle_id == around.bundle_id


def turn_page(around: Round, page: int) -> None:
    """Which page of a long wording the wall shows before the vote."""
    around.view = {"page": page}


def look_at(around: Round, *, sort: str, page: int) -> None:
    """Which page of a shown rating the wall shows, sorted how; changes no figure."""
    if around.state != "shown":
        raise Refused(N_("Das Ergebnis ist noch nicht gezeigt."))
    around.view = {**around.view, "sort": sort, "page": page, "slide": "result"}


def show_slide(around: Round, view: dict[str, Any]) -> None:
    """Another slide about a shown result; changes no figure."""
    if around.state != "shown":
        raise Refused(N_("Das Ergebnis ist noch nicht gezeigt."))
    around.view = view

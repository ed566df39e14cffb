"""Says when the text that is shown, and would be voted on, is no longer the newest."""

from typing import Any

from sqlalchemy.orm import Session

from ..live.picture import Picture
from ..voting import wording
from ..voting.models import Round

TOLD = ("title", "sentence", "text", "easy")


def context(session: Session, picture: Picture) -> dict[str, bool]:
    """``{"newer_text"}``: what is voted on was changed after its text had been shown."""
    poll = picture.poll
    if poll is None or poll.state != "text_shown":
        return {"newer_text": False}
    around = session.get_one(Round, poll.round_id)
    shown = (around.wording or {}).get("options", [])
    return {"newer_text": _told(shown) != _told(wording.current(session, around.poll)["options"])}


def _told(options: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [tuple(option.get(name) or "" for name in TOLD) for option in options]

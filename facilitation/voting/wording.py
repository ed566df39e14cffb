"""The text that is voted on, taken from what the options stand for."""

from typing import Any

from sqlalchemy.orm import Session

from ..measures.models import Measure
from .models import Poll


def current(session: Session, poll: Poll) -> dict[str, Any]:
    """What the options' subjects say now; a round keeps its own copy of this."""
    return {
        "question": poll.question,
        "options": [_option(session, poll, at) for at in range(len(poll.options))],
    }


def _option(session: Session, poll: Poll, at: int) -> dict[str, Any]:
    option = poll.options[at]
    measure = session.get_one(Measure, option.subject_id)
    return {
        "key": option.key,
        "code": measure.code,
        "kind": option.subject_kind,
        "id": measure.id,
        "title": measure.title,
        "sentence": measure.sentence,
        "text": measure.text,
    }

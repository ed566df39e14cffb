"""The text that is voted on, taken from what the options stand for."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from ..measures.models import Measure
from .methods import Question
from .models import Option, Poll

Source = Callable[[Session, Option], dict[str, Any]]
_sources: dict[str, Source] = {}


def source(kind: str) -> Callable[[Source], Source]:
    """Register where the text of a kind of subject comes from: ``{"code", "title", …}``.

    Packages above this one register their own kinds, so that no import points upwards.
    """

    def register(read: Source) -> Source:
        _sources[kind] = read
        return read

    return register


def current(session: Session, poll: Poll) -> dict[str, Any]:
    """What is asked now; a round keeps its own copy of this.

    ``{"title", "question", "settings", "options": [{"key", "kind", "id", "code", "title",
    "sentence", "text"}]}`` and what the poll's labels add: ``"criteria": [{"key", "label",
    "question", "steps"}]`` for a rating, ``"steps"`` for a Stimmungsbild, ``"without"`` for answers
    that aren't offered. A measure's option
    also has ``"easy"``, its text in Einfache Sprache.
    """
    return {
        "title": poll.title,
        "question": poll.question,
        "settings": poll.settings,
        "options": [_option(session, option) for option in poll.options],
        **poll.labels,
    }


def asked(wording: Mapping[str, Any]) -> Question:
    """What a kept wording asks, as counting needs it."""
    return Question(
        options=tuple(option["key"] for option in wording["options"]),
        settings=wording.get("settings") or {},
        without=frozenset(wording.get("without", ())),
    )


def _option(session: Session, option: Option) -> dict[str, Any]:
    return {
        "key": option.key,
        "kind": option.subject_kind,
        "id": option.subject_id,
        "code": "",
        "title": "",
        "sentence": "",
        "text": "",
        **_sources[option.subject_kind](session, option),
    }


@source("measure")
def _measure(session: Session, option: Option) -> dict[str, Any]:
    measure = session.get_one(Measure, option.subject_id)
    return {
        "code": measure.code,
        "title": measure.title,
        "sentence": measure.sentence,
        "text": measure.text,
        "easy": measure.easy,
    }


@source("text")
def _free_text(_session: Session, option: Option) -> dict[str, Any]:
    return {"title": option.text}

"""Freie Antwort: one text per ballot. Nothing is counted; the texts go to the inbox of ideas."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...errors import Invalid
from ...language import N_
from ...text import clean_text
from .question import BadMarks, Marks, Question, Turnout, only

READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = False
BY_OPTION = False
LONGEST = 500
"""Characters of one answer."""


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"most": 500}``, always the same, so that a ballot can be read by itself."""
    only(given, "most")
    return {"most": LONGEST}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"text": "Mehr Bänke"}``, cleaned; never cut in silence."""
    for key in marks:
        if key != "text":
            raise BadMarks((key,))
    given = marks.get("text", "")
    if not isinstance(given, str):
        raise BadMarks(("text",))
    try:
        said = clean_text(given, limit=LONGEST)
    except Invalid as refusal:
        raise BadMarks(("text",), refusal.message, **refusal.values) from refusal
    if not said:
        raise BadMarks(("text",), N_("Da steht noch nichts. Bitte schreiben Sie einen Satz."))
    return {"text": said}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """What a form sends is the mark."""
    return dict(fields)


def is_whole(marks: Marks, question: Question) -> bool:
    """There is only the one text."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """Nothing: texts aren't counted."""
    return {}


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Never: nobody types in counts of texts."""
    raise BadMarks((), N_("Freie Antworten zählt niemand; hier braucht es einen Status."))


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any] | None:
    """None: the round keeps no figures."""
    return None

"""Konsent: adopted as long as nobody has a serious objection; else it is revised."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...language import N_
from . import steps
from .question import Marks, Question, Turnout

MARKS = ("none", "minor", "serious")
READS_RULE = False
DECIDES = True
BEATS = None
STEPWISE = False
BY_OPTION = True

settings = steps.no_settings
read_form = steps.read_form
is_whole = steps.is_whole


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"E1": "minor"}``; else ``BadMarks``."""
    return steps.check(
        marks,
        question,
        MARKS,
        N_("Möglich sind keine, leichte und schwerwiegende Einwände."),
    )


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"none": 28, "minor": 3, "serious": 0}}``."""
    return steps.tally(ballots, question, MARKS)


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots as a tally."""
    return steps.read_counted(given, question, MARKS, most)


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The counts and whether it is adopted; whatever the rule."""
    return {"options": {key: _entry(counted[key]) for key in question.options}}


def _entry(counts: Mapping[str, int]) -> dict[str, Any]:
    entry = steps.entry(counts)
    if not entry["n"]:
        return entry | {"adopted": False, "reason": "no_votes"}
    return entry | {"adopted": counts["serious"] == 0}

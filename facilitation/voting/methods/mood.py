"""Stimmungsbild: one of three to five labelled steps; it decides nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...language import N_
from . import steps
from .question import BadSettings, Marks, Question, Turnout, number, only

FEWEST, MOST = 3, 5
READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = False
BY_OPTION = True

is_whole = steps.is_whole


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"steps": 5}``, three to five."""
    only(given, "steps")
    number = given.get("steps")
    if type(number) is not int or not FEWEST <= number <= MOST:
        raise BadSettings(("steps",), N_("Ein Stimmungsbild hat drei bis fünf Stufen."))
    return {"steps": number}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"E1": 3}``; else ``BadMarks``."""
    return steps.check(marks, question, _steps(question), N_("Diese Stufe gibt es hier nicht."))


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"E1": "3"}``."""
    return {key: number(typed, key) for key, typed in fields.items()}


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"1": 3, "2": 0, …}}``."""
    return steps.tally(ballots, question, _steps(question))


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"E1": {"1": 4, "5": 8}}``, as a tally."""
    return steps.read_counted(given, question, _steps(question), most)


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The distribution; whatever the rule."""
    return {"options": {key: steps.entry(counted[key]) for key in question.options}}


def _steps(question: Question) -> range:
    return range(1, question.settings["steps"] + 1)

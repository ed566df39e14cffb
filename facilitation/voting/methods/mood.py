"""Stimmungsbild: one of three to five labelled steps; it decides nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...language import N_
from .question import (
    BadMarks,
    BadSettings,
    Marks,
    Question,
    Turnout,
    count_steps,
    known_options,
    number,
    only,
    read_counts,
)

FEWEST, MOST = 3, 5
READS_RULE = False
STEPWISE = False


def settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """``{"steps": 5}``, three to five."""
    only(given, "steps")
    number = given.get("steps")
    if type(number) is not int or not FEWEST <= number <= MOST:
        raise BadSettings(("steps",), N_("Ein Stimmungsbild hat drei bis fünf Stufen."))
    return {"steps": number}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """Each named option is answered with one of the steps; else ``BadMarks``."""
    known_options(marks, question)
    for key, mark in marks.items():
        if type(mark) is not int or not 1 <= mark <= question.settings["steps"]:
            raise BadMarks((key,), N_("Diese Stufe gibt es hier nicht."))
    return {key: marks[key] for key in question.options if key in marks}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"E1": "3"}``."""
    return {key: number(typed, key) for key, typed in fields.items()}


def is_whole(marks: Marks, question: Question) -> bool:
    """A ballot from a phone or paper answers every option."""
    return set(marks) == set(question.options)


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"1": 3, "2": 0, …}}``."""
    cast = list(ballots)
    steps = range(1, question.settings["steps"] + 1)
    return {
        key: count_steps((ballot[key] for ballot in cast if key in ballot), steps)
        for key in question.options
    }


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"E1": {"1": 4, "5": 8}}``, as a tally."""
    known_options(given, question)
    steps = range(1, question.settings["steps"] + 1)
    return {key: read_counts(given.get(key, {}), steps, most, key) for key in question.options}


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The distribution; whatever the rule."""
    return {
        "options": {
            key: {"counts": dict(counted[key]), "n": sum(counted[key].values())}
            for key in question.options
        }
    }

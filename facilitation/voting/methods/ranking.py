"""Rangfolge: a strict order of at least so many options.

Points are a modified Borda count: a ballot that ranks r options gives r, r−1 … 1 points, so
that leaving options out gains nothing. Beside them stands who would win every comparison of
two (Condorcet).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...language import N_
from . import ranking_counted
from .order import best_first
from .question import (
    BadMarks,
    BadSettings,
    Marks,
    Question,
    Turnout,
    distinct_options,
    number,
    only,
)

READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = False
BY_OPTION = False

read_counted = ranking_counted.read_counted


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"min": 3}``: so many options have to be ranked."""
    only(given, "min")
    fewest = given.get("min")
    if type(fewest) is not int or not 0 <= fewest <= len(options):
        raise BadSettings(
            ("min",), N_("So viele Möglichkeiten kann niemand in eine Folge bringen.")
        )
    return {"min": fewest}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"ranked": ["C", "A", "B"]}``; a blank ballot only where nothing has to be ranked."""
    ranked = distinct_options(marks, "ranked", question)
    if len(ranked) < question.settings["min"]:
        raise BadMarks(("ranked",), N_("Das sind zu wenige; bitte vergeben Sie weitere Plätze."))
    return {"ranked": ranked}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from typed places, ``{"A": "2", "C": "1", "B": ""}``; each from 1 on, once."""
    places = {key: number(typed, key) for key, typed in fields.items() if typed}
    if sorted(places.values()) != list(range(1, len(places) + 1)):
        raise BadMarks(("ranked",), N_("Bitte vergeben Sie jeden Platz genau einmal, ab 1."))
    return {"ranked": sorted(places, key=places.__getitem__)}


def is_whole(marks: Marks, question: Question) -> bool:
    """How few are enough was checked."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"points": 6, "places": [1, 1, 1], "before": {other: 2, …}}}``."""
    counted: dict[str, Any] = {
        key: {
            "points": 0,
            "places": [0] * len(question.options),
            "before": {other: 0 for other in question.options if other != key},
        }
        for key in question.options
    }
    for ballot in ballots:
        ranked = ballot["ranked"]
        for place, key in enumerate(ranked):
            counted[key]["points"] += len(ranked) - place
            counted[key]["places"][place] += 1
            # Whoever isn't in front stands behind, ranked or not.
            for other in set(question.options).difference(ranked[: place + 1]):
                counted[key]["before"][other] += 1
    return counted


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """Points and places per option, the order by points, and every comparison of two."""
    pairs = {key: dict(counted[key]["before"]) for key in question.options}
    return {
        "options": {
            key: {
                "points": counted[key]["points"],
                "places": list(counted[key]["places"]),
                "n": sum(counted[key]["places"]),
            }
            for key in question.options
        },
        "order": best_first(question, {key: counted[key]["points"] for key in question.options}),
        "pairwise": pairs,
        "condorcet": next((key for key in pairs if _beats_all(key, pairs)), None),
    }


def _beats_all(key: str, pairs: Mapping[str, Mapping[str, int]]) -> bool:
    return all(number > pairs[other][key] for other, number in pairs[key].items())

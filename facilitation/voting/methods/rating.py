"""Bewertung: one to four criteria on a scale per option; „keine Angabe“ leaves the n of a cell.

Each criterion says whether more is better (Nutzen) or less (Aufwand). The order goes by how
many chose one of the two best steps of the first criterion, then by its mean.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any

from ...language import N_
from .order import best_first
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

SCALES = ([1, 5], [-2, 2])
MOST_CRITERIA = 4
BEST = 2
"""So many steps at the better end are „the best“."""
READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = True
BY_OPTION = True


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"criteria": [...], "scale": [1, 5], "less_is_better": [...]}``."""
    only(given, "criteria", "scale", "less_is_better")
    criteria = given.get("criteria")
    if (
        not isinstance(criteria, list)
        or not 1 <= len(criteria) <= MOST_CRITERIA
        or not all(isinstance(name, str) and name for name in criteria)
        or len(set(criteria)) != len(criteria)
    ):
        raise BadSettings(("criteria",), N_("Eine Bewertung hat ein bis vier Kriterien."))
    scale = given.get("scale")
    if scale not in SCALES or not all(type(end) is int for end in scale):
        raise BadSettings(("scale",), N_("Möglich sind die Skalen 1 bis 5 und −2 bis +2."))
    less = given.get("less_is_better", [])
    if not isinstance(less, list) or not all(name in criteria for name in less):
        raise BadSettings(("less_is_better",))
    return {"criteria": criteria, "scale": list(scale), "less_is_better": less}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"M1": {"benefit": 4, "effort": None}}``; None or left out is „keine Angabe“."""
    known_options(marks, question)
    return {key: _checked(key, marks[key], question) for key in question.options if key in marks}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"M1.benefit": "4"}``, an empty one is „keine Angabe“."""
    marks: dict[str, Any] = {}
    for name, typed in fields.items():
        key, _, criterion = name.partition(".")
        marks.setdefault(key, {})[criterion] = number(typed, key, criterion) if typed else None
    return marks


def is_whole(marks: Marks, question: Question) -> bool:
    """Gaps are allowed."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {criterion: {"1": 0, …, "5": 9}}}``."""
    cast = list(ballots)
    return {
        key: {
            criterion: count_steps(_given(cast, key, criterion), _steps(question))
            for criterion in question.settings["criteria"]
        }
        for key in question.options
    }


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"M1": {"benefit": {"5": 9}}}``, as a tally."""
    known_options(given, question)
    criteria = question.settings["criteria"]
    for key, cells in given.items():
        if not isinstance(cells, Mapping):
            raise BadMarks((key,))
        for name in cells:
            if name not in criteria:
                raise BadMarks((key, str(name)))
    return {
        key: {
            name: read_counts(given.get(key, {}).get(name, {}), _steps(question), most, key, name)
            for name in criteria
        }
        for key in question.options
    }


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """Distribution, n, mean, median and the two best steps per cell, and the order."""
    less = question.settings["less_is_better"]
    options = {
        key: {
            "criteria": {
                name: _cell(counted[key][name], _steps(question), less=name in less)
                for name in question.settings["criteria"]
            }
        }
        for key in question.options
    }
    return {"options": options, "order": _order(options, question)}


def _checked(key: str, cells: Any, question: Question) -> dict[str, Any]:
    if not isinstance(cells, Mapping):
        raise BadMarks((key,))
    for name, mark in cells.items():
        if name not in question.settings["criteria"]:
            raise BadMarks((key, name), N_("Dieses Kriterium gibt es in der Bewertung nicht."))
        if mark is not None and (type(mark) is not int or mark not in _steps(question)):
            raise BadMarks((key, name), N_("Diese Stufe gibt es auf der Skala nicht."))
    return {name: cells[name] for name in question.settings["criteria"] if name in cells}


def _steps(question: Question) -> range:
    lowest, highest = question.settings["scale"]
    return range(lowest, highest + 1)


def _given(ballots: list[Marks], key: str, criterion: str) -> Iterable[int]:
    for ballot in ballots:
        mark = ballot.get(key, {}).get(criterion)
        if mark is not None:
            yield mark


def _cell(counts: Mapping[str, int], steps: range, *, less: bool) -> dict[str, Any]:
    n = sum(counts.values())
    best = list(steps)[:BEST] if less else list(steps)[-BEST:]
    total = sum(step * counts[str(step)] for step in steps)
    return {
        "counts": dict(counts),
        "n": n,
        "mean": str(Fraction(total, n)) if n else None,
        "median": _median(counts, steps, n),
        "top2": sum(counts[str(step)] for step in best),
    }


def _median(counts: Mapping[str, int], steps: range, n: int) -> str | None:
    """The middle value; with an even n the mean of the two in the middle."""
    if not n:
        return None
    middle = [_at(place, counts, steps) for place in ((n - 1) // 2, n // 2)]
    return str(Fraction(sum(middle), 2))


def _at(place: int, counts: Mapping[str, int], steps: range) -> int:
    """The mark at a place, were all marks laid out in a row."""
    reached = accumulate(counts[str(step)] for step in steps)
    return next(step for step, number in zip(steps, reached, strict=True) if number > place)


def _order(options: Mapping[str, Any], question: Question) -> list[list[str]]:
    """By the two best steps of the first criterion, then by its mean."""
    first = question.settings["criteria"][0]
    sign = -1 if first in question.settings["less_is_better"] else 1
    cells = {key: options[key]["criteria"][first] for key in question.options}
    return best_first(
        question,
        {
            key: (cell["top2"], sign * Fraction(cell["mean"])) if cell["n"] else None
            for key, cell in cells.items()
        },
    )

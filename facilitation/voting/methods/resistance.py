"""Systemisches Konsensieren: how much resistance, 0 to 10, everything meets.

The Passivlösung (nothing changes) is always among the options; what meets more resistance
than it can't win. Enthaltung is an answer, unrated is none, and both leave an option's n.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...language import N_
from . import steps
from .order import best_first
from .question import BadSettings, Marks, Question, Turnout, number, only

MOST = 10
SCALE = tuple(range(MOST + 1))
ABSTAIN = "abstain"
MARKS = (*SCALE, ABSTAIN)
READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = True
BY_OPTION = True


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"status_quo": "P0"}``, one of the options."""
    only(given, "status_quo")
    if given.get("status_quo") not in options:
        raise BadSettings(
            ("status_quo",),
            N_("Die Passivlösung gehört zu den Möglichkeiten, die bewertet werden."),
        )
    return {"status_quo": given["status_quo"]}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"P0": 7, "P1": "abstain"}``; what is left out is unrated."""
    return steps.check(marks, question, MARKS, N_("Möglich sind 0 bis 10 und Enthaltung."))


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"P0": "7", "P1": "abstain", "P2": ""}``."""
    return {
        key: typed if typed == ABSTAIN else number(typed, key)
        for key, typed in fields.items()
        if typed
    }


def is_whole(marks: Marks, question: Question) -> bool:
    """Gaps are allowed."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"0": 3, …, "10": 1, "abstain": 2}}``."""
    return steps.tally(ballots, question, MARKS)


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"P0": {"7": 3, "abstain": 1}}``, as a tally."""
    return steps.read_counted(given, question, MARKS, most)


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """Resistance per option, least first, and the rank of the Passivlösung."""
    options = {key: _entry(counted[key]) for key in question.options}
    means = {
        key: None if entry["mean"] is None else Fraction(entry["mean"])
        for key, entry in options.items()
    }
    bar = means[question.settings["status_quo"]]
    return {
        "options": options,
        "order": best_first(
            question, {key: None if mean is None else -mean for key, mean in means.items()}
        ),
        "status_quo_rank": None if bar is None else _rank(bar, means.values()),
    }


def _rank(bar: Fraction, means: Iterable[Fraction | None]) -> int:
    """Strictly better ones come before; ties share the rank."""
    return 1 + sum(1 for mean in means if mean is not None and mean < bar)


def _entry(counts: Mapping[str, int]) -> dict[str, Any]:
    rated = {str(step): counts[str(step)] for step in SCALE}
    n = sum(rated.values())
    total = sum(step * rated[str(step)] for step in SCALE)
    return {
        "counts": rated,
        "n": n,
        "abstained": counts[ABSTAIN],
        "sum": total,
        "mean": str(Fraction(total, n)) if n else None,
        "acceptance": str(1 - Fraction(total, MOST * n)) if n else None,
    }

"""Einfach- und Mehrfachauswahl: between ``min`` and ``max`` of the options; ties stay ties."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...language import N_
from .order import best_first
from .question import (
    BadMarks,
    BadSettings,
    Marks,
    Question,
    Turnout,
    distinct_options,
    known_options,
    only,
    read_counts,
)

READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = False
BY_OPTION = False


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"min": 0, "max": 2}``."""
    only(given, "min", "max")
    fewest, most = given.get("min"), given.get("max")
    if type(fewest) is not int or not 0 <= fewest <= len(options):
        raise BadSettings(("min",), N_("So viele Möglichkeiten kann niemand wählen."))
    if type(most) is not int or most < max(fewest, 1):
        raise BadSettings(
            ("max",), N_("Eine Auswahl braucht mindestens eine Möglichkeit, die man wählen darf.")
        )
    return {"min": fewest, "max": most}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"chosen": ["A", "C"]}``; a blank ballot only where nothing has to be chosen."""
    chosen = distinct_options(marks, "chosen", question)
    if len(chosen) < question.settings["min"]:
        raise BadMarks(
            ("chosen",),
            N_(
                "Gewählt ist %(given)s, nötig ist mindestens %(fewest)s. Bitte wählen Sie noch etwas aus."
            ),
            given=len(chosen),
            fewest=question.settings["min"],
        )
    if len(chosen) > question.settings["max"]:
        raise BadMarks(
            ("chosen",),
            N_(
                "Gewählt sind %(given)s, möglich sind höchstens %(most)s. Bitte nehmen Sie etwas heraus."
            ),
            given=len(chosen),
            most=question.settings["max"],
        )
    return {"chosen": [key for key in question.options if key in chosen]}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from ticked fields, ``{"A": "1", "C": "1"}``, or from one of several: ``{"chosen": "A"}``."""
    if "chosen" in fields and "chosen" not in question.options:
        return {"chosen": [fields["chosen"]] if fields["chosen"] else []}
    return {"chosen": [key for key, typed in fields.items() if typed]}


def is_whole(marks: Marks, question: Question) -> bool:
    """How few are enough was checked."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"count": 12}}``."""
    counts = dict.fromkeys(question.options, 0)
    for ballot in ballots:
        for key in ballot["chosen"]:
            counts[key] += 1
    return {key: {"count": count} for key, count in counts.items()}


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """The tally of ``most`` ballots, ``{"A": {"count": 12}}``."""
    known_options(given, question)
    tally = {
        key: read_counts(given.get(key, {}), ("count",), most, key) for key in question.options
    }
    chosen = sum(entry["count"] for entry in tally.values())
    if chosen < most * question.settings["min"]:
        raise BadMarks((), N_("Das sind zu wenige Nennungen für so viele Stimmzettel."))
    if chosen > most * question.settings["max"]:
        raise BadMarks((), N_("Das sind zu viele Nennungen für so viele Stimmzettel."))
    return tally


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """How often each was chosen, of all ballots, and the order."""
    counts = {key: counted[key]["count"] for key in question.options}
    return {
        "options": {key: {"count": count, "n": turnout.arrived} for key, count in counts.items()},
        "order": best_first(question, counts),
    }

"""Mehrpunktabfrage: so many points, at most so many of them for one option."""

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
    known_options,
    number,
    only,
    read_numbers,
)

READS_RULE = False
DECIDES = False
BEATS = None
STEPWISE = False
BY_OPTION = True
FEWEST_PROPOSED, MOST_PROPOSED = 3, 7


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"points": 5, "per_option": 3}``."""
    only(given, "points", "per_option")
    for name in ("points", "per_option"):
        if type(given.get(name)) is not int or given[name] < 1:
            raise BadSettings((name,), N_("Es braucht mindestens einen Punkt."))
    return {"points": given["points"], "per_option": given["per_option"]}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"M1": 3, "M2": 2}``; fewer points than allowed are fine, 0 is as good as nothing."""
    known_options(marks, question)
    for key, points in marks.items():
        if type(points) is not int or points < 0:
            raise BadMarks((key,), N_("Hier gehört eine Zahl von Punkten hin."))
        if points > question.settings["per_option"]:
            raise BadMarks(
                (key,),
                N_("Das sind %(given)s Punkte für einen Vorschlag, möglich sind %(most)s."),
                given=points,
                most=question.settings["per_option"],
            )
    if (given := sum(marks.values())) > question.settings["points"]:
        raise BadMarks(
            (),
            N_("Das sind %(given)s Punkte, möglich sind %(most)s."),
            given=given,
            most=question.settings["points"],
        )
    return {key: marks[key] for key in question.options if key in marks}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"M1": "3", "M2": ""}``."""
    return {key: _typed(key, typed.strip()) for key, typed in fields.items() if typed.strip()}


def _typed(key: str, typed: str) -> int:
    try:
        return number(typed, key)
    except BadMarks as refusal:
        raise BadMarks(
            refusal.path, N_("Bitte schreiben Sie Punkte als ganze Zahl, zum Beispiel 2.")
        ) from refusal


def is_whole(marks: Marks, question: Question) -> bool:
    """Nobody has to spend all points."""
    return True


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"points": 31, "people": 14}}``; who gives 0 points is nobody."""
    cast = list(ballots)
    return {
        key: {
            "points": sum(ballot.get(key, 0) for ballot in cast),
            "people": sum(1 for ballot in cast if ballot.get(key, 0)),
        }
        for key in question.options
    }


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"M1": {"points": 31, "people": 14}}``, as a tally."""
    known_options(given, question)
    tally = {key: _read(given.get(key, {}), question, most, key) for key in question.options}
    if sum(entry["points"] for entry in tally.values()) > most * question.settings["points"]:
        raise BadMarks((), N_("Das sind zu viele Punkte für so viele Stimmzettel."))
    return tally


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """Points and people per option, and the order by points."""
    return {
        "options": {key: {**counted[key], "n": turnout.arrived} for key in question.options},
        "order": best_first(question, {key: counted[key]["points"] for key in question.options}),
    }


def _read(given: object, question: Question, most: int, key: str) -> dict[str, int]:
    entry = read_numbers(given, ("points", "people"), key)
    each = min(question.settings["points"], question.settings["per_option"])
    if entry["people"] > most:
        raise BadMarks((key, "people"), N_("Das sind mehr Personen als Stimmzettel."))
    if not entry["people"] <= entry["points"] <= entry["people"] * each:
        raise BadMarks((key, "points"), N_("Punkte und Personen passen nicht zusammen."))
    return entry


def proposed(options: int, people: int) -> int:
    """Points that a poll of so many ``options`` among so many ``people`` needs, from 3 to 7.

    ⌈a(a−1)/(2n)⌉ (voting.md § 2): 18 options and 32 people make 5.
    """
    needed = -(-options * (options - 1) // (2 * max(people, 1)))
    return min(max(needed, FEWEST_PROPOSED), MOST_PROPOSED)

"""A tally of rankings without its ballots: it has to add up, or no ballots can have given it."""

from collections.abc import Mapping
from typing import Any

from ...language import N_
from .question import BadMarks, Question, is_number, known_options, read_numbers

PAIRS = "pairwise"
WRONG = N_("Diese Zahlen können nicht von denselben Stimmzetteln stammen.")


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """``{"A": {"points": 6, "places": [1, 1, 1]}, …, "pairwise": {"A": {"B": 2}}}``, as a tally.

    ``most`` ballots there were. What isn't named is 0.
    """
    if PAIRS in question.options:
        raise BadMarks((PAIRS,), N_("So kann hier keine Option heißen."))
    options = {key: entry for key, entry in given.items() if key != PAIRS}
    known_options(options, question)
    pairs = _pairs(given.get(PAIRS, {}), question)
    counted = {
        key: _option(options.get(key, {}), question, key) | {"before": pairs[key]}
        for key in question.options
    }
    _refuse_wrong_sums(counted, question, most)
    _refuse_wrong_pairs(counted, most)
    return counted


def _option(given: object, question: Question, key: str) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise BadMarks((key,))
    rest = {name: value for name, value in given.items() if name != "places"}
    places = given.get("places", [0] * len(question.options))
    if not isinstance(places, list) or len(places) != len(question.options):
        raise BadMarks((key, "places"), N_("Für jeden Platz gehört hier eine Zahl hin."))
    for at, value in enumerate(places):
        if not is_number(value):
            raise BadMarks((key, "places", str(at)))
    return {**read_numbers(rest, ("points",), key), "places": places}


def _pairs(given: object, question: Question) -> dict[str, dict[str, int]]:
    if not isinstance(given, Mapping):
        raise BadMarks((PAIRS,))
    for key in given:
        if key not in question.options:
            raise BadMarks((PAIRS, key))
    return {
        key: read_numbers(
            given.get(key, {}), [other for other in question.options if other != key], PAIRS, key
        )
        for key in question.options
    }


def _refuse_wrong_sums(counted: Mapping[str, Any], question: Question, most: int) -> None:
    """Places and points against the ballots.

    Every place is taken once on each ballot that is long enough, so the numbers of ballots per
    length follow from the places; a ballot of r options gives 1 + … + r points, in all as many
    as if the first place were worth 1, the second 2 and so on.
    """
    taken = [
        sum(places) for places in zip(*(each["places"] for each in counted.values()), strict=True)
    ]
    longest = [most, *taken]
    for at, number in enumerate(taken):
        if number > longest[at] or (at < question.settings["min"] and number != most):
            raise BadMarks((), WRONG)
    points = sum(each["points"] for each in counted.values())
    if points != sum(place * number for place, number in enumerate(taken, start=1)):
        raise BadMarks((), WRONG)
    for key, each in counted.items():
        worth = zip(each["places"], range(len(counted), 0, -1), strict=True)
        if not sum(each["places"]) <= each["points"] <= sum(n * best for n, best in worth):
            raise BadMarks((key, "points"), WRONG)
        if sum(each["places"]) > most:
            raise BadMarks((key, "places"), WRONG)


def _refuse_wrong_pairs(counted: Mapping[str, Any], most: int) -> None:
    """Comparisons against places: on each ballot an option stands before all that follow."""
    behind = range(len(counted) - 1, -1, -1)
    for key, each in counted.items():
        following = zip(each["places"], behind, strict=True)
        if sum(each["before"].values()) != sum(n * others for n, others in following):
            raise BadMarks((PAIRS, key), WRONG)
        n = sum(each["places"])
        for other, number in each["before"].items():
            # Who ranks at least one of the two compares them.
            if number > n or not n <= number + counted[other]["before"][key] <= most:
                raise BadMarks((PAIRS, key, other), WRONG)

"""How a simulated member fills in a ballot: one small function per method.

Each gets what can be tapped and yields the ballot after each screen, as a phone sends it.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from .screens import Ballot

Marks = dict[str, Any]
Fill = Callable[[Ballot, Random], Iterator[Marks]]
NO_ANSWER = 0.08
"""How often „keine Angabe“ is tapped."""


def one_tap(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """Ja, Nein, Enthaltung and their like: one word per option; the first is liked best."""
    yield {
        name: by.choices(values, weights=[4, 2, *[1] * (len(values) - 2)][: len(values)])[0]
        for name, values in ballot.choices.items()
    }


def mood(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """One step of a scale."""
    yield {name: _step(values, by) for name, values in ballot.choices.items()}


def rating(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """One measure after the other; fields are called ``M1.benefit``."""
    marks: dict[str, dict[str, int | None]] = {}
    for name, values in ballot.choices.items():
        option, _, criterion = name.partition(".")
        if option not in marks and marks:
            yield _copy(marks)
        marks.setdefault(option, {})[criterion] = (
            None if by.random() < NO_ANSWER else _step(values, by)
        )
    yield _copy(marks)


FILL: dict[str, Fill] = {"yes_no": one_tap, "mood": mood, "rating": rating}
IN_STEPS = ("rating",)
"""Methods whose ballot counts as finished only with „Fertig“."""


def fill(ballot: Ballot, by: Random) -> Iterator[tuple[Marks, bool]]:
    """(marks, done) after each screen; of a method that nobody knows yet, one tap per field."""
    method = ballot.method or _guess(ballot)
    screens = list(FILL.get(method, one_tap)(ballot, by))
    for at, marks in enumerate(screens, start=1):
        yield marks, method in IN_STEPS and at == len(screens)


def _step(values: tuple[str, ...], by: Random) -> int | None:
    steps = [int(value) for value in values if value.removeprefix("-").isdecimal()]
    return by.choice(steps) if steps else None


def _guess(ballot: Ballot) -> str:
    if any("." in name for name in ballot.choices):
        return "rating"
    numbers = [value.removeprefix("-").isdecimal() for v in ballot.choices.values() for value in v]
    return "mood" if numbers and all(numbers) else "yes_no"


def _copy(marks: dict[str, dict[str, int | None]]) -> Marks:
    return {option: dict(cells) for option, cells in marks.items()}

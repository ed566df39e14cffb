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
SENTENCES = (
    "Mehr Schatten an den Haltestellen.",
    "Eine Auskunft, die man auch anrufen kann.",
    "Nichts davon ohne die Leute im Stadtteil.",
    "Mir fehlen noch die Kosten.",
)
LIKELY: dict[str, tuple[float, ...]] = {
    "doubt": (5, 3, 2, 1),
    "levels": (9, 5, 1, 1, 0.5, 0.1),
    "consent": (8, 3, 0.3),
}
"""How often each answer is tapped, in the order of the ballot."""


def one_tap(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """Ja, Nein, Enthaltung and their like: one word per option; a veto is rare."""
    likely = LIKELY.get(ballot.method, (4, 2))
    yield {
        name: by.choices(values, weights=[*likely, *[1] * len(values)][: len(values)])[0]
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


def resistance(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """One proposal after the other; to most people each of them is either fine or it isn't."""
    marks: Marks = {}
    for name, values in ballot.choices.items():
        steps = [int(value) for value in values if value.isdecimal()]
        around = by.choice((1, 3, 8))
        near = [max(0, 6 - abs(step - around)) for step in steps]
        marks[name] = "abstain" if by.random() < NO_ANSWER else by.choices(steps, near)[0]
        yield dict(marks)


def ranking(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """As many places as have to be given, or some more; the first options are liked best."""
    names = [*ballot.choices]
    ranked: list[str] = []
    for _ in range(by.randint(min(ballot.limits["least"], len(names)), len(names))):
        free = [name for name in names if name not in ranked]
        ranked.append(by.choices(free, weights=range(len(free) + 1, 1, -1))[0])
    yield {"ranked": ranked}


def dots(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """Most people spend all their points, some keep one or two; the first options are liked best."""
    points, most = ballot.limits["points"], ballot.limits["most"]
    spent: dict[str, int] = {}
    names = [*ballot.choices]
    for _ in range(points - by.choice((0, 0, 0, 1, 2)) if points > 2 else points):
        free = [name for name in names if spent.get(name, 0) < most]
        if free:
            name = by.choices(free, weights=range(len(free) + 2, 2, -1))[0]
            spent[name] = spent.get(name, 0) + 1
    yield {name: spent[name] for name in names if name in spent}


def choice(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """As many of the options as may be chosen, give or take."""
    names = [*ballot.choices]
    if names == ["chosen"]:
        names = [value for value in ballot.choices["chosen"] if value]
    number = by.randint(ballot.limits["least"], ballot.limits["most"])
    chosen = by.sample(names, min(number, len(names)))
    yield {"chosen": [name for name in names if name in chosen]}


def text(ballot: Ballot, by: Random) -> Iterator[Marks]:
    """A sentence."""
    yield {"text": by.choice(SENTENCES)}


FILL: dict[str, Fill] = {
    **dict.fromkeys(("yes_no", *LIKELY), one_tap),
    "mood": mood,
    "rating": rating,
    "resistance": resistance,
    "ranking": ranking,
    "dots": dots,
    "choice": choice,
    "text": text,
}
IN_STEPS = ("rating", "resistance")
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

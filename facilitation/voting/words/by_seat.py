"""The seats of a roll call under the words of their answers: numbers of seats, never names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .said import ResultWords


@dataclass(frozen=True)
class SeatsLine:
    """One answer and the seats that gave it."""

    label: str
    look: str
    seats: tuple[int, ...]


def lines(
    seats: Mapping[str, Mapping[str, Sequence[int]]],
    wording: Mapping[str, Any],
    results: Mapping[str, ResultWords],
) -> tuple[SeatsLine, ...]:
    """A line per answer, of a choice per option; answers that nobody gave are there too."""
    if not seats:
        return ()
    found = []
    for option in wording["options"]:
        said, of_option = results[option["key"]], seats.get(option["key"], {})
        if said.steps:
            found += [
                SeatsLine(step.label, step.look, tuple(of_option.get(step.key, ())))
                for step in said.steps
            ]
        else:
            found.append(SeatsLine(option["title"], "", tuple(of_option.get("chosen", ()))))
    return tuple(found)

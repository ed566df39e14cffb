"""What every method is asked about, and what it says when a ballot can't be counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import Invalid
from ...language import N_

Marks = Mapping[str, Any]
LONGEST_MARK = 4


@dataclass(frozen=True)
class Question:
    """Keys of the options in their order, and the method's settings (voting.md § 10)."""

    options: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    """Steps of the method that this poll doesn't offer; counting knows them all the same."""


@dataclass(frozen=True)
class Turnout:
    """Who voted and who could have: what the bases of a rule are read from."""

    arrived: int
    present: int
    members: int


class BadMarks(Invalid):
    """A ballot that can't be counted; ``path`` leads to the mark, e.g. ``("M1", "benefit")``."""

    default = N_("Diese Antwort passt nicht zu dieser Abstimmung. Bitte laden Sie die Seite neu.")

    def __init__(
        self, path: Sequence[str] = (), message: str | None = None, **values: object
    ) -> None:
        super().__init__(message, fields=None, **values)
        self.path = tuple(path)


class BadSettings(Invalid):
    """A poll can't be held like that; ``path`` leads to the setting."""

    default = N_("Diese Einstellung passt nicht zu diesem Verfahren.")

    def __init__(self, path: Sequence[str] = (), message: str | None = None) -> None:
        super().__init__(message)
        self.path = tuple(path)


def known_options(marks: Marks, question: Question) -> None:
    """Raise ``BadMarks`` where a ballot names an option that isn't asked about."""
    for key in marks:
        if key not in question.options:
            raise BadMarks((key,))


def distinct_options(marks: Marks, name: str, question: Question) -> list[str]:
    """The options listed under ``name``, the only key; each is known and stands there once."""
    for key in marks:
        if key != name:
            raise BadMarks((key,))
    listed = marks.get(name, [])
    if not isinstance(listed, list):
        raise BadMarks((name,))
    for at, key in enumerate(listed):
        if not isinstance(key, str) or key not in question.options or key in listed[:at]:
            raise BadMarks((name, str(at)))
    return listed


def number(typed: str, *path: str) -> int:
    """A whole number as a form sends it; else ``BadMarks``."""
    if not typed.removeprefix("-").isdecimal() or not typed.isascii() or len(typed) > LONGEST_MARK:
        raise BadMarks(path)
    return int(typed)


def count_steps(marks: Iterable[object], steps: Sequence[object]) -> dict[str, int]:
    """How often each step was chosen, by its name; zeros written."""
    counts = {str(step): 0 for step in steps}
    for mark in marks:
        counts[str(mark)] += 1
    return counts


def is_number(given: object) -> bool:
    """Whether it is a whole number from 0 on; neither ``3.0`` nor ``true``."""
    return type(given) is int and given >= 0


def read_numbers(given: object, names: Iterable[object], *path: str) -> dict[str, int]:
    """Numbers typed in under known names, zeros filled in."""
    if not isinstance(given, Mapping):
        raise BadMarks(path)
    numbers = {str(name): 0 for name in names}
    for name, value in given.items():
        if name not in numbers or not is_number(value):
            raise BadMarks((*path, str(name)))
        numbers[name] = value
    return numbers


def read_counts(given: object, steps: Iterable[object], most: int, *path: str) -> dict[str, int]:
    """Counts typed in without ballots, zeros filled in; together at most ``most``."""
    counts = read_numbers(given, steps, *path)
    if sum(counts.values()) > most:
        raise BadMarks(path, N_("Das sind mehr Antworten als Stimmzettel."))
    return counts


def only(given: Mapping[str, Any], *names: str) -> None:
    """Raise ``BadSettings`` where a setting isn't one of ``names``."""
    for name in given:
        if name not in names:
            raise BadSettings((name,))

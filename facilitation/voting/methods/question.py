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


@dataclass(frozen=True)
class Turnout:
    """Who voted and who could have: what the bases of a rule are read from."""

    arrived: int
    present: int
    members: int


class BadMarks(Invalid):
    """A ballot that can't be counted; ``path`` leads to the mark, e.g. ``("M1", "benefit")``."""

    default = N_("Diese Antwort passt nicht zu dieser Abstimmung. Bitte laden Sie die Seite neu.")

    def __init__(self, path: Sequence[str] = (), message: str | None = None) -> None:
        super().__init__(message)
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


def read_counts(given: object, steps: Iterable[object], most: int, *path: str) -> dict[str, int]:
    """Counts typed in without ballots, zeros filled in; together at most ``most``."""
    if not isinstance(given, Mapping):
        raise BadMarks(path)
    counts = {str(step): 0 for step in steps}
    for name, number in given.items():
        if name not in counts or type(number) is not int or number < 0:
            raise BadMarks((*path, str(name)))
        counts[name] = number
    if sum(counts.values()) > most:
        raise BadMarks(path, N_("Das sind mehr Antworten als Stimmzettel."))
    return counts


def only(given: Mapping[str, Any], *names: str) -> None:
    """Raise ``BadSettings`` where a setting isn't one of ``names``."""
    for name in given:
        if name not in names:
            raise BadSettings((name,))

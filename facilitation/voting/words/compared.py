"""Two shown rounds side by side: change in persons, both bases, what changed in the text.

Nothing is matched per seat: only what everybody has seen of both rounds is compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...language import gettext, ngettext
from .. import differing
from ..methods import WAYS
from .figures import MINUS, NBSP
from .rating import RatingWords
from .said import ResultWords, Shown


@dataclass(frozen=True)
class Line:
    """One answer, or one option of a list, in both rounds."""

    key: str
    label: str
    before: int
    after: int
    look: str = ""
    """Shape and colour of an answer, see ``Answer.look``."""
    side: str = ""

    @property
    def change(self) -> str:
        """„+6“, „−5“ or „±0“."""
        return signed_change(self.after - self.before)


@dataclass(frozen=True)
class Table:
    """Lines that can be compared with each other; of a rating one per criterion."""

    heading: str
    """„Nutzen: groß“; empty where there is but one table."""
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Compared:
    """An earlier and a later round of the same poll."""

    earlier: int
    later: int
    tables: tuple[Table, ...]
    votes: tuple[int, int]
    """How many ballots there were."""
    bases: str
    """„Runde 1: 28 Stimmen. Runde 2: 27 Stimmen.“"""
    text: str
    """„Geändert im Text: neu „mit offenen Daten“.“"""
    results: tuple[Mapping[str, ResultWords], Mapping[str, ResultWords]]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Of a vote about one thing: its answers."""
        return self.tables[0].lines

    @property
    def results_of_one(self) -> tuple[ResultWords, ...]:
        """The words of both rounds where they are about one thing; else none."""
        return tuple(next(iter(found.values())) for found in self.results if len(found) == 1)

    @property
    def most(self) -> int:
        """What the longest bar stands for: the same scale for both rounds."""
        return max(
            (max(line.before, line.after) for t in self.tables for line in t.lines), default=0
        )

    @property
    def summary(self) -> str:
        """„+6 Ja, −5 Nein, ±0 Enthaltung“, of a vote about one thing."""
        return ", ".join(f"{line.change}{NBSP}{line.label}" for line in self.lines)


Results = Mapping[str, ResultWords]


def compare(
    earlier: Shown, later: Shown, results: tuple[Results, Results], numbers: tuple[int, int]
) -> Compared:
    """``results`` are the words of both rounds by option, ``numbers`` those of the rounds."""
    votes = (earlier.arrived, later.arrived)
    decides = WAYS[later.method].DECIDES
    return Compared(
        earlier=numbers[0],
        later=numbers[1],
        tables=_tables(results, later.wording),
        votes=votes,
        bases=_bases(numbers, votes, decides=decides),
        text=text_words(earlier.wording, later.wording),
        results=results,
    )


_ENDED = (".“", "!“", "?“")


def signed_change(number: int) -> str:
    """„+6“, „−5“ or „±0“."""
    if number == 0:
        return "±0"
    return f"+{number}" if number > 0 else f"{MINUS}{-number}"


def text_words(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What the later wording has and the earlier hadn't, quoted; empty where nothing changed."""
    fresh: list[str] = []
    gone: list[str] = []
    before = {option["key"]: option for option in old["options"]}
    for option in new["options"]:
        was = before.get(option["key"], option)
        for name in ("title", "sentence", "text"):
            more, less = differing.said(differing.pieces(was[name], option[name]))
            fresh += more
            gone += less
    parts = []
    if fresh:
        parts.append(gettext("neu %(words)s", words=_quoted(fresh)))
    if gone:
        parts.append(gettext("gestrichen %(words)s", words=_quoted(gone)))
    if not parts:
        return ""
    said = gettext("Geändert im Text: %(what)s", what="; ".join(parts))
    return said if said.endswith(_ENDED) else f"{said}."


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"„{phrase}“" for phrase in phrases)


def _bases(numbers: tuple[int, int], votes: tuple[int, int], *, decides: bool) -> str:
    if votes[0] == votes[1] and decides:
        return ngettext(
            "In beiden Runden %(num)s Stimme.", "In beiden Runden %(num)s Stimmen.", votes[0]
        )
    if votes[0] == votes[1]:
        return ngettext(
            "In beiden Runden %(num)s Antwort.", "In beiden Runden %(num)s Antworten.", votes[0]
        )
    return " ".join(
        _base(number, cast, decides=decides) for number, cast in zip(numbers, votes, strict=True)
    )


def _base(number: int, cast: int, *, decides: bool) -> str:
    if decides:
        return ngettext(
            "Runde %(round)s: %(num)s Stimme.",
            "Runde %(round)s: %(num)s Stimmen.",
            cast,
            round=number,
        )
    return ngettext(
        "Runde %(round)s: %(num)s Antwort.",
        "Runde %(round)s: %(num)s Antworten.",
        cast,
        round=number,
    )


def _tables(results: tuple[Results, Results], wording: Mapping[str, Any]) -> tuple[Table, ...]:
    old, new = results
    first = next(iter(new.values()))
    if isinstance(first, RatingWords):
        return tuple(_criterion(at, results, wording) for at in range(len(first.criteria)))
    if first.steps and len(new) == 1:
        return tuple(_answers(old[key], new[key]) for key in new)
    names = _names(wording)
    return (
        Table("", tuple(Line(key, names[key], old[key].figure, new[key].figure) for key in new)),
    )


def _answers(old: ResultWords, new: ResultWords) -> Table:
    pairs = zip(old.steps, new.steps, strict=True)
    return Table(
        "", tuple(Line(b.key, b.label, a.count, b.count, b.look, b.side) for a, b in pairs)
    )


def _criterion(at: int, results: tuple[Results, Results], wording: Mapping[str, Any]) -> Table:
    names = _names(wording)
    cells = [
        {key: said.criteria[at] for key, said in of_round.items() if isinstance(said, RatingWords)}
        for of_round in results
    ]
    one = next(iter(cells[1].values()))
    lines = tuple(Line(key, names[key], cells[0][key].good, cells[1][key].good) for key in cells[1])
    return Table(f"{one.label}: {one.good_label}", lines)


def _names(wording: Mapping[str, Any]) -> dict[str, str]:
    """„M7 Füllstandsmelder“; a free text alone."""
    return {
        option["key"]: " ".join(part for part in (option["code"], option["title"]) if part)
        for option in wording["options"]
    }

"""Two shown rounds side by side: change in persons, both bases, what changed in the text.

Nothing is matched per seat: only what everybody has seen of both rounds is compared.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...language import gettext, ngettext
from ..methods import WAYS
from ..models import Round
from . import names, result_words, shown
from .figures import MINUS, NBSP, decimal
from .listed import ListedWords
from .names import MethodNames
from .rating import RatingWords
from .reworded import reworded, text_words
from .said import ResultWords, Shown, StepWords


@dataclass(frozen=True)
class Line:
    """One answer, or one option of a list, in both rounds.

    A figure is ``None`` where there was none: the answer wasn't offered, or nobody rated the option.
    """

    key: str
    label: str
    before: int | None
    after: int | None
    look: str = ""
    """Shape and colour of an answer, see ``Answer.look``."""
    side: str = ""
    decimals: int = 0
    """How many decimals the figures have, see ``MethodNames.decimals``."""
    reworded: bool = False
    """Whether the option's text changed in between; of a list, where that isn't told in words."""

    @property
    def said_before(self) -> str:
        """„12“, „1,9“, or „–“."""
        return _said(self.before, self.decimals)

    @property
    def said_after(self) -> str:
        """The same of the later round."""
        return _said(self.after, self.decimals)

    @property
    def change(self) -> str:
        """„+6“, „−5“, „±0“ or „−0,4“; empty where there is nothing to compare."""
        if self.before is None or self.after is None:
            return ""
        return signed_change(self.after - self.before, self.decimals)


@dataclass(frozen=True)
class Table:
    """Lines that can be compared with each other; of a rating one per criterion."""

    heading: str
    """What the figures are: „Nutzen: groß“, „Punkte“; empty for the answers of one vote."""
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
            (max(line.before or 0, line.after or 0) for t in self.tables for line in t.lines),
            default=0,
        )

    @property
    def summary(self) -> str:
        """„+6 Ja, −5 Nein, ±0 Enthaltung“, of a vote about one thing."""
        return ", ".join(f"{line.change}{NBSP}{line.label}" for line in self.lines if line.change)


Results = Mapping[str, ResultWords]


def compare(before: Round, around: Round) -> Compared:
    """A shown round beside an earlier one of the same poll.

    An option or an answer that only one of them had is compared with nothing.
    """
    old, new = shown(before, before.present), shown(around, around.present)
    results = (_results(old), _results(new))
    numbers, votes = (before.number, around.number), (old.arrived, new.arrived)
    return Compared(
        earlier=before.number,
        later=around.number,
        tables=_tables(results, old.wording, new.wording, names(new.method)),
        votes=votes,
        bases=_bases(numbers, votes, decides=WAYS[new.method].DECIDES),
        text=text_words(old.wording, new.wording),
        results=results,
    )


def _results(of_round: Shown) -> Results:
    keys = [option["key"] for option in of_round.wording["options"]]
    return {key: result_words(of_round, key) for key in keys}


NOTHING = "–"
"""Where a round had no such answer, or nobody has rated an option."""


def signed_change(number: int, decimals: int = 0) -> str:
    """„+6“, „−5“ or „±0“; with one decimal „+0,6“."""
    size = _said(abs(number), decimals)
    if number == 0:
        return f"±{size}"
    return f"+{size}" if number > 0 else f"{MINUS}{size}"


def _said(figure: int | None, decimals: int) -> str:
    if figure is None:
        return NOTHING
    return decimal(f"{figure}/10") if decimals else str(figure)


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


@dataclass(frozen=True)
class _Options:
    """What the options of both rounds are called, and which of them were reworded."""

    labels: Mapping[str, str]
    reworded: frozenset[str]

    def line(self, key: str, before: int | None, after: int | None, decimals: int = 0) -> Line:
        reworded = key in self.reworded
        return Line(key, self.labels[key], before, after, decimals=decimals, reworded=reworded)


def _tables(
    results: tuple[Results, Results],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    called: MethodNames,
) -> tuple[Table, ...]:
    names_of = _Options(_labels(old) | _labels(new), reworded(old, new))
    first = next(iter(results[1].values()))
    if isinstance(first, RatingWords):
        return tuple(_criterion(at, results, names_of) for at in range(len(first.criteria)))
    if first.steps and len(results[1]) == 1:
        return tuple(_answers(results[0][key], results[1][key]) for key in results[1])
    return tuple(_listed(results, names_of, called))


def _answers(old: ResultWords, new: ResultWords) -> Table:
    """In the order of the ballot; what only the earlier round offered stands last."""
    before = {step.key: step for step in old.steps}
    after = {step.key: step for step in new.steps}
    return Table(
        "",
        tuple(
            Line(key, said.label, _count(before, key), _count(after, key), said.look, said.side)
            for key, said in _union(after, before).items()
        ),
    )


def _count(steps: Mapping[str, StepWords], key: str) -> int | None:
    return steps[key].count if key in steps else None


def _listed(
    results: tuple[Results, Results], options: _Options, called: MethodNames
) -> Iterator[Table]:
    def figure(said: ResultWords | None) -> int | None:
        if said is None or (called.decimals and not said.n):  # a mean of nothing is none
            return None
        return said.figure

    def people(said: ResultWords | None) -> int | None:
        return said.people if isinstance(said, ListedWords) else None

    def lines(read: Callable[[ResultWords | None], int | None]) -> tuple[Line, ...]:
        found = {
            key: [read(of_round.get(key)) for of_round in results]
            for key in _union(results[1], results[0])
        }
        return tuple(
            options.line(key, before, after, called.decimals)
            for key, (before, after) in found.items()
        )

    yield Table(gettext(called.compares or next(iter(called.columns), "")), lines(figure))
    by_people = lines(people)
    if any(line.after is not None for line in by_people):
        yield Table(gettext("Personen"), by_people)


def _criterion(at: int, results: tuple[Results, Results], options: _Options) -> Table:
    before, after = (
        {key: said.criteria[at] for key, said in of_round.items() if isinstance(said, RatingWords)}
        for of_round in results
    )
    one = next(iter(after.values()))
    lines = tuple(
        options.line(
            key,
            before[key].good if key in before else None,
            after[key].good if key in after else None,
        )
        for key in _union(after, before)
    )
    return Table(f"{one.label}: {one.good_label}", lines)


def _union(first: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {**first, **{key: value for key, value in others.items() if key not in first}}


def _labels(wording: Mapping[str, Any]) -> dict[str, str]:
    """„M7 Füllstandsmelder“; a free text alone."""
    return {
        option["key"]: " ".join(part for part in (option["code"], option["title"]) if part)
        for option in wording["options"]
    }

"""A result with a line per option as pages: as many rows as can be read on the wall.

A rating has a table for each criterion, every other method one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..language import N_
from ..voting.words import CriterionWords, RatingWords, ResultWords
from ..voting.words.compared import Compared, Table
from .asked import OptionView
from .ballots import PollView

ROWS = 6
ROWS_COMPARED = 4
"""Two bars and what has changed in the text need room as well."""
SORTS = {
    "best": N_("Zustimmung"),
    "ballot": N_("Reihenfolge"),
    "contested": N_("Streit"),
}
"""Ways to sort a rating; the others know the first two."""
RANKED = {"best": N_("Ergebnis"), "ballot": N_("Reihenfolge")}


@dataclass(frozen=True)
class Row:
    """One option; of a rating under one criterion."""

    place: int
    """Its rank in the result; ties share one."""
    option: OptionView
    words: ResultWords
    cell: CriterionWords | None = None


@dataclass(frozen=True)
class Page:
    """One table or a part of it; ``number`` counts from 1 to ``of``."""

    rows: Sequence[Row]
    most: int
    """What the longest bar on any page stands for, half a bar of a rating: the same unit everywhere."""
    number: int
    of: int

    @property
    def criterion(self) -> CriterionWords | None:
        """The criterion that the table is about, in a rating."""
        return self.rows[0].cell

    @property
    def heading(self) -> str:
        """The criterion's name; empty where there is none."""
        return self.criterion.label if self.criterion else ""


def sorts(poll: PollView) -> Mapping[str, str]:
    """How the result can be sorted, with the words for it."""
    return SORTS if poll.criteria else RANKED


def pages(poll: PollView, *, rows: int = ROWS, sort: str = "best") -> list[Page]:
    """Every page of a shown result, in the order in which they are talked about."""
    tables = [_sorted(table, sort) for table in _tables(poll)]
    most = max((_length(row) for table in tables for row in table), default=0)
    cut = [table[at : at + rows] for table in tables for at in range(0, len(table), rows)]
    return [Page(rows_of, most, number, len(cut)) for number, rows_of in enumerate(cut, start=1)]


def page_on(poll: PollView, view: Mapping[str, Any]) -> Page:
    """The page that the team has put on the wall."""
    every = pages(poll, sort=view.get("sort", "best"))
    return every[min(int(view.get("page", 0)), len(every) - 1)]


def compared_pages(compared: Compared) -> list[Table]:
    """Two rounds side by side, as many lines as a slide of the wall has room for."""
    return [
        replace(table, lines=table.lines[at : at + ROWS_COMPARED])
        for table in compared.tables
        for at in range(0, len(table.lines), ROWS_COMPARED)
    ]


def _tables(poll: PollView) -> list[list[Row]]:
    if not poll.criteria:
        return [[Row(*found) for found in poll.ranked]]
    return [
        [
            Row(place, option, words, words.criteria[at])
            for place, option, words in poll.ranked
            if isinstance(words, RatingWords)
        ]
        for at in range(len(poll.criteria))
    ]


def _length(row: Row) -> int:
    return max(row.cell.low, row.cell.high) if row.cell else row.words.figure


def _sorted(table: list[Row], sort: str) -> list[Row]:
    if sort == "ballot":
        return sorted(table, key=lambda row: row.option.place)
    if sort == "contested":
        return sorted(table, key=lambda row: -min(row.cell.low, row.cell.high) if row.cell else 0)
    return table

"""A rating's result as pages: one criterion each, as many rows as can be read on the wall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..language import N_
from ..voting.words import CriterionWords, RatingWords
from .ballots import OptionView, PollView

ROWS = 6
SORTS = {
    "best": N_("Zustimmung"),
    "ballot": N_("Reihenfolge"),
    "contested": N_("Streit"),
}


@dataclass(frozen=True)
class Row:
    """One option under one criterion."""

    place: int
    """Its rank in the result; ties share one."""
    option: OptionView
    cell: CriterionWords


@dataclass(frozen=True)
class Page:
    """One table: a criterion and some or all options; ``number`` counts from 1 to ``of``."""

    criterion: CriterionWords
    rows: Sequence[Row]
    most: int
    """The longest half of a bar on any page: the same unit everywhere."""
    number: int
    of: int


def pages(poll: PollView, *, rows: int = ROWS, sort: str = "best") -> list[Page]:
    """Every page of a shown rating, in the order in which they are talked about."""
    tables = [_sorted(table, sort) for table in _tables(poll)]
    most = max((max(row.cell.low, row.cell.high) for table in tables for row in table), default=0)
    cut = [table[at : at + rows] for table in tables for at in range(0, len(table), rows)]
    return [
        Page(rows_of[0].cell, rows_of, most, number, len(cut))
        for number, rows_of in enumerate(cut, start=1)
    ]


def page_on(poll: PollView, view: Mapping[str, Any]) -> Page:
    """The page that the team has put on the wall."""
    every = pages(poll, sort=view.get("sort", "best"))
    return every[min(int(view.get("page", 0)), len(every) - 1)]


def _tables(poll: PollView) -> list[list[Row]]:
    found = [
        (place, option, words)
        for place, option, words in poll.ranked
        if isinstance(words, RatingWords)
    ]
    return [
        [Row(place, option, words.criteria[at]) for place, option, words in found]
        for at in range(len(poll.criteria))
    ]


def _sorted(table: list[Row], sort: str) -> list[Row]:
    if sort == "ballot":
        return sorted(table, key=lambda row: row.option.place)
    if sort == "contested":
        return sorted(table, key=lambda row: -min(row.cell.low, row.cell.high))
    return table

"""What is kept of sealed ballots so that anybody can count again, and that leads to nobody.

The answers to several questions on one ballot are a fingerprint: whoever knows some of a
person's finds the rest. So each list stands for itself, sorted: per option, and in a rating per
criterion. Where the answers of a ballot belong together (a choice, a ranking), only the counts
are kept (voting.md §§ 5 and 10).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .methods import METHODS, Marks, Question

COUNTS = ("count", "points", "places")


def of(
    method: str,
    ballots: Sequence[Marks],
    question: Question,
    result: Mapping[str, Any],
    number: int,
) -> dict[str, Any]:
    """``{"ballots_by_option": {"E1": ["no", "yes", null]}}`` or ``{"counted": {"ballots": 30, …}}``.

    ``result`` is that of all ``number`` ballots, a stack of paper among them.
    """
    if METHODS[method].BY_OPTION:
        lists = {key: _apart([each.get(key) for each in ballots]) for key in question.options}
        return {"ballots_by_option": lists}
    counts = {
        key: {name: entry[name] for name in COUNTS if name in entry}
        for key, entry in result["options"].items()
    }
    pairs = {"pairwise": result["pairwise"]} if "pairwise" in result else {}
    return {"counted": {"ballots": number, **counts, **pairs}}


def _apart(marks: Sequence[Any]) -> list[Any]:
    """One option's marks without any order; the criteria of a rating each by itself."""
    names = sorted({name for mark in marks if isinstance(mark, Mapping) for name in mark})
    if not names:
        return _sorted(marks)
    columns = [
        _sorted([mark.get(name) if isinstance(mark, Mapping) else None for mark in marks])
        for name in names
    ]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return [row if any(value is not None for value in row.values()) else None for row in rows]


def _sorted(marks: Sequence[Any]) -> list[Any]:
    return sorted(marks, key=lambda mark: (mark is None, json.dumps(mark)))

"""Counting: the one place where ballots become figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .methods import METHODS, Marks, Question, Turnout


def count(
    method: str,
    ballots: Sequence[Marks],
    question: Question,
    *,
    rule: Mapping[str, Any] | None,
    members: int,
    present: int,
) -> dict[str, Any]:
    """The result of one round in the shape of voting.md § 10; order of ballots is no matter."""
    way = METHODS[method]
    turnout = Turnout(arrived=len(ballots), present=present, members=members)
    return way.result(way.tally(ballots, question), question, rule, turnout)


def by_channel(channels: Iterable[str]) -> dict[str, int]:
    """How many ballots came by each channel, e.g. ``{"phone": 29, "paper": 3}``."""
    counts: dict[str, int] = {}
    for channel in channels:
        counts[channel] = counts.get(channel, 0) + 1
    return counts

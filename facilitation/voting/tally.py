"""Counting: the one place where ballots and typed-in counts become figures."""

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
    counted: Mapping[str, Any] | None = None,
    more: int = 0,
) -> dict[str, Any]:
    """The result of one round in the shape of voting.md § 10; order of ballots is no matter.

    ``counted`` is a tally (``read_counted``) of ``more`` ballots that are only known as counts.
    Raises ``BadSettings`` where the rule asks for what the method doesn't know.
    """
    way = METHODS[method]
    tally = way.tally(ballots, question)
    if counted is not None:
        tally = _together(tally, counted)
    turnout = Turnout(arrived=len(ballots) + more, present=present, members=members)
    return way.result(tally, question, rule, turnout)


def by_channel(channels: Iterable[str]) -> dict[str, int]:
    """How many ballots came by each channel, e.g. ``{"phone": 29, "paper": 3}``."""
    counts: dict[str, int] = {}
    for channel in channels:
        counts[channel] = counts.get(channel, 0) + 1
    return counts


def _together(one: Any, other: Any) -> Any:
    """Two tallies added up, number by number."""
    if isinstance(one, Mapping):
        return {key: _together(value, other[key]) for key, value in one.items()}
    if isinstance(one, Sequence):
        return [_together(left, right) for left, right in zip(one, other, strict=True)]
    return one + other

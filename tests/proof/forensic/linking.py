"""The attack: orders of seats laid beside orders of ballots, and how often chance does as well."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .traces import Trace, of_round

Mark = Any
FIRST = "first"
"""Stands for an option where ballots rank them."""


@dataclass(frozen=True)
class Question:
    """What is asked of each ballot, the truth, and what everybody may read after the count."""

    round_id: int
    option: str
    truth: Mapping[int, Mark]
    """By seat: what the attacker wants to know."""
    arrivals: Sequence[int]
    """Seats in the order in which their last ballots came; whoever sat in the hall knows it."""
    first_arrivals: Sequence[int]
    kept: Sequence[Mark] | None
    words: tuple[str, ...] = ()
    """How marks look in raw bytes, where they can be told from anything else."""


@dataclass
class Guess:
    """How well one way of linking did, on some evenings."""

    hits: list[int] = field(default_factory=list)
    mean: list[float] = field(default_factory=list)
    variance: list[float] = field(default_factory=list)

    @property
    def surprise(self) -> float:
        """Standard deviations above chance."""
        spread = sum(self.variance) ** 0.5
        return (sum(self.hits) - sum(self.mean)) / spread if spread else 0.0

    @property
    def average(self) -> float:
        return sum(self.hits) / len(self.hits)

    @property
    def limit(self) -> float:
        """Chance and three standard deviations, of the average."""
        return (sum(self.mean) + 3 * sum(self.variance) ** 0.5) / len(self.mean)


Ways = dict[tuple[str, str, str], Guess]


def try_all(question: Question, traces: Iterable[Trace], raw: Sequence[tuple[str, bytes]]) -> Ways:
    """Every order of seats with every order of ballots, forwards and backwards."""
    found = of_round(traces, question.round_id)
    seats = dict(_seat_orders(question, found))
    ballots = dict(_ballot_orders(question, found, raw))
    tried: Ways = {}
    for whose, order in seats.items():
        for what, marks in ballots.items():
            if len(order) != len(marks):
                continue
            for way, turned in (("", marks), (" backwards", marks[::-1])):
                hits = sum(question.truth[seat] == m for seat, m in zip(order, turned, strict=True))
                mean, variance = chance([question.truth[seat] for seat in order], marks)
                tried[whose, what + way, question.option] = Guess([hits], [mean], [variance])
    return tried


def chance(truth: Sequence[Mark], marks: Sequence[Mark]) -> tuple[float, float]:
    """Mean and variance of the hits of a blind assignment (a random permutation)."""
    number = len(truth)
    ours, theirs = Counter(truth), Counter(marks)
    mean = sum(ours[mark] * theirs[mark] for mark in ours) / number
    squares = sum(
        ours[a]
        * theirs[b]
        * ((a == b) - theirs[a] / number - ours[b] / number + mean / number) ** 2
        for a in ours
        for b in theirs
    )
    return mean, squares / (number - 1)


def add(to: Ways, more: Ways) -> None:
    """Another evening's attempts."""
    for way, guess in more.items():
        here = to.setdefault(way, Guess())
        here.hits += guess.hits
        here.mean += guess.mean
        here.variance += guess.variance


# ── orders ──────────────────────────────────────────────────────────────────


def _seat_orders(question: Question, traces: Sequence[Trace]) -> Iterable[tuple[str, list[int]]]:
    voted = set(question.truth)
    yield "seat numbers", sorted(voted)
    yield "arrivals", list(question.arrivals)
    yield "first arrivals", list(question.first_arrivals)
    by_table: dict[str, list[tuple[int, Trace]]] = {}
    for trace in traces:
        seat = _whole(trace.values.get("id" if trace.table == "seats" else "seat_id"))
        if seat in voted:
            by_table.setdefault(trace.table, []).append((seat, trace))
    for table, rows in by_table.items():
        for name, place in _places([trace for _seat, trace in rows]):
            order = sorted(rows, key=lambda row: (place(row[1]), row[0]))
            seats = list(dict.fromkeys(seat for seat, _trace in order))
            if len(seats) == len(voted):
                yield f"{table}: {name}", seats


def _ballot_orders(
    question: Question, traces: Sequence[Trace], raw: Sequence[tuple[str, bytes]]
) -> Iterable[tuple[str, list[Mark]]]:
    if question.kept is not None:
        yield "kept", list(question.kept)
    by_table: dict[str, list[Trace]] = {}
    for trace in traces:
        if _mark_in(trace, question) is not None:
            by_table.setdefault(trace.table, []).append(trace)
    for table, rows in by_table.items():
        for name, place in _places(rows):
            order = sorted(rows, key=lambda row: (place(row), json.dumps(_mark_in(row, question))))
            yield f"{table}: {name}", [_mark_in(row, question) for row in order]
    if question.words:
        for name in dict.fromkeys(name for name, _content in raw):
            content = b"".join(part for its, part in raw if its == name)
            yield f"bytes of {name}", _spelt_out(content, question)


def _places(rows: Sequence[Trace]) -> Iterable[tuple[str, Callable[[Trace], Any]]]:
    """Every way to put some rows of a table into an order, those of their values among them."""
    for name in sorted(set.intersection(*(set(row.orders) for row in rows))):
        yield name, lambda row, name=name: row.orders[name]
    for name in sorted(set().union(*(row.values for row in rows))):
        yield f"values of {name}", lambda row, name=name: _bytes(row.values.get(name))
        yield f"lengths of {name}", lambda row, name=name: len(_bytes(row.values.get(name)))


def _mark_in(trace: Trace, question: Question) -> Mark | None:
    for value in trace.values.values():
        text = value.decode(errors="ignore") if isinstance(value, bytes) else value
        if isinstance(text, str) and text.startswith("{"):
            mark = answer(_read(text), question.option)
            if mark is not None and mark in question.truth.values():
                return mark
    return None


def answer(marks: Mapping[str, Any], option: str) -> Mark | None:
    """What a ballot says about an option; of a ranking, what comes first."""
    ranked = marks.get("ranked")
    return ranked[0] if ranked and option == FIRST else marks.get(option)


@cache
def _read(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _spelt_out(content: bytes, question: Question) -> list[Mark]:
    """Marks as they follow each other in bytes."""
    words = {f'{{"{question.option}": "{word}"}}'.encode(): word for word in question.words}
    found = []
    for spelt, word in words.items():
        at = content.find(spelt)
        while at >= 0:
            found.append((at, word))
            at = content.find(spelt, at + 1)
    return [word for _at, word in sorted(found)]


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, int):
        return value.to_bytes(9, "big", signed=True)
    return b"" if value is None else str(value).encode()

"""What phones did and heard, and what the store must hold afterwards (promises.md).

Accounting as Jepsen does it. Each phone writes ``invoke`` before it sends, then ``ok``,
``refused`` or ``unknown``; ``told`` is the server's word about a seat („arrived, seq 3“), and
``shown`` that the screen said „angekommen“. The order of the events is the order of things.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

INVOKE, OK, REFUSED, UNKNOWN, TOLD, SHOWN = "invoke", "ok", "refused", "unknown", "told", "shown"
CLOSED = "closed"
Place = tuple[int, int]
"""Round and seat number."""


def canonical(marks: Mapping[str, Any]) -> str:
    """Marks as text, so that equal ones are equal."""
    return json.dumps(marks, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Ballot:
    """One ballot, on its way or in the store."""

    round: int
    seat: int
    key: str
    seq: int
    marks: str
    """See ``canonical``; empty where the store holds them unreadably."""

    @property
    def place(self) -> Place:
        return self.round, self.seat

    def same(self, other: "Ballot") -> bool:
        """Whether the store's ``other`` is this one."""
        alike = (self.key, self.seq) == (other.key, other.seq)
        return alike and (not other.marks or self.marks == other.marks)


@dataclass(frozen=True)
class Tally:
    """How often each ballot was counted in a round; nobody knows whose they are."""

    round: int
    counts: Mapping[str, int]
    """By ``canonical`` marks."""


@dataclass
class Verdict:
    """What is wrong, in ballots; all but the first four must be 0."""

    invoked: int = 0
    acknowledged: int = 0
    refused: int = 0
    unknown: int = 0
    lost: int = 0
    """Acknowledged, but not there, and nothing newer of the same seat either."""
    doubled: int = 0
    """Further rows of a seat that has one."""
    ghosts: int = 0
    """There, or counted, but never sent."""
    false: int = 0
    """The screen said „angekommen“ without the server's word, or about what isn't there."""
    late: int = 0
    """Sent after the close was confirmed, and acknowledged or there all the same."""

    @property
    def wrong(self) -> int:
        return self.lost + self.doubled + self.ghosts + self.false + self.late

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(
            **{
                each.name: getattr(self, each.name) + getattr(other, each.name)
                for each in fields(self)
            }
        )


@dataclass
class History:
    """All events in their order; one thread or loop writes."""

    events: list[tuple[str, Ballot]] = field(default_factory=list)

    def invoke(self, ballot: Ballot) -> None:
        self.events.append((INVOKE, ballot))

    def ok(self, ballot: Ballot) -> None:
        self.events.append((OK, ballot))

    def refused(self, ballot: Ballot) -> None:
        self.events.append((REFUSED, ballot))

    def unknown(self, ballot: Ballot) -> None:
        self.events.append((UNKNOWN, ballot))

    def told(self, round: int, seat: int, seq: int) -> None:
        """The server's own word about the seat: a ballot with this ``seq`` has arrived."""
        self.events.append((TOLD, Ballot(round, seat, "", seq, "")))

    def shown(self, round: int, seat: int, seq: int) -> None:
        """The screen says „angekommen“ about the ballot with this ``seq``."""
        self.events.append((SHOWN, Ballot(round, seat, "", seq, "")))

    def closed(self, round: int) -> None:
        """The desk heard that the round is closed."""
        self.events.append((CLOSED, Ballot(round, 0, "", 0, "")))

    def acknowledged(self, round: int | None = None) -> dict[Place, int]:
        """The highest ``seq`` that was acknowledged, by place."""
        found: dict[Place, int] = {}
        for kind, ballot in self.events:
            if kind == OK and round in (None, ballot.round):
                found[ballot.place] = max(ballot.seq, found.get(ballot.place, 0))
        return found

    def unanswered(self) -> list[Ballot]:
        """What may have arrived or not, newer than all that was acknowledged."""
        known = self.acknowledged()
        open_ = {b for kind, b in self.events if kind in (INVOKE, UNKNOWN)}
        return sorted(
            (b for b in open_ if b.seq > known.get(b.place, 0)), key=lambda b: (b.place, b.seq)
        )


def judge(
    history: History, stored: Sequence[Ballot] = (), tallies: Iterable[Tally] = ()
) -> Verdict:
    """Compare a history with the rows that are left, and with rounds that were counted.

    ``stored`` holds the rows of every round that isn't in ``tallies``.
    """
    counted = {tally.round: tally for tally in tallies}
    by_kind: dict[str, set[Ballot]] = defaultdict(set)
    for kind, ballot in history.events:
        by_kind[kind].add(ballot)
    found = Verdict(
        invoked=len(by_kind[INVOKE]),
        acknowledged=len(by_kind[OK]),
        refused=len(by_kind[REFUSED] - by_kind[OK]),
        unknown=len(by_kind[UNKNOWN] - by_kind[OK]),
        false=_without_word(history),
        late=_late(history, stored),
    )
    found += _rows(by_kind, [row for row in stored if row.round not in counted], counted)
    for tally in counted.values():
        found += _count(by_kind, tally)
    return found


def changed(before: Iterable[Ballot], after: Iterable[Ballot]) -> int:
    """How many rows are new or different: what a closed round took in."""
    return len(set(after) - set(before))


def _rows(
    by_kind: Mapping[str, set[Ballot]], stored: Sequence[Ballot], counted: Mapping[int, Tally]
) -> Verdict:
    rows: dict[Place, list[Ballot]] = defaultdict(list)
    for row in stored:
        rows[row.place].append(row)
    sent: dict[Place, list[Ballot]] = defaultdict(list)
    for ballot in by_kind[INVOKE]:
        sent[ballot.place].append(ballot)
    kept = {
        place: max((row.seq for row in here if any(b.same(row) for b in sent[place])), default=0)
        for place, here in rows.items()
    }
    newest: dict[str, dict[Place, int]] = {OK: {}, SHOWN: {}}
    for kind, places in newest.items():
        for ballot in by_kind[kind]:
            if ballot.round not in counted:
                places[ballot.place] = max(ballot.seq, places.get(ballot.place, 0))
    return Verdict(
        lost=sum(seq > kept.get(place, 0) for place, seq in newest[OK].items()),
        doubled=sum(len(here) - 1 for here in rows.values()),
        ghosts=sum(not any(b.same(row) for b in sent[row.place]) for row in stored),
        false=sum(seq > kept.get(place, 0) for place, seq in newest[SHOWN].items()),
    )


def _count(by_kind: Mapping[str, set[Ballot]], tally: Tally) -> Verdict:
    """Each seat counts once, with what was acknowledged last or anything sent after it.

    So a ballot is counted at least as often as seats must have it, at most as often as may.
    """
    newest: dict[Place, int] = {}
    for ballot in by_kind[OK]:
        newest[ballot.place] = max(ballot.seq, newest.get(ballot.place, 0))
    may: dict[Place, set[str]] = defaultdict(set)
    for ballot in by_kind[INVOKE]:
        if ballot.round == tally.round and ballot.seq >= newest.get(ballot.place, 0):
            may[ballot.place].add(ballot.marks)
    certain, possible = Counter[str](), Counter[str]()
    for place, marks in may.items():
        possible.update(marks)
        if len(marks) == 1 and place in newest:
            certain.update(marks)
    arrived = sum(1 for place in newest if place[0] == tally.round)
    missing = sum((certain - Counter(tally.counts)).values())
    more = sum((Counter(tally.counts) - possible).values())
    whole = sum(tally.counts.values())
    return Verdict(lost=max(missing, arrived - whole), ghosts=max(more, whole - len(may)))


def _without_word(history: History) -> int:
    """Screens that said „angekommen“ before the server did."""
    word: dict[Place, int] = {}
    false: set[Ballot] = set()
    for kind, ballot in history.events:
        if kind in (OK, TOLD):
            word[ballot.place] = max(ballot.seq, word.get(ballot.place, 0))
        elif kind == SHOWN and ballot.seq > word.get(ballot.place, 0):
            false.add(ballot)
    return len(false)


def _late(history: History, stored: Sequence[Ballot]) -> int:
    """Ballots that were first sent when the desk already knew that the round was closed."""
    closed: set[int] = set()
    sent: set[Ballot] = set()
    late: set[Ballot] = set()
    taken = {ballot for kind, ballot in history.events if kind == OK}
    for kind, ballot in history.events:
        if kind == CLOSED:
            closed.add(ballot.round)
        elif kind == INVOKE:
            if ballot.round in closed and ballot not in sent:
                late.add(ballot)
            sent.add(ballot)
    return sum(ballot in taken or any(ballot.same(row) for row in stored) for ballot in late)

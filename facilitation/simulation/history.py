"""What every ballot came to, kept as it happened: sent, acknowledged, refused, or nobody knows."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

OK, REFUSED, UNKNOWN = "ok", "refused", "unknown"


@dataclass
class Entry:
    """One seat's ballot in one round."""

    outcome: str = UNKNOWN
    seq: int = 0
    lost: bool = False


@dataclass
class History:
    """All of them; phones write into it at the same time."""

    joined: set[int] = field(default_factory=set)
    entries: dict[tuple[int, int], Entry] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)
    _settled: dict[int, set[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def join(self, seat: int) -> None:
        """A phone is in."""
        with self._lock:
            self.joined.add(seat)

    def leave(self, seat: int) -> None:
        """A phone is out for good, e.g. since a person took its card."""
        with self._lock:
            self.joined.discard(seat)

    def note(self, seat: int, round_id: int, outcome: str, seq: int = 0) -> None:
        """What became of a ballot; a refused change leaves an acknowledged one as it is."""
        with self._lock:
            entry = self.entries.setdefault((seat, round_id), Entry())
            if outcome == OK or entry.outcome != OK:
                entry.outcome, entry.seq = outcome, max(seq, entry.seq)

    def took(self, milliseconds: float) -> None:
        """How long an acknowledgement took."""
        with self._lock:
            self.milliseconds.append(milliseconds)

    def check(self, seat: int, round_id: int, *, arrived: bool, seq: int) -> None:
        """Compare an acknowledged ballot with what the server says it has of this seat."""
        with self._lock:
            entry = self.entries.get((seat, round_id))
            if entry and entry.outcome == OK and (not arrived or seq < entry.seq):
                entry.lost = True

    def see_open(self, round_id: int) -> None:
        """Somebody saw this round open: it counts among those that were held."""
        with self._lock:
            self._open.add(round_id)

    def settle(self, seat: int, round_id: int) -> None:
        """Note that this seat does nothing more in this round."""
        with self._lock:
            self._settled.setdefault(round_id, set()).add(seat)

    def is_settled(self, round_id: int) -> bool:
        """Whether all who are in have done what they do in a round."""
        with self._lock:
            return bool(self.joined) and self.joined <= self._settled.get(round_id, set())

    def rounds(self) -> list[int]:
        """The rounds in which all have done what they do."""
        return [round_id for round_id in sorted(self._open) if self.is_settled(round_id)]

    def open_rounds(self) -> list[int]:
        """All rounds that somebody saw open."""
        return sorted(self._open)

    def arrived(self, round_id: int) -> int:
        """Ballots of a round that were acknowledged."""
        with self._lock:
            found = [e for (_seat, at), e in self.entries.items() if at == round_id]
        return sum(1 for entry in found if entry.outcome == OK)

    def report(self, phones: int) -> dict[str, Any]:
        """The last line: the balance of all ballots, and how quickly they were acknowledged."""
        entries = list(self.entries.values())
        outcomes = [entry.outcome for entry in entries]
        return {
            "phones": phones,
            "joined": len(self.joined),
            "acknowledged": outcomes.count(OK),
            "refused": outcomes.count(REFUSED),
            "unknown": outcomes.count(UNKNOWN),
            "lost": sum(1 for entry in entries if entry.lost),
            "ack_ms_p50": percentile(self.milliseconds, 50),
            "ack_ms_p99": percentile(self.milliseconds, 99),
        }


def percentile(values: Iterable[float], share: int) -> float | None:
    """The smallest value that at least ``share`` per cent don't exceed; none of none."""
    ordered = sorted(values)
    if not ordered:
        return None
    return round(ordered[-(-len(ordered) * share // 100) - 1], 1)

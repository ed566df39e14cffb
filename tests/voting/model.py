"""What one round of a vote is, in plain Python: the measure for the real one.

It keeps dictionaries where the tool keeps rows, and is written from voting.md alone.
"""

from dataclasses import dataclass, field

MARKS = ("yes", "no", "abstain")
FEWEST = 5
"""Ballots that a sealed round needs to be counted."""
COMMANDS = {
    "open_round": ({"ready"}, "open"),
    "close": ({"open"}, "closed"),
    "reopen": ({"closed"}, "open"),
    "count": ({"closed"}, "counted"),
    "show": ({"closed", "counted"}, "shown"),
    "cancel": ({"open", "closed"}, "cancelled"),
}
"""Each command with the states it works from and the one it leads to."""


@dataclass(frozen=True)
class Sent:
    """One ballot as a device or the team sends it; without ``seq`` the round gives it."""

    seat: int
    mark: str
    key: str
    seq: int | None
    channel: str = "phone"


@dataclass
class ModelRound:
    """One opening; ``here`` is who is in the hall, ``sealed`` how it is held."""

    here: frozenset[int]
    sealed: bool = False
    state: str = "ready"
    channel: dict[int, str] = field(default_factory=dict)
    """The roll: each entitled seat and its way."""
    kept: dict[int, Sent] = field(default_factory=dict)
    arrived: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    counted: dict[str, int] | None = None
    has_key: bool = True
    """Of a sealed round: whether its ballots can be opened."""

    def deliver(self, sent: Sent) -> int | str:
        """The ``seq`` that the sender hears of, or the code of the refusal."""
        if sent.seat not in self.channel:
            return "not_entitled"
        kept = self.kept.get(sent.seat)
        again = kept is not None and kept.key == sent.key and self.is_same(kept, sent)
        if self.is_older(sent) and self.state in ("closed", "counted", "shown") and not again:
            return "stale"
        if not self.taken(sent.channel) and not again:
            self.late |= {sent.seat} if self.state == "closed" else set()
            return "closed"
        if self.state == "open" and sent.channel != self.channel[sent.seat]:
            return "channel"
        if again:
            return self.seq(sent.seat)
        return self.keep(sent)

    def is_same(self, kept: Sent, sent: Sent) -> bool:
        """Nobody knows any more what stood on a sealed ballot that was counted."""
        return (self.sealed and self.counted is not None) or kept.mark == sent.mark

    def is_older(self, sent: Sent) -> bool:
        """Whether a newer ballot of the seat is in."""
        return sent.seq is not None and sent.seq <= self.seq(sent.seat)

    def taken(self, channel: str) -> bool:
        """Whether ballots that come this way are taken."""
        return self.state == "open" or (self.state == "closed" and channel == "paper")

    def keep(self, sent: Sent) -> int | str:
        """Put the newest ballot of the seat in place of the older one."""
        if sent.channel != self.channel[sent.seat]:
            return "channel"
        seq = self.seq(sent.seat) + 1 if sent.seq is None else sent.seq
        if self.is_older(sent):
            return "stale"
        self.kept[sent.seat] = Sent(sent.seat, sent.mark, sent.key, seq)
        self.arrived.add(sent.seat)
        return seq

    def seq(self, seat: int) -> int:
        """The number of the seat's newest ballot, 0 without one."""
        return self.kept[seat].seq or 0 if seat in self.kept else 0

    def press(self, command: str, from_state: str) -> bool:
        """Whether the command did something."""
        works_from, to = COMMANDS[command]
        if from_state != self.state or from_state not in works_from:
            return False
        if to in ("counted", "shown") and not self.is_countable:
            return False
        if command == "open_round":
            self.channel = dict.fromkeys(self.here, "phone")
        if command == "reopen":
            self.late.clear()
        if to in ("counted", "shown") and self.counted is None:
            marks = [each.mark for each in self.kept.values()]
            self.counted = {mark: marks.count(mark) for mark in MARKS}
        if command == "cancel":
            self.kept.clear()
        self.state = to
        return True

    @property
    def is_countable(self) -> bool:
        """Whether it was counted, or can be."""
        enough = len(self.kept) >= FEWEST and self.has_key
        return self.counted is not None or not self.sealed or enough

    def switch(self, seat: int, channel: str) -> bool:
        """Whether the seat may vote another way from now on."""
        if self.channel[seat] == channel:
            return True
        if seat in self.arrived:
            return False
        self.channel[seat] = channel
        return True

"""Where minutes could be saved, or given back: exact arithmetic on a few items, no database."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_BREAK = 10


@dataclass(frozen=True)
class Slot:
    """An item that is not over: how long it may take now, and how little would do."""

    minutes: int
    least: int
    is_break: bool = False
    planned: int | None = None
    """What the plan had given it; catching up may have taken some of it already."""

    @property
    def spare(self) -> int:
        """Minutes that can be taken; a break keeps ten of what it has."""
        least = max(self.least, SHORTEST_BREAK) if self.is_break else self.least
        return max(0, self.minutes - least)

    @property
    def missing(self) -> int:
        """Minutes that were taken and could be given back."""
        return max(0, (self.planned or 0) - self.minutes)


@dataclass(frozen=True)
class Proposal:
    """New lengths in the order of the slots, and the minutes that find no place."""

    minutes: tuple[int, ...]
    left: int


def shorten(slots: Sequence[Slot], behind: int) -> Proposal:
    """Take ``behind`` minutes in proportion to what is spare, breaks last."""
    talks = [0 if slot.is_break else slot.spare for slot in slots]
    breaks = [slot.spare if slot.is_break else 0 for slot in slots]
    from_talks = share(talks, behind)
    from_breaks = share(breaks, behind - sum(from_talks))
    minutes = tuple(
        slot.minutes - talk - pause
        for slot, talk, pause in zip(slots, from_talks, from_breaks, strict=True)
    )
    return Proposal(minutes, behind - sum(from_talks) - sum(from_breaks))


def lengthen(slots: Sequence[Slot], gained: int) -> Proposal:
    """Give ``gained`` minutes back in proportion to what was taken before."""
    given = share([slot.missing for slot in slots], gained)
    minutes = tuple(slot.minutes + more for slot, more in zip(slots, given, strict=True))
    return Proposal(minutes, gained - sum(given))


def share(room: Sequence[int], wanted: int) -> list[int]:
    """Split ``wanted`` whole minutes in proportion to ``room``, never more than there is.

    Rounded down first; what is left goes one by one to the largest remainders, and among
    equal ones to the earlier item.
    """
    total = sum(room)
    wanted = min(wanted, total)
    if not wanted:
        return [0] * len(room)
    parts = [wanted * each // total for each in room]
    by_remainder = sorted(range(len(room)), key=lambda at: -(wanted * room[at] % total))
    for at in by_remainder[: wanted - sum(parts)]:
        parts[at] += 1
    return parts

"""Who has begun a ballot and not handed it in: known by the phone's word, in memory only.

Nothing of what stands on a draft ever leaves its phone. A number at the desk, from seats whose
ballot hasn't arrived; after a restart it begins anew, since it decides nothing.
"""

from collections.abc import Iterable

from .picture import SeatLine

_begun: dict[int, set[int]] = {}
MOST_ROUNDS = 50


def note(round_id: int, seat_id: int) -> bool:
    """Whether this is news: a phone says so once for each round, again after a reload."""
    seats = _begun.setdefault(round_id, set())
    if seat_id in seats:
        return False
    seats.add(seat_id)
    while len(_begun) > MOST_ROUNDS:
        del _begun[next(iter(_begun))]
    return True


def unsent(round_id: int, seats: Iterable[SeatLine]) -> int:
    """How many of the roll have begun and not handed in."""
    begun = _begun.get(round_id, ())
    return sum(1 for seat in seats if seat.id in begun and seat.roll and not seat.roll.arrived)

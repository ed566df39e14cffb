"""Free answers: given to whoever keeps texts when their round is counted, and erased here.

Counting is the one way out of a round, also when a meeting ends without *Zeigen*, so that
nothing that was written is lost and nothing stays beside a seat.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .models import Ballot, Round

Keeper = Callable[[Session, Round, Sequence[str]], None]
_keepers: list[Keeper] = []


def keeper(keep: Keeper) -> Keeper:
    """Register who keeps texts; packages above this one do, so that no import points upwards."""
    _keepers.append(keep)
    return keep


def hand_over(session: Session, around: Round) -> None:
    """The texts of a round, sorted by what they say, and then no ballot any more."""
    if not _keepers:
        raise RuntimeError("nobody keeps free answers")
    marks = session.scalars(select(Ballot.marks).where(Ballot.round_id == around.id))
    said = sorted(ballot["text"] for ballot in marks)
    for keep in _keepers:
        keep(session, around, said)
    session.execute(delete(Ballot).where(Ballot.round_id == around.id))

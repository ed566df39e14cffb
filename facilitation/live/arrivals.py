"""What of a round has arrived: on the roll, by seat, and counted; never what it says."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from ..voting.models import RollEntry, Round
from .messages import TallyMessage

_COUNTS = select(func.count(), func.count().filter(RollEntry.arrived)).where(
    RollEntry.round_id == bindparam("round")
)


@dataclass(frozen=True)
class RollLine:
    """One seat on the roll: whether its ballot is in, never what it says."""

    channel: str
    arrived: bool
    late: bool
    seq: int
    given: int = 0
    """Of several that are held together: how many of its ballots have arrived."""
    of: int = 1
    """… and how many it has."""


def is_almost(arrived: int, roll: int) -> bool:
    """Nearly all, and not all."""
    return roll > arrived and arrived * 10 >= roll * 9


def tally(session: Session, round_id: int) -> TallyMessage:
    """How many ballots have arrived: counted on the roll, without reading the whole picture."""
    roll, arrived = session.execute(_COUNTS, {"round": round_id}).one()
    return TallyMessage(round=round_id, arrived=arrived, roll=roll, almost=is_almost(arrived, roll))


def roll_lines(session: Session, around: Round) -> dict[int, RollLine]:
    """The roll of a round by seat id."""
    rows = session.execute(
        select(
            RollEntry.seat_id, RollEntry.channel, RollEntry.arrived, RollEntry.late, RollEntry.seq
        ).where(RollEntry.round_id == around.id)
    )
    return {row.seat_id: RollLine(row.channel, row.arrived, row.late, row.seq) for row in rows}

"""Which seat gave which answer: only of a roll call, and only once its result was shown."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..participants.models import Seat
from .models import Ballot, Round
from .modes import ROLL_CALL

Seats = Mapping[str, Mapping[str, Sequence[int]]]
CHOSEN = "chosen"


def read(session: Session, around: Round) -> Seats:
    """Seat numbers by option and answer, ``{"M7": {"yes": [1, 4], "no": [2]}}``.

    Of a choice by option alone, ``{"A": {"chosen": [1, 4]}}``. Empty for any other round.
    """
    if around.poll.mode != ROLL_CALL or around.state != "shown":
        return {}
    rows = session.execute(
        select(Seat.number, Ballot.marks)
        .join(Seat, Ballot.seat_id == Seat.id)
        .where(Ballot.round_id == around.id)
        .order_by(Seat.number)
    )
    found: dict[str, dict[str, list[int]]] = {}
    for number, marks in rows:
        for key, answer in _answers(marks):
            found.setdefault(key, {}).setdefault(answer, []).append(number)
    return found


def _answers(marks: Mapping[str, object]) -> list[tuple[str, str]]:
    chosen = marks.get(CHOSEN)
    if isinstance(chosen, list):
        return [(str(key), CHOSEN) for key in chosen]
    return [(key, str(mark)) for key, mark in marks.items()]

"""The roll as ballots meet it: lines of many seats, read and written together.

The statements are put together once and know tables only. For a ballot that comes alone,
putting them together would take longer than the database needs to answer them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, select, update
from sqlalchemy.orm import Session

from ..participants.models import Seat
from .models import Poll, RollEntry, Round
from .upserting import upsert

_polls, _rounds, _roll, _seats = (
    cast(Table, model.__table__) for model in (Poll, Round, RollEntry, Seat)
)
_IN_ROUNDS: BindParameter[int] = bindparam("rounds", expanding=True)
_OF_ROUNDS = select(
    _rounds.c.id,
    _rounds.c.state,
    _rounds.c.wording,
    _rounds.c.bundle_id,
    _rounds.c.key_name,
    _polls.c.method,
).where(_rounds.c.poll_id == _polls.c.id, _rounds.c.id.in_(_IN_ROUNDS))
_OF_LINES = (
    select(
        _seats.c.id.label("seat_id"),
        _seats.c.device_id,
        _roll.c.round_id,
        _roll.c.id,
        _roll.c.channel,
        _roll.c.arrived,
        _roll.c.begun,
        _roll.c.key,
        _roll.c.seq,
    )
    .outerjoin_from(
        _seats,
        _roll,
        (_roll.c.seat_id == _seats.c.id) & _roll.c.round_id.in_(_IN_ROUNDS),
    )
    .where(_seats.c.id.in_(bindparam("seats", expanding=True)))
)
_LATE = update(_roll).where(_roll.c.id == bindparam("row")).values(late=True)
_PROGRESS = ("arrived", "begun", "key", "seq")
"""What a ballot changes on the roll."""


@dataclass
class Line:
    """One seat on the roll of one round, as it is after the ballots of this batch."""

    id: int
    round_id: int
    seat_id: int
    channel: str
    arrived: bool
    begun: bool
    key: str
    seq: int


def rounds(session: Session, ids: Collection[int]) -> dict[int, Any]:
    """By id: ``state``, ``wording``, ``bundle_id``, ``key_name`` and the poll's ``method``."""
    found = session.connection().execute(_OF_ROUNDS, {"rounds": list(ids)})
    return {row.id: row for row in found}


def read(
    session: Session, round_ids: Collection[int], seat_ids: Collection[int]
) -> tuple[dict[tuple[int, int], Line], dict[int, int | None]]:
    """The lines of seats by (round, seat), and by seat which device speaks for it."""
    found = (
        session.connection()
        .execute(_OF_LINES, {"rounds": list(round_ids), "seats": list(seat_ids)})
        .all()
    )
    lines = {
        (row.round_id, row.seat_id): Line(
            row.id, row.round_id, row.seat_id, row.channel, row.arrived, row.begun, row.key, row.seq
        )
        for row in found
        if row.id is not None
    }
    return lines, {row.seat_id: row.device_id for row in found}


def write(session: Session, lines: Iterable[Line]) -> None:
    """Let the roll know what has arrived.

    The rows are there. They are updated in the way of an upsert since PostgreSQL takes many of
    those in one statement, and plain updates only one by one.
    """
    rows = [vars(line) | {"late": False} for line in lines]
    upsert(session.connection(), _roll, ("id",), _PROGRESS, rows)


def mark_late(session: Session, lines: Iterable[Line]) -> None:
    """A ballot of theirs came after the close."""
    session.connection().execute(_LATE, [{"row": line.id} for line in lines])

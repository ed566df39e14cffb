"""What one seat sees of a Sammelabstimmung: a state for each question, and one for the whole."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..participants.models import Presence, Seat
from ..voting.models import Exclusion, RollEntry
from . import seat_state
from .arrivals import RollLine
from .ballots import PollView
from .messages import SeatMessage, SeatRound, SeatState
from .picture import Picture

FIRST: tuple[SeatState, ...] = ("vote", "late", "paper", "tablet", "helper", "none")
"""What one question is decides for the whole, in this order; all of them arrived is arrived."""


def read(
    session: Session, picture: Picture, seat_ids: Collection[int], version: int
) -> dict[int, SeatMessage]:
    """The messages of seats, from the rows; unknown seats are left out."""
    assert picture.poll
    assert picture.together
    assert picture.meeting
    polls = picture.together.polls
    rolls, excluded = _rolls(session, polls, seat_ids), _excluded(session, polls, seat_ids)
    rows = session.execute(
        select(Seat.id, Seat.channel, Seat.table_number, Presence.state)
        .outerjoin(
            Presence, (Presence.seat_id == Seat.id) & (Presence.meeting_id == picture.meeting.id)
        )
        .where(Seat.id.in_(seat_ids))
    )
    return {
        row.id: _message(picture.poll, polls, row, rolls[row.id], excluded[row.id], version)
        for row in rows
    }


def _message(
    face: PollView,
    polls: Sequence[PollView],
    row: Any,
    rolls: dict[int, RollLine],
    excluded: set[int],
    version: int,
) -> SeatMessage:
    rounds = tuple(
        SeatRound(
            round=poll.round_id,
            seq=line.seq if line else 0,
            state=seat_state.of(
                poll.state, line, row.state or "", left_out=poll.round_id in excluded
            ),
        )
        for poll, line in ((poll, rolls.get(poll.round_id)) for poll in polls)
    )
    return SeatMessage(
        version=version,
        round=face.round_id,
        seq=next(each.seq for each in rounds if each.round == face.round_id),
        arrived=bool(rolls) and all(line.arrived for line in rolls.values()),
        channel=next((line.channel for line in rolls.values() if not line.arrived), row.channel),
        entitled=bool(rolls),
        table=row.table_number,
        state=_whole([each.state for each in rounds if each.round in rolls or not rolls]),
        rounds=rounds,
    )


def _whole(states: Sequence[SeatState]) -> SeatState:
    """Of the questions that this seat may answer, or of all where it may none."""
    return next((state for state in FIRST if state in states), states[0])


def _rolls(
    session: Session, polls: Sequence[PollView], seat_ids: Collection[int]
) -> dict[int, dict[int, RollLine]]:
    """By seat and round."""
    rows = session.execute(
        select(
            RollEntry.round_id,
            RollEntry.seat_id,
            RollEntry.channel,
            RollEntry.arrived,
            RollEntry.late,
            RollEntry.seq,
        ).where(
            RollEntry.round_id.in_([poll.round_id for poll in polls]),
            RollEntry.seat_id.in_(seat_ids),
        )
    )
    found: dict[int, dict[int, RollLine]] = defaultdict(dict)
    for row in rows:
        line = RollLine(row.channel, row.arrived, row.late, row.seq or 0)
        found[row.seat_id][row.round_id] = line
    return found


def _excluded(
    session: Session, polls: Sequence[PollView], seat_ids: Collection[int]
) -> dict[int, set[int]]:
    """The rounds that a seat is left out of."""
    rows = session.execute(
        select(Exclusion.seat_id, Exclusion.round_id).where(
            Exclusion.round_id.in_([poll.round_id for poll in polls]),
            Exclusion.seat_id.in_(seat_ids),
        )
    )
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.seat_id].add(row.round_id)
    return found

"""What one seat sees of the vote that is on."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from ..participants.models import Presence, Seat
from ..voting.models import Exclusion, RollEntry
from . import seat_state, together_seats
from .arrivals import RollLine
from .messages import SeatMessage
from .picture import Picture, SeatLine

_MEETING: BindParameter[int] = bindparam("meeting")
_ROUND: BindParameter[int] = bindparam("round")
# Built once: putting a statement together costs more than SQLite needs to answer it.
_ROWS = (
    select(
        Seat.id,
        Seat.channel.label("usual"),
        Seat.table_number,
        RollEntry.channel,
        RollEntry.arrived,
        RollEntry.late,
        RollEntry.seq,
        Presence.state,
        Exclusion.id.label("excluded"),
    )
    .outerjoin(RollEntry, (RollEntry.seat_id == Seat.id) & (RollEntry.round_id == _ROUND))
    .outerjoin(Presence, (Presence.seat_id == Seat.id) & (Presence.meeting_id == _MEETING))
    .outerjoin(Exclusion, (Exclusion.seat_id == Seat.id) & (Exclusion.round_id == _ROUND))
    .where(Seat.id.in_(bindparam("seats", expanding=True)))
)


def of_picture(picture: Picture, seat_ids: Collection[int], version: int) -> dict[int, SeatMessage]:
    """The messages of seats from a picture that is at hand; unknown seats are left out."""
    return {
        line.id: _of_line(picture, line, version) for line in picture.seats if line.id in seat_ids
    }


def read(
    session: Session, picture: Picture, seat_ids: Collection[int], version: int
) -> dict[int, SeatMessage]:
    """The same from the rows: the picture says what is on, only they say who has arrived."""
    poll, meeting = picture.poll, picture.meeting
    if poll and poll.whole:
        return together_seats.read(session, picture, seat_ids, version)
    rows = session.execute(
        _ROWS,
        {
            "round": poll.round_id if poll else None,
            "meeting": meeting.id if meeting else None,
            "seats": list(seat_ids),
        },
    )
    return {row.id: _of_row(picture, row, version) for row in rows}


def _of_line(picture: Picture, line: SeatLine, version: int) -> SeatMessage:
    poll = picture.poll
    return message(
        round_id=poll.round_id if poll else None,
        state=poll.state if poll else "",
        roll=line.roll,
        mark=line.state,
        left_out=bool(line.left_out),
        channel=line.channel,
        table=line.table,
        version=version,
    )


def _of_row(picture: Picture, row: Any, version: int) -> SeatMessage:
    poll = picture.poll
    on_roll = row.channel is not None
    return message(
        round_id=poll.round_id if poll else None,
        state=poll.state if poll else "",
        roll=RollLine(row.channel, row.arrived, row.late, row.seq or 0) if on_roll else None,
        mark=row.state or "",
        left_out=row.excluded is not None,
        channel=row.usual,
        table=row.table_number,
        version=version,
    )


def message(
    *,
    round_id: int | None,
    state: str,
    roll: RollLine | None,
    mark: str,
    left_out: bool,
    channel: str,
    table: int | None,
    version: int,
) -> SeatMessage:
    """Put together from the round's state and the seat's line on the roll."""
    return SeatMessage(
        version=version,
        round=round_id,
        seq=roll.seq if roll else 0,
        arrived=bool(roll and roll.arrived),
        channel=roll.channel if roll else channel,
        entitled=roll is not None,
        table=table,
        state=seat_state.of(state, roll, mark, left_out=left_out),
    )

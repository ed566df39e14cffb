"""What one seat sees of the vote that is on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..meetings import agenda
from ..meetings.models import Meeting
from ..participants import presence
from ..participants.models import Seat
from ..voting import polls
from ..voting import roll as rolls
from ..voting.models import Ballot, RollEntry, Round
from .ballots import RollLine
from .messages import SeatMessage, SeatState
from .picture import Picture


def of_picture(picture: Picture, seat_id: int, version: int) -> SeatMessage | None:
    """The seat's message from a picture that is at hand."""
    line = next((seat for seat in picture.seats if seat.id == seat_id), None)
    if line is None:
        return None
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


def read(session: Session, seat_id: int, version: int) -> SeatMessage:
    """The seat's message from the rows, for one seat at a time."""
    seat = session.get_one(Seat, seat_id)
    meeting = agenda.on_now(session, seat.council_id)
    current = meeting.current_item_id if meeting else None
    around = polls.on_now(session, current) if current else None
    line = _roll_line(session, around.id, seat_id) if around else None
    # On the way of a vote the seat is on the roll: nothing more has to be asked then.
    aside = around if line is None else None
    return message(
        round_id=around.id if around else None,
        state=_state_outside(meeting, around),
        roll=line,
        mark=presence.state_of(session, meeting, seat) if aside and meeting else "",
        left_out=bool(aside and seat_id in rolls.left_out(session, aside)),
        channel=seat.channel,
        table=seat.table_number,
        version=version,
    )


def _state_outside(meeting: Meeting | None, around: Round | None) -> str:
    if meeting is None or around is None:
        return ""
    return "closed" if meeting.covered_round_id == around.id else around.state


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
        state=_aside(state, mark, left_out=left_out) if roll is None else _state(state, roll),
    )


def _aside(state: str, mark: str, *, left_out: bool) -> SeatState:
    """Not on the roll, or nobody is yet."""
    if state not in ("text_shown", "open", "closed", "counted"):
        return "none"
    if left_out:
        return "left_out"
    if mark in ("left", "absent"):
        return "not_here"
    return "none" if state == "text_shown" else "not_on_roll"


def _state(state: str, roll: RollLine) -> SeatState:
    if state not in ("open", "closed", "counted"):
        return "none"
    if roll.arrived:
        return "arrived"
    if roll.late and state != "open":  # reopened: this ballot may still come
        return "late"
    if roll.channel == "paper":
        return "paper"
    return "vote" if state == "open" else "none"


def _roll_line(session: Session, round_id: int, seat_id: int) -> RollLine | None:
    row = session.execute(
        select(RollEntry.channel, RollEntry.arrived, RollEntry.late, Ballot.seq)
        .outerjoin(
            Ballot, (Ballot.round_id == RollEntry.round_id) & (Ballot.seat_id == RollEntry.seat_id)
        )
        .where(RollEntry.round_id == round_id, RollEntry.seat_id == seat_id)
    ).first()
    return RollLine(row.channel, row.arrived, row.late, row.seq or 0) if row else None

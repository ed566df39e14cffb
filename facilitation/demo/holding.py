"""Holding the example's sessions: members come, the agenda runs, votes are cast."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from .. import clock
from ..councils.models import Council
from ..errors import Refused
from ..measures import measures
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from ..participants import presence, seats
from ..recommendations import drafting
from ..voting import casting, ending, polls, wording
from ..voting.models import Poll, Round
from .texts import ItemText, MeetingText, RecommendationText, RoundText, Texts

DOORS_OPEN = timedelta(minutes=20)
"""How long before the first item the session is opened, so that members can join."""


def hold(
    session: Session, council: Council, texts: Texts, text: MeetingText, opening: datetime
) -> None:
    """A whole session, from the doors to the end, at its own time."""
    meeting = open_doors(session, council, texts, text, opening)
    over = run_items(session, meeting, text.items, opening)
    with clock.at(over):
        ending.end_meeting(session, meeting)
    meeting.summary = text.summary


def open_doors(
    session: Session, council: Council, texts: Texts, text: MeetingText, opening: datetime
) -> Meeting:
    """The session is opened and those who came are marked as here."""
    meeting = agenda.find_meeting(session, council.id, text.number)
    with clock.at(opening - DOORS_OPEN):
        agenda.start(session, meeting)
        for seat in seats.all_seats(session, council.id):
            if seat.number not in texts.members.missing(text.number):
                presence.mark(session, meeting, seat, "here")
    return meeting


def run_items(
    session: Session, meeting: Meeting, items: tuple[ItemText, ...], start: datetime
) -> datetime:
    """Go through ``items`` in the minutes they took; returns when the last one was over."""
    for text in items:
        item = begin(session, meeting, start)
        item.outcome = text.outcome
        start += timedelta(minutes=text.used)
    return start


def begin(session: Session, meeting: Meeting, moment: datetime) -> Item:
    """Move on to the next item at ``moment``."""
    with clock.at(moment):
        item = agenda.move_on(session, meeting, from_item=meeting.current_item_id)
        session.flush()
    return item


def vote(
    session: Session,
    council: Council,
    meeting: Meeting,
    poll: Poll,
    text: RoundText,
    start: datetime,
) -> Round:
    """One round from showing the text to showing the result, with the ballots of ``text``."""
    around = open_vote(session, meeting, poll, start)
    minutes = text.minutes
    _cast(session, council, around, text)
    with clock.at(start + timedelta(minutes=1 + minutes / 2)):
        polls.last_call(session, around)
    with clock.at(start + timedelta(minutes=1 + minutes)):
        polls.close(session, around)
        polls.show(session, around)
    session.flush()
    return around


def open_vote(session: Session, meeting: Meeting, poll: Poll, start: datetime) -> Round:
    """Show the text at ``start`` and open the round a minute later."""
    around = poll.latest
    said = wording.current(session, poll)
    with clock.at(start):
        polls.show_text(session, around, said)
    with clock.at(start + timedelta(minutes=1)):
        polls.open_round(session, around, meeting, said)
    session.flush()
    return around


def draft(
    session: Session,
    council: Council,
    around: Round,
    text: RecommendationText,
    account_id: int,
    moment: datetime,
) -> None:
    """Capture a recommendation beside the result, then word it as the room wants it."""
    measure = measures.find(session, council.id, around.wording["options"][0]["id"])
    with clock.at(moment):
        captured = drafting.capture(
            session, council, measure=measure, around=around, account_id=account_id
        )
    with clock.at(moment + timedelta(minutes=1)):
        drafting.reword(
            session,
            council,
            captured,
            text.model_dump(exclude={"measure"}),
            from_version=captured.version,
            account_id=account_id,
        )


def _cast(session: Session, council: Council, around: Round, text: RoundText) -> None:
    """Hand in every ballot through the one casting function; a refused one stops the example."""
    first = {change.seat: change.first for change in text.changed}
    final = text.answers
    for answers in (final | first, {number: final[number] for number in first}):
        casts = [
            casting.Cast(
                round_id=around.id,
                seat_id=seat.id,
                channel=seat.channel,
                marks={option["key"]: answers[seat.number] for option in around.wording["options"]},
                key=uuid4().hex,
            )
            for seat in seats.all_seats(session, council.id)
            if seat.number in answers
        ]
        for receipt in casting.store(session, casts):
            if isinstance(receipt, Refused):
                raise receipt

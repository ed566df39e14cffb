"""What happens to rounds and ballots when a meeting ends (voting.md § 5, mode einfach)."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..language import gettext
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from . import polls, reasons, retention, sealing
from .counting import Uncountable, stack_of
from .models import Poll, Round
from .modes import SIMPLE

LONGEST = timedelta(hours=24)


def end_meeting(session: Session, meeting: Meeting) -> None:
    """End the meeting and erase the link between its ballots and their seats; a roll call keeps it.

    A round that is still open is closed and counted first, so that no vote is lost.
    """
    rounds = _rounds(session, meeting)
    for around in rounds:
        if around.state == "open":
            polls.close(session, around)
        if around.state == "closed":
            _count(session, around)
        if around.poll.mode == SIMPLE:
            retention.unlink(session, around)
    reasons.forget_order(session, [around.id for around in rounds])
    agenda.end(session, meeting)


def end_overdue(session: Session) -> list[Meeting]:
    """End what has been running for more than 24 hours; asked at every start too."""
    overdue = [
        meeting
        for meeting in session.scalars(select(Meeting).where(Meeting.state == "running"))
        if meeting.opened_at and clock.now() - meeting.opened_at > LONGEST
    ]
    for meeting in overdue:
        end_meeting(session, meeting)
    return overdue


def _rounds(session: Session, meeting: Meeting) -> list[Round]:
    return list(
        session.scalars(
            select(Round)
            .join(Poll)
            .join(Item, Poll.item_id == Item.id)
            .where(Item.meeting_id == meeting.id)
            .order_by(Round.id)
        )
    )


def _count(session: Session, around: Round) -> None:
    if around.by_hands and stack_of(session, around.id) is None:
        reason = gettext("Die Sitzung endete, bevor die Handzeichen gezählt waren.")
        polls.cancel(session, around, reason, from_state="closed")
        return
    try:
        polls.count(session, around)
    except Uncountable as refusal:
        sealing.end_uncounted(session, around, refusal.why)

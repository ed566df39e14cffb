"""A round is counted: its ballots, and the stack or show of hands that was typed in beside them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from . import handing_over, tally
from . import wording as texts
from .methods import METHODS, UNCOUNTED
from .models import Ballot, RollEntry, Round, Stack


def stack_of(session: Session, round_id: int) -> Stack | None:
    """The counts that were typed in for a round."""
    return session.scalar(select(Stack).where(Stack.round_id == round_id))


def write_result(session: Session, around: Round) -> None:
    """Result and channels of a closed round, written into it.

    Raises ``Refused`` for a show of hands whose numbers are missing.
    """
    stack = stack_of(session, around.id)
    if around.by_hands and stack is None:
        raise Refused(N_("Es fehlen noch die Zahlen der Handzeichen. Bitte tragen Sie sie ein."))
    entries = session.scalars(select(RollEntry).where(RollEntry.round_id == around.id)).all()
    around.channels = tally.by_channel(
        entry.channel for entry in entries if entry.arrived or entry.begun
    )
    if around.poll.method in UNCOUNTED:
        handing_over.hand_over(session, around)
    else:
        _count(session, around, stack, present=len(entries))


def _count(session: Session, around: Round, stack: Stack | None, *, present: int) -> None:
    ballots = session.scalars(select(Ballot.marks).where(Ballot.round_id == around.id)).all()
    question = texts.asked(around.wording)
    counted, more = _counted(around.poll.method, question, stack)
    around.result = tally.count(
        around.poll.method,
        ballots,
        question,
        rule=around.rule,
        members=around.members,
        present=present,
        counted=counted,
        more=more,
    )
    if around.by_hands:
        around.channels = {"hands": more}


def _counted(method: str, question: Any, stack: Stack | None) -> tuple[dict[str, Any] | None, int]:
    """The stack as a tally, and how many ballots it stands for."""
    if stack is None:
        return None, 0
    given = dict(stack.counted)
    number: int = given.pop("ballots")
    return METHODS[method].read_counted(given, question, number), number

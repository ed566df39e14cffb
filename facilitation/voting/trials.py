"""Probeabstimmung: a vote that counts for nothing, so that a council sees how voting goes.

It takes the same way as every other vote, in the mode that its method begins with; only its
name, its mark and what is left out afterwards differ.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..meetings.models import Item
from . import polls
from .models import Poll
from .words import MethodNames

HELD = N_("Probeabstimmung")
QUESTION = N_("Soll es in der Pause Kekse geben?")
"""Harmless, and easy to have an opinion on; the team may ask something else."""


def hold(session: Session, item: Item, question: str) -> Poll:
    """Plan a trial vote under an item: the first thing that is voted on there."""
    return plan(
        session,
        item,
        trial=True,
        method="yes_no",
        question=question,
        subjects=[("F1", "text", 0, question)],
    )


def plan(session: Session, item: Item, *, trial: bool = False, **vote: Any) -> Poll:
    """``polls.plan``, also for a trial vote."""
    poll = polls.plan(session, item, **vote)
    if trial:
        first = session.scalar(select(func.min(Poll.position)).where(Poll.item_id == item.id))
        poll.trial, poll.in_report, poll.position = True, False, (first or 0) - 1
        session.flush()
    return poll


def is_planned(poll: Poll) -> bool:
    """Whether it was put on the agenda beforehand, as a quick question never is."""
    return poll.in_report or poll.trial


def refuse_in_report(poll: Poll) -> None:
    """Raises ``Refused`` where the Gutachten would tell of a trial."""
    if poll.trial:
        raise Refused(N_("Eine Probeabstimmung kommt nicht ins Gutachten."))


def named(names: MethodNames) -> MethodNames:
    """What a round of it is called while it is a trial."""
    return replace(
        names,
        held=HELD,
        closed=N_("Die Probeabstimmung ist geschlossen"),
        cancelled=N_("Diese Probeabstimmung wurde abgebrochen"),
    )

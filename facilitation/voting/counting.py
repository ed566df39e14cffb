"""A round is counted: its ballots, and the stack or show of hands that was typed in beside them.

Sealed ballots are opened here, in the transaction that writes the result and deletes them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from . import handing_over, mailbox, sealed_tally, tally
from . import wording as texts
from .keys import KeyLost
from .methods import METHODS, UNCOUNTED, Marks
from .models import Ballot, RollEntry, Round, Stack
from .modes import FEWEST


class Uncountable(Refused):
    """A sealed round that can't be counted."""

    why = ""
    """What ``Round.uncounted`` says where it is ended like that."""


class Void(Uncountable):
    """Its key is gone."""

    code = why = "void"
    default = N_(
        "Der Schlüssel zu diesen Stimmzetteln fehlt; niemand kann sie mehr öffnen. Beenden Sie die "
        "Abstimmung ohne Ergebnis, und halten Sie eine weitere Runde ab."
    )


class TooFew(Uncountable):
    """So few sealed ballots would tell too much about each of them."""

    code = why = "too_few"
    default = N_(
        "Bis jetzt sind %(number)s Stimmen da. Vertraulich ausgezählt wird ab %(fewest)s, sonst "
        "ließe sich auf einzelne schließen. Öffnen Sie die Abstimmung wieder, oder beenden Sie sie "
        "ohne Ergebnis."
    )


def stack_of(session: Session, round_id: int) -> Stack | None:
    """The counts that were typed in for a round."""
    return session.scalar(select(Stack).where(Stack.round_id == round_id))


def ballots_in(session: Session, around: Round) -> int:
    """How many ballots would be counted now, those of a stack among them."""
    single = select(func.count(RollEntry.id)).filter(
        RollEntry.round_id == around.id, RollEntry.seq > 0
    )
    stack = stack_of(session, around.id)
    return (session.scalar(single) or 0) + (stack.counted["ballots"] if stack else 0)


def write_result(session: Session, around: Round) -> None:
    """Result and channels of a closed round, written into it.

    Raises ``Refused`` for a show of hands whose numbers are missing, ``Uncountable``
    for a sealed round.
    """
    stack = stack_of(session, around.id)
    if around.by_hands and stack is None:
        raise Refused(N_("Es fehlen noch die Zahlen der Handzeichen. Bitte tragen Sie sie ein."))
    came_by = select(RollEntry.channel).where(
        RollEntry.round_id == around.id, RollEntry.arrived | RollEntry.begun
    )
    around.channels = tally.by_channel(session.scalars(came_by))
    if around.poll.method in UNCOUNTED:
        handing_over.hand_over(session, around)
    else:
        _count(session, around, stack)


def _count(session: Session, around: Round, stack: Stack | None) -> None:
    ballots = _ballots(session, around)
    question = texts.asked(around.wording)
    counted, more = _counted(around.poll.method, question, stack)
    if around.key_name and len(ballots) + more < FEWEST:
        raise TooFew(number=len(ballots) + more, fewest=FEWEST)
    around.result = tally.count(
        around.poll.method,
        ballots,
        question,
        rule=around.rule,
        members=around.members,
        present=around.present,
        counted=counted,
        more=more,
    )
    if around.by_hands:
        around.channels = {"hands": more}
    if around.key_name:
        around.kept = sealed_tally.of(
            around.poll.method, ballots, question, around.result, len(ballots) + more
        )
        mailbox.clear(session, around)


def _ballots(session: Session, around: Round) -> Sequence[Marks]:
    if around.key_name:
        try:
            return mailbox.read(session, around)
        except KeyLost as lost:
            raise Void from lost
    return session.scalars(select(Ballot.marks).where(Ballot.round_id == around.id)).all()


def _counted(method: str, question: Any, stack: Stack | None) -> tuple[dict[str, Any] | None, int]:
    """The stack as a tally, and how many ballots it stands for."""
    if stack is None:
        return None, 0
    given = dict(stack.counted)
    number: int = given.pop("ballots")
    return METHODS[method].read_counted(given, question, number), number

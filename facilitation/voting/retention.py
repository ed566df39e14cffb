"""What goes before the council itself: on its last day, who took part in which vote.

The figures stay, and with them everything that the Gutachten and the archive say. That the rest
goes too is a decision of people (``python3 app.py purge``).
"""

import json
from collections.abc import Iterable

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from .models import Ballot, Exclusion, Poll, RollEntry, Round, UnlinkedBallot

OVER = ("counted", "shown", "cancelled")
TRACES = ("ballots", "unlinked_ballots", "mailbox", "roll", "exclusions", "reasons")
"""Tables in which something that led to a seat was deleted."""


def unlink(session: Session, around: Round) -> None:
    """Keep the marks of a round, sorted, so that nothing of seat or order of arrival is left."""
    marks = session.scalars(select(Ballot.marks).where(Ballot.round_id == around.id)).all()
    session.execute(delete(Ballot).where(Ballot.round_id == around.id))
    for kept in sorted(marks, key=lambda mark: json.dumps(mark, sort_keys=True)):
        session.add(UnlinkedBallot(round_id=around.id, marks=kept))
        session.flush()


def has_rolls(session: Session, council_id: int) -> bool:
    """Whether there is anything left that ``forget_rolls`` would delete."""
    return session.scalar(_with_roll([council_id]).limit(1)) is not None


def forget_rolls(session: Session, council_ids: Iterable[int]) -> int:
    """Delete the rolls of these councils, and the seats of votes by name; how many rounds that were.

    A round that is still open isn't touched.
    """
    found = session.scalars(_with_roll(list(council_ids))).all()
    for around in found:
        unlink(session, around)
        for named in (RollEntry, Exclusion):
            session.execute(delete(named).where(named.round_id == around.id))
    return len(found)


def _with_roll(council_ids: list[int]) -> Select[Round]:
    return (
        select(Round)
        .join(Poll)
        .where(Poll.council_id.in_(council_ids), Round.state.in_(OVER))
        .where(select(RollEntry.id).where(RollEntry.round_id == Round.id).exists())
    )

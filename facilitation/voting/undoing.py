"""Takes back what was done to a round, as long as nothing has come of it.

Opening and closing are taken back by ``polls.undo_open`` and ``polls.reopen``. A result
that was shown stays a result; it is only covered up again.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .models import Ballot, RollEntry, Round
from .polls import StateChanged


def any_ballot(session: Session, around: Round) -> bool:
    """Whether somebody has voted; then an opening can't be taken back any more."""
    asked = select(Ballot.id).where(Ballot.round_id == around.id).limit(1)
    return session.scalar(asked) is not None


def entitled(session: Session, around: Round) -> int:
    """How many are on the roll."""
    asked = select(func.count(RollEntry.id)).where(RollEntry.round_id == around.id)
    return session.scalar(asked) or 0


def take_text_back(session: Session, around: Round) -> None:
    """The text was shown too early: the round waits for its turn again."""
    _expect(around, "text_shown")
    around.state, around.wording, around.text_shown_at = "ready", {}, None
    around.view = {}
    session.flush()


def drop_round(session: Session, around: Round) -> None:
    """A further round that nobody wanted, before it is opened."""
    _expect(around, "ready", "text_shown")
    if around.number == 1:
        raise StateChanged()
    around.poll.rounds.remove(around)
    session.flush()


def call_off(around: Round) -> None:
    """No last call after all."""
    _expect(around, "open")
    around.last_call_at = None


def cover(around: Round) -> None:
    """Take a shown result from wall and phones; it stays shown in every other respect."""
    _expect(around, "shown")
    around.covered = True


def uncover(around: Round) -> None:
    """Let it be seen again."""
    if not around.covered:
        raise StateChanged()
    around.covered = False


def _expect(around: Round, *states: str) -> None:
    if around.state not in states:
        raise StateChanged()

"""Takes back what was done to a round, as long as nothing has come of it.

Opening and closing are taken back by ``polls.undo_open`` and ``polls.reopen``. A result
that was shown stays a result; it is only covered up again.
"""

from sqlalchemy.orm import Session

from .models import Round
from .refusals import StateChanged


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

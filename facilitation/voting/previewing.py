"""*Vorab ansehen*: the desk counts and looks before the room does; it stays on record."""

from sqlalchemy.orm import Session

from .. import clock
from . import polls
from .models import Round


def preview(session: Session, around: Round, *, from_state: str = "closed") -> None:
    """Count without showing: from here there is no way back to the ballots."""
    polls.count(session, around, from_state=from_state)
    around.previewed_at = clock.now()

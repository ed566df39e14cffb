"""How a poll is held: linked to the seat until the meeting ends, or for good (namentlich).

The mode stands fixed once a round of the poll was opened: what people read at their ballot
is what happens to it.
"""

from sqlalchemy.orm import Session

from ..errors import Invalid, Refused
from ..language import N_
from .models import Poll

SIMPLE, ROLL_CALL = "simple", "roll_call"
BY_NAME = ("yes_no", "doubt", "levels", "consent", "choice")
"""Methods that may be held as a roll call: each seat gives one answer that can be listed."""
_DEFAULTS = {"consent": ROLL_CALL}


def default(method: str) -> str:
    """The mode that a poll begins with; objections have to be spoken, so consent is by name."""
    return _DEFAULTS.get(method, SIMPLE)


def may_choose(poll: Poll) -> bool:
    """Whether the mode can still be another one."""
    return poll.method in BY_NAME and not any(each.opened_at for each in poll.rounds)


def choose(session: Session, poll: Poll, mode: str) -> None:
    """Hold the poll by name, or not; raises ``Refused`` once people have read their ballot."""
    if mode not in (SIMPLE, ROLL_CALL) or (mode == ROLL_CALL and poll.method not in BY_NAME):
        raise Invalid(N_("Dieses Verfahren lässt sich nicht namentlich abhalten."))
    if not may_choose(poll):
        raise Refused(N_("Ob namentlich abgestimmt wird, steht fest, sobald einmal geöffnet war."))
    if any(each.bundle_id for each in poll.rounds):
        raise Refused(
            N_(
                "In einer Sammelabstimmung ist alles gleich. Nehmen Sie die Abstimmung zuerst heraus."
            )
        )
    poll.mode = mode
    session.flush()

"""How a poll is held: sealed until the count, linked to the seat until the meeting ends, or by name.

The mode stands fixed once a round of the poll was opened: what people read at their ballot
is what happens to it (voting.md § 5).
"""

from sqlalchemy.orm import Session

from ..errors import Invalid, Refused
from ..language import N_
from .models import Poll

SEALED, SIMPLE, ROLL_CALL = "sealed", "simple", "roll_call"
MODES = (SEALED, SIMPLE, ROLL_CALL)
FEWEST = 5
"""Sealed ballots of fewer people would tell too much about each of them."""
BY_NAME = ("yes_no", "doubt", "levels", "consent", "choice")
"""Methods that may be held as a roll call: each seat gives one answer that can be listed."""
NEVER_SEALED = ("text",)
"""What somebody writes can give them away; it goes to the ideas, without a seat."""
_DEFAULTS = {"consent": ROLL_CALL, "rating": SIMPLE, "mood": SIMPLE, "text": SIMPLE}


def default(method: str) -> str:
    """The mode that a poll begins with; objections have to be spoken, so consent is by name."""
    return _DEFAULTS.get(method, SEALED)


def fits(method: str, mode: str) -> bool:
    """Whether a poll of this method may be held like that."""
    if mode == SEALED:
        return method not in NEVER_SEALED
    return mode == SIMPLE or (mode == ROLL_CALL and method in BY_NAME)


def offered(poll: Poll) -> tuple[str, ...]:
    """The modes among which there is still a choice; none once people have read their ballot."""
    if any(each.opened_at for each in poll.rounds):
        return ()
    return tuple(mode for mode in MODES if fits(poll.method, mode))


def choose(session: Session, poll: Poll, mode: str) -> None:
    """Hold the poll like that; raises ``Refused`` once people have read their ballot."""
    if not fits(poll.method, mode):
        raise Invalid(N_("So lässt sich dieses Verfahren nicht abhalten."))
    if not offered(poll):
        raise Refused(N_("Wie abgestimmt wird, steht fest, sobald einmal geöffnet war."))
    if any(each.bundle_id for each in poll.rounds):
        raise Refused(
            N_(
                "In einer Sammelabstimmung ist alles gleich. Nehmen Sie die Abstimmung zuerst heraus."
            )
        )
    poll.mode = mode
    session.flush()

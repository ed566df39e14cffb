"""Regie: who leads what is live, one person of a council's team at a time.

Whoever works alone never notices it: as long as nobody has it, the first who needs it gets it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict
from ..language import N_
from .models import Regie


class NotInCharge(Conflict):
    """Somebody else leads what is live."""

    code = "regie"
    default = N_(
        "%(name)s führt gerade Regie. Bitte sprechen Sie sich ab, oder übernehmen Sie die Regie."
    )


class AlreadyTaken(Conflict):
    """Meanwhile somebody else than the asking page saw has it."""

    code = "regie"
    default = N_("Inzwischen führt jemand anderes Regie. Die Anzeige ist jetzt aktuell.")


def holder(session: Session, council_id: int) -> Regie | None:
    """Who leads what is live now."""
    return session.get(Regie, council_id)


def settle(session: Session, council_id: int, account_id: int) -> bool:
    """Give it to whoever asks while nobody has it; True if this person has it now."""
    held = holder(session, council_id)
    if held is None:
        _give(session, council_id, account_id)
        return True
    return held.account_id == account_id


def require(session: Session, council_id: int, account_id: int) -> None:
    """Raises ``NotInCharge`` while somebody else has it."""
    if not settle(session, council_id, account_id):
        held = holder(session, council_id)
        assert held
        raise NotInCharge(name=held.account.name)


def take_over(session: Session, council_id: int, account_id: int, *, from_account: int) -> None:
    """Take it from ``from_account`` (0: from nobody), whoever that is at the other laptop."""
    held = holder(session, council_id)
    if (held.account_id if held else 0) != from_account:
        raise AlreadyTaken()
    _give(session, council_id, account_id)


def release(session: Session, council_id: int) -> None:
    """Nobody leads any more."""
    held = holder(session, council_id)
    if held:
        session.delete(held)
        session.flush()


def release_all(session: Session, account_id: int) -> list[int]:
    """Somebody has left; returns the councils in which nobody leads now."""
    held = list(session.scalars(select(Regie).filter_by(account_id=account_id)))
    for entry in held:
        session.delete(entry)
    session.flush()
    return [entry.council_id for entry in held]


def _give(session: Session, council_id: int, account_id: int) -> None:
    session.merge(Regie(council_id=council_id, account_id=account_id, since=clock.now()))
    session.flush()

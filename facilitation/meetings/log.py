"""The log (Verlauf): who opened, closed, replaced, corrected what; never how anybody voted.

What can be written is declared once, beside the code that does it:
``log.declare("card_blocked", N_("Karte von Platz %(seat)s gesperrt"))``. An entry keeps
the words of its day, so that it can be read without the code that wrote it.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..councils import team
from ..councils.models import Account
from ..language import gettext
from .models import LogEntry

Fact = str | int

TOLD_TO_MEMBERS = (
    "preview",
    "preview_together",
    "correct",
    "cancel",
    "cancel_together",
    "give_up",
    "show_afterwards",
    "unencrypted",
)
sentences: dict[str, str] = {}
"""What can be logged → its German msgid with places for the facts."""


def told_to_members(session: Session, council_id: int) -> list[LogEntry]:
    """What members may read of the votes: previews, corrections, rounds that were broken off."""
    asked = select(LogEntry).where(
        LogEntry.council_id == council_id,
        LogEntry.what.in_(TOLD_TO_MEMBERS),
        LogEntry.undone_at.is_(None),
    )
    return list(session.scalars(asked.order_by(LogEntry.id.desc())))


def declare(what: str, sentence: str) -> str:
    """Make ``what`` known with its words; declared twice it must say the same."""
    if sentences.setdefault(what, sentence) != sentence:
        raise ValueError(what)
    return what


def write(
    session: Session,
    council_id: int,
    what: str,
    *,
    meeting_id: int | None = None,
    account_id: int | None = None,
    undo: dict[str, Any] | None = None,
    **facts: Fact,
) -> LogEntry:
    """Note what was done, in the transaction that does it."""
    account = session.get(Account, account_id) if account_id else None
    entry = LogEntry(
        council_id=council_id,
        meeting_id=meeting_id,
        at=clock.now(),
        account_id=account.id if account else None,
        who=account.name if account else "",
        role=(team.known_role(session, account.id, council_id) or "") if account else "",
        what=what,
        sentence=sentences[what],
        facts=facts,
        undo=undo,
    )
    session.add(entry)
    session.flush()
    return entry


def entries(session: Session, council_id: int, meeting_id: int | None = None) -> list[LogEntry]:
    """What was done, oldest first; of one meeting or of all."""
    asked = select(LogEntry).where(LogEntry.council_id == council_id)
    if meeting_id is not None:
        asked = asked.where(LogEntry.meeting_id == meeting_id)
    return list(session.scalars(asked.order_by(LogEntry.id)))


def sentence(entry: LogEntry) -> str:
    """An entry in words, for the team and for citizens: no names, nobody's answer."""
    return gettext(entry.sentence, **entry.facts)

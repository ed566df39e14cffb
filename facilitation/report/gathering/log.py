"""The log, for citizens to read: functions instead of names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import clock
from ...meetings import log
from ...meetings.models import Meeting
from ..told import LogLine

ROLES = {"lead": "Leitung", "moderator": "Moderation", "minutes": "Protokoll"}
NOBODY = "–"


def read_log(session: Session, council_id: int) -> tuple[LogLine, ...]:
    """Everything that was noted, oldest first."""
    found = session.execute(
        select(Meeting.id, Meeting.number).where(Meeting.council_id == council_id)
    )
    numbers = {row.id: row.number for row in found}
    return tuple(
        LogLine(
            at=clock.local(entry.at),
            meeting=numbers.get(entry.meeting_id) if entry.meeting_id else None,
            who=ROLES.get(entry.role, NOBODY),
            said=log.sentence(entry) + (" (zurückgenommen)" if entry.undone_at else ""),
        )
        for entry in log.entries(session, council_id)
    )

"""After a session, and on a council's last day: deleted rows are erased from the file too.

Writing the file anew takes a moment, so it isn't done where phones wait for an answer: another
thread of the system does it. What a crash left undone is done at the next start.
"""

import sqlite3
from collections.abc import Collection

import gevent
import structlog
from gevent.event import Event
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from .. import clock, db, purging
from ..meetings.models import Meeting
from ..voting import retention

log = structlog.get_logger()
_UNERASED = select(Meeting.id).where(Meeting.state == "ended", Meeting.erased_at.is_(None))


asked = Event()
"""Set where something was deleted that should be gone from the file soon."""


def erase() -> None:
    """Delete rolls whose day has passed, and rewrite the file where anything was deleted."""
    try:
        with db.reading() as session:
            ended = list(session.scalars(_UNERASED))
            due = [
                each.id for each in purging.due(session) if retention.has_rolls(session, each.id)
            ]
        if due:
            with db.transaction() as session:
                retention.forget_rolls(session, due)
        if (ended or due) and _rewrite():
            _note(ended)
    except (DBAPIError, sqlite3.Error):  # another program holds the file; a minute later is as good
        log.exception("erasing failed")


def _rewrite() -> bool:
    """False where somebody still reads what should be gone."""
    database = db.database()
    if not database.sqlite:
        return database.rewrite(*retention.TRACES)
    with database.lock:  # who wants to write waits for it in turn, and not in the hub
        gevent.get_hub().threadpool.apply(database.rebuild)
    return database.empty_wal()


def _note(meeting_ids: Collection[int]) -> None:
    if not meeting_ids:
        return
    with db.transaction() as session:
        session.execute(
            update(Meeting).where(Meeting.id.in_(meeting_ids)).values(erased_at=clock.now())
        )

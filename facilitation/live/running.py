"""What a serving process does beside answering: the writer, and ending forgotten meetings."""

import gevent
import structlog

from ..db import transaction
from ..voting import ending
from ..voting.writer import writer
from . import publish

log = structlog.get_logger()
EVERY = 60


def start() -> None:
    """Begin; called once, after the database is migrated and before the first request."""
    end_overdue()
    writer.start()
    gevent.spawn(_look_after)


def end_overdue() -> None:
    """End meetings that have been running for more than 24 hours."""
    with transaction() as session:
        councils = [meeting.council_id for meeting in ending.end_overdue(session)]
    for council_id in councils:
        publish.changed(council_id)


def _look_after() -> None:
    while True:
        gevent.sleep(EVERY)
        try:
            end_overdue()
        except Exception:
            log.exception("looking after failed")

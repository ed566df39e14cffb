"""What a serving process does beside answering: the writer, and ending forgotten meetings."""

import gc

import gevent
import structlog

from ..councils import regie
from ..db import reading, transaction
from ..voting import ending, keys, sealing
from ..voting.writer import writer
from . import answering, erasing, key_watch, publish
from .rooms import rooms

log = structlog.get_logger()
EVERY = 60
YOUNG = 20_000
"""New objects between two looks for rubbish among the youngest."""


def start() -> None:
    """Begin; called once, after the database is migrated and before the first request."""
    recover()
    end_overdue()
    writer.start()
    _settle_memory()
    gevent.spawn(_look_after)
    gevent.spawn(_keep_asking)


def _settle_memory() -> None:
    """Keep pauses short: what is loaded by now stays, and needn't be searched for rubbish.

    A full search through modules, tables and templates takes longer than storing a
    hundred ballots, and a vote of many phones would trigger several.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def recover() -> None:
    """Destroy the keys that nobody needs any more, and end sealed rounds whose key is gone."""
    with transaction() as session:
        void = sealing.recover(session)
        if void:
            log.warning("sealed rounds without a key", rounds=[around.id for around in void])


def end_overdue() -> None:
    """End meetings that have been running for more than 24 hours."""
    with transaction() as session:
        councils = [meeting.council_id for meeting in ending.end_overdue(session)]
    for council_id in councils:
        publish.changed(council_id)


def _keep_asking() -> None:
    """Whether walls and desks are there; the desks hear of every change."""
    known: dict[int, tuple[str, bool]] = {}
    while True:
        gevent.sleep(answering.ASK_EVERY)
        try:
            publish.ask()
            now = _who_is_there()
            for council_id in [one for one in now if known.get(one, now[one]) != now[one]]:
                publish.presence_changed(council_id)
            known = now
        except Exception:
            log.exception("asking failed")


def _who_is_there() -> dict[int, tuple[str, bool]]:
    """(wall, whether whoever leads is there) of every council with a desk."""
    councils = {viewer.council_id for _sid, viewer in rooms.of_face("/desk")}
    with reading() as session:
        holders = {council_id: regie.holder(session, council_id) for council_id in councils}
        return {
            council_id: (
                answering.wall_state(council_id),
                held is not None and answering.is_there(council_id, held.account_id),
            )
            for council_id, held in holders.items()
        }


def _look_after() -> None:
    while True:
        try:
            end_overdue()
            key_watch.look()
            keys.sweep_again()
            erasing.erase()
        except Exception:
            log.exception("looking after failed")
        erasing.asked.wait(EVERY)
        erasing.asked.clear()

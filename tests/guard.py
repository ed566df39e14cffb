"""A program of its own: greenlets write in parallel while every switch is watched.

Started by test_db as ``python guard.py URL NAME``, because gevent has to patch before
anything else is imported. Prints what happened as JSON.
"""

import sys

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import sqlite3  # noqa: E402
from contextlib import contextmanager  # noqa: E402

import gevent  # noqa: E402
import greenlet  # noqa: E402
from sqlalchemy import event, text  # noqa: E402

from facilitation import db  # noqa: E402
from facilitation.voting.casting import Cast  # noqa: E402
from facilitation.voting.writer import writer  # noqa: E402

WRITERS = 300


@contextmanager
def watched_switches(database):
    """Collect every switch of greenlets between BEGIN and the connection's way back."""
    inside, switches = [], []

    def leave(*_):
        inside.clear()

    event.listen(database.writer, "begin", inside.append)
    event.listen(database.writer, "checkin", leave)
    greenlet.settrace(lambda kind, between: switches.append(kind) if inside else None)
    try:
        yield switches
    finally:
        greenlet.settrace(None)


def all_at_once(work, number=WRITERS):
    started = [gevent.spawn(work, at) for at in range(number)]
    gevent.joinall(started, raise_error=True)
    return [each.value for each in started]


def increment(_at, pause=False):
    """Read, add one, write: the way updates get lost where somebody else comes between."""
    with db.transaction() as session:
        value = session.scalar(text("SELECT value FROM counter"))
        if pause:
            gevent.sleep(0)
        session.execute(text("UPDATE counter SET value = :new"), {"new": value + 1})


def counted():
    with db.reading() as session:
        return session.scalar(text("SELECT value FROM counter"))


def count_up(**how):
    with db.transaction() as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))
    all_at_once(lambda at: increment(at, **how))
    return counted()


def count_on():
    """Count up what another process counts up at the same time."""
    all_at_once(increment)
    return counted()


def pause_inside():
    """Control: whoever sleeps inside a transaction is caught."""
    return count_up(pause=True)


def cast_ballots():
    """The writer under load: every seat again and again."""
    from tests import factories

    evening = factories.evening(members=30)
    evening.begin_vote()
    writer.start()

    def cast(at):
        seat, seq = at % 30, at // 30 + 1
        return writer.cast(
            Cast(
                round_id=around,
                seat_id=evening.seat_ids[seat],
                channel="phone",
                marks={"M7": "yes"},
                key=f"key-{at:05d}",
                seq=seq,
            )
        ).seq

    around = evening.round_id
    all_at_once(cast)
    writer.stop()
    with db.reading() as session:
        return session.scalar(text("SELECT sum(seq) FROM roll"))


def wait_for_another_program():
    """Somebody else holds the database until a greenlet of ours lets them go."""
    with db.transaction() as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))
    other = sqlite3.connect(db.database().path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    waiting = gevent.spawn(increment, 0)
    for _turn in range(5):
        gevent.sleep(0)
    held = not waiting.ready()
    other.execute("COMMIT")
    waiting.get()
    return [held, counted()]


DOES = {
    each.__name__: each
    for each in (count_up, count_on, pause_inside, cast_ballots, wait_for_another_program)
}


if __name__ == "__main__":
    url, name = sys.argv[1:]
    with watched_switches(db.configure(url)) as switches:
        result = DOES[name]()
    print(json.dumps({"result": result, "switches": len(switches)}))

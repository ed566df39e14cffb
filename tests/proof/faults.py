"""What goes wrong in a server on purpose: where it is killed, and how controls are made wrong."""

import json
import os
import random
import signal
from collections.abc import Callable
from typing import Any

from . import key_faults

POINTS = ("in_batch", "before_commit", "in_commit", "after_commit", "before_answer", "after_answer")
"""Where a server can be killed: ballots are being written; all but COMMIT is done; COMMIT runs;
it has returned; some phones have their answer; the answer is on its way."""
LONGEST_COMMIT = 0.003
"""Seconds within which ``in_commit`` strikes."""


def install(plan: dict[str, Any]) -> None:
    """Prepare this process as ``plan`` says; each key names a function below."""
    for name, value in plan.items():
        FAULTS[name](value)


def kill(order: dict[str, Any]) -> None:
    """``{"point": …, "number": n, "seed": …}``: die at that point of the n-th batch of ballots."""
    Killer(**order)


class Killer:
    """Counts batches of ballots, or answers, and ends the process at the right one."""

    def __init__(self, point: str, number: int, seed: int) -> None:
        self.point, self.left = point, number
        self.delay = random.Random(seed).uniform(1e-5, LONGEST_COMMIT)
        self.ballots = self.committing = False
        self._watch_batches()
        self._watch_answers()

    def pass_by(self, point: str, die: Callable[[], None]) -> None:
        """Somebody is at ``point``."""
        if point != self.point:
            return
        self.left -= 1
        if self.left == 0:
            die()

    def _watch_batches(self) -> None:
        from sqlalchemy import Engine, event
        from sqlalchemy.orm import Session

        from facilitation.voting import writer

        store = writer.store

        def stored(*args: Any) -> Any:
            answers = store(*args)
            self.ballots = True
            self.pass_by("in_batch", die)
            return answers

        writer.store = stored

        @event.listens_for(Engine, "commit")
        def commit(_connection: object) -> None:
            if self.ballots:
                self.ballots, self.committing = False, True
                self.pass_by("before_commit", die)
                self.pass_by("in_commit", lambda: die_in(self.delay))

        @event.listens_for(Session, "after_commit")
        def committed(_session: object) -> None:
            if self.committing:  # not where a savepoint was released
                self.committing = False
                self.pass_by("after_commit", die)

    def _watch_answers(self) -> None:
        import gevent

        from facilitation.live.events import Event

        answer = Event.answer

        def answered(declared: Any, sid: str, data: object) -> Any:
            said = answer(declared, sid, data)
            if declared.name == "ballot" and said["ok"]:
                self.pass_by("before_answer", die)
                self.pass_by("after_answer", lambda: gevent.spawn_later(0.002, die) and None)
            return said

        Event.answer = answered  # type: ignore[method-assign]


def die() -> None:
    """As if killed from outside: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_in(seconds: float) -> None:
    """The system's own alarm ends the process wherever it is by then, in a system call too."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def disk(control: str) -> None:
    """SQLite on a disk that fails while the file ``control`` is there."""
    from facilitation import db

    from . import driver, failing

    configure = db.configure
    failing.register("failing", control)

    def configured(url: str) -> Any:
        database = configure(url)
        driver.connect_through(database, "failing")
        return database

    db.configure = configured


# ── controls ────────────────────────────────────────────────────────────────


def early_ack(seconds: float) -> None:
    """For ballots, „angekommen“ is said first, and the commit follows ``seconds`` later."""
    import gevent

    from facilitation.voting import writer

    write = writer.write

    def answered_first(jobs: list[Any]) -> None:
        casts = [job.work for job in jobs if isinstance(job.work, writer.Cast)]
        if len(casts) < len(jobs):
            return write(jobs)
        for job in jobs:
            job.answer.set(writer.Receipt(job.work.seq or 1, first=False))
        gevent.sleep(seconds)
        return write([writer._Job(cast) for cast in casts])

    writer.write = answered_first


def check_outside(seconds: float) -> None:
    """Whether the round is open is asked before the transaction, not in it."""
    import gevent
    from sqlalchemy import select

    from facilitation.db import reading
    from facilitation.voting.casting import _Desk
    from facilitation.voting.models import Round
    from facilitation.voting.refusals import RoundClosed
    from facilitation.voting.writer import Writer

    cast = Writer.cast

    def looked_first(writer: Any, ballot: Any) -> Any:
        with reading() as session:
            state = session.scalar(select(Round.state).where(Round.id == ballot.round_id))
        if state != "open":
            raise RoundClosed
        gevent.sleep(seconds)
        return cast(writer, ballot)

    Writer.cast = looked_first  # type: ignore[method-assign]
    assert _Desk._check_state
    _Desk._check_state = lambda *_: None  # type: ignore[method-assign]


def naive(seconds: float) -> None:
    """Looks whether the seat has a ballot, and then writes: two transactions, no constraint."""
    import gevent
    from sqlalchemy import text

    from facilitation.db import reading, transaction
    from facilitation.voting.writer import Receipt, Writer

    def cast(_writer: Any, ballot: Any) -> Any:
        place = {"round": ballot.round_id, "seat": ballot.seat_id}
        with transaction() as session:
            session.execute(text(NAIVE))
        with reading() as session:
            known = session.scalar(text(f"SELECT seq FROM naive WHERE {PLACE}"), place)
        gevent.sleep(seconds)
        row = place | {"key": ballot.key, "seq": ballot.seq, "marks": json.dumps(ballot.marks)}
        with transaction() as session:
            session.execute(text(CHANGE if known else ADD), row)
        return Receipt(ballot.seq, first=not known)

    Writer.cast = cast  # type: ignore[method-assign]


NAIVE = "CREATE TABLE IF NOT EXISTS naive (round_id, seat_id, key, seq, marks)"
PLACE = "round_id = :round AND seat_id = :seat"
ADD = "INSERT INTO naive VALUES (:round, :seat, :key, :seq, :marks)"
CHANGE = f"UPDATE naive SET key = :key, seq = :seq, marks = :marks WHERE {PLACE}"
FAULTS: dict[str, Callable[[Any], None]] = {
    each.__name__: each for each in (kill, disk, early_ack, check_outside, naive)
} | key_faults.FAULTS

"""What goes wrong in a server on purpose: where it is killed, and how controls are made wrong."""

import os
import random
import signal
from collections.abc import Callable
from typing import Any

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


# ── controls ────────────────────────────────────────────────────────────────


def early_ack(seconds: float) -> None:
    """For ballots, „angekommen“ is said first, and the commit follows ``seconds`` later."""
    import gevent
    from sqlalchemy.orm import Session

    from facilitation import db
    from facilitation.voting import writer

    write = writer.write

    def answered_first(jobs: list[Any]) -> None:
        if not all(isinstance(job.work, writer.Cast) for job in jobs):
            return write(jobs)
        here = db.database()
        answers: list[Any] = []
        with here.lock, Session(here.writer) as session:  # looks, and keeps nothing
            for group in writer._grouped(jobs):
                answers.extend(writer._perform(session, group))
        for job, answer in zip(jobs, answers, strict=True):
            if isinstance(answer, BaseException):
                job.answer.set_exception(answer)
            else:
                job.answer.set(answer)
        gevent.sleep(seconds)
        return write([writer._Job(job.work) for job in jobs])

    writer.write = answered_first


FAULTS: dict[str, Callable[[Any], None]] = {"kill": kill, "early_ack": early_ack}

"""The one writer: commits whatever has queued up in one transaction, answers afterwards.

Ballots and the commands that open, close and count pass through the same queue, so that
what was handed in before *Schließen* is counted before it. An answer is given after the
commit and never before: „angekommen“ is never a guess (voting.md § 7).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import gevent
from gevent.event import AsyncResult
from gevent.queue import SimpleQueue
from sqlalchemy.orm import Session

from ..db import transaction
from .casting import Cast, Receipt, store

T = TypeVar("T")
BATCH = 500
TURNS = 3
"""Turns of the hub between the bytes of a ballot and its place in the queue."""


@dataclass
class _Job:
    work: Cast | Callable[[Session], Any]
    answer: "AsyncResult[Any]" = field(default_factory=AsyncResult)


class Writer:
    """A queue and the greenlet that empties it; ``start`` it once per process."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._greenlet: gevent.Greenlet[..., None] | None = None

    def start(self) -> None:
        """Begin to write; calling it twice changes nothing."""
        if not self._greenlet:
            self._greenlet = gevent.spawn(self._run)

    def stop(self) -> None:
        """End after all that has been handed in; nobody waits for an answer in vain."""
        greenlet, self._greenlet = self._greenlet, None
        if greenlet:
            self._queue.put(None)
            greenlet.join()

    def cast(self, cast: Cast) -> Receipt:
        """Hand in a ballot; returns after the commit, raises a ``Refused``."""
        receipt: Receipt = self._submit(_Job(cast))
        return receipt

    def run(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in the writer's transaction, in its turn among the ballots."""
        answer: T = self._submit(_Job(work))
        return answer

    def _submit(self, job: _Job) -> Any:
        if self._greenlet is None:  # commands and tests without a server write at once
            write([job])
            return job.answer.get(block=False)
        self._queue.put(job)
        return job.answer.get()

    def _run(self) -> None:
        more = True
        while more:
            jobs = self._gather()
            more = None not in jobs
            write([job for job in jobs if job])

    def _gather(self) -> list[_Job | None]:
        """Whoever is ready hands in, and whoever becomes ready by that: the group commit.

        While the last batch was written, messages have piled up in the sockets. Each needs
        a few turns of the hub before it is here, so we wait as long as more keep coming.
        """
        jobs = [self._queue.get()]
        quiet = 0
        while quiet < TURNS and len(jobs) < BATCH:
            gevent.sleep(0)
            quiet += 1
            while len(jobs) < BATCH and not self._queue.empty():
                jobs.append(self._queue.get())
                quiet = 0
        return jobs


def write(jobs: list[_Job]) -> None:
    """Do ``jobs`` in one transaction and answer each after the commit."""
    answers: list[Any] = []
    try:
        with transaction() as session:
            for group in _grouped(jobs):
                answers.extend(_perform(session, group))
    except Exception as failure:  # noqa: BLE001  (the commit failed: nobody may hear „angekommen“)
        answers = [failure] * len(jobs)
    for job, answer in zip(jobs, answers, strict=True):
        if isinstance(answer, BaseException):
            job.answer.set_exception(answer)
        else:
            job.answer.set(answer)


def _grouped(jobs: list[_Job]) -> list[list[_Job]]:
    """Neighbouring ballots together, each command alone, in their order."""
    groups: list[list[_Job]] = []
    for job in jobs:
        ballot = isinstance(job.work, Cast)
        if groups and ballot and isinstance(groups[-1][0].work, Cast):
            groups[-1].append(job)
        else:
            groups.append([job])
    return groups


def _perform(session: Session, group: list[_Job]) -> list[Any]:
    """The answers to ``group``; what fails takes only itself back."""
    try:
        with session.begin_nested():
            return _do(session, group)
    except Exception as failure:  # noqa: BLE001  (it is the answer to whoever handed it in)
        if len(group) == 1:
            return [failure]
    return [answer for job in group for answer in _perform(session, [job])]


def _do(session: Session, group: list[_Job]) -> list[Any]:
    casts = [job.work for job in group if isinstance(job.work, Cast)]
    if casts:
        return list(store(session, casts))
    work = group[0].work
    assert callable(work)
    return [work(session)]


writer = Writer()

"""P20: the store fails in mid vote. Nobody hears „angekommen“ about what isn't there, and the
server goes on by itself when the store does."""

import asyncio
import resource
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from ..postgres import Postgres, serving
from . import store
from .desk import Desk
from .figures import Figures
from .history import History, Verdict, judge
from .lab import Lab
from .loop import hold
from .phones import Phone, admit, each
from .server import Server

PHONES = 6
FAILS = 1.2
"""Seconds for which the store fails while everybody votes."""
STILL = 1.0
"""Seconds for which it fails on: whatever the control has answered by then shall fail to be written."""
LOCKED = 12.0
"""Longer than two batches wait for the lock."""
PATIENCE = 30.0
HOLDS_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


class Subject(Server):
    """A server whose store can be made to fail."""

    postgres: Postgres | None = None
    often = 0


Inject = Callable[[Subject], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Trouble:
    """One proof: what the store does, and what is wrong with the control."""

    NAME: str
    FAULT: str
    inject: Inject
    """Fails as long as the block lasts; in its middle nobody votes anew any more, or a newer
    ballot would hide that an older one was lost."""
    CONTROL: str = "Antwort vor dem Commit"
    wrong: tuple[tuple[str, Any], ...] = (("early_ack", 0.05),)
    """Faults of the control's server."""
    faults: tuple[tuple[str, Any], ...] = ()
    on_postgres: bool = False
    PROMISE: str = "P20"
    SHORT: int = 1
    LONG: int = 20
    CONTROLS: int = 1

    def run(self, lab: Lab, times: int) -> Figures:
        with self._subject(lab) as subject:
            return hold(_hold(lab, subject, self.inject, times, dict(self.faults)))

    def control(self, lab: Lab, times: int) -> Figures:
        forgetful = {"synchronous_commit": "off", "wal_writer_delay": "10000"}
        with self._subject(lab, **(forgetful if self.on_postgres else {})) as subject:
            faults = dict(self.faults) | dict(self.wrong)
            return hold(_hold(lab, subject, self.inject, times, faults))

    @contextmanager
    def _subject(self, lab: Lab, **settings: str) -> Iterator[Subject]:
        if not self.on_postgres:
            with Subject(lab, PHONES) as subject:
                yield subject
            return
        with (
            serving(**({"synchronous_commit": "on"} | settings)) as postgres,
            Subject(lab, PHONES, postgres.make("council")) as subject,
        ):
            subject.postgres = postgres
            yield subject


async def _hold(
    lab: Lab, subject: Subject, inject: Inject, times: int, faults: dict[str, Any]
) -> Figures:
    """A round per run: vote, fail, heal, vote on, close, count."""
    history, found, longest = History(), Verdict(), 0.0
    subject.start(**_named(faults, subject))
    process = subject.process
    phones = await admit(subject.hall, subject.port, history, lab.random)
    await each(phones, lambda phone: phone.connect())
    desk = await Desk(subject.hall, subject.port).connect()
    tallies = []
    for number in range(times):
        around = _Round(phones, await (desk.new_round() if number else desk.open()))
        if subject.postgres:  # the control shall lose ballots, not the council
            subject.postgres.checkpoint()
        await around.vote()
        async with inject(subject):
            around.pause()
        healed = time.monotonic()
        await around.settle()
        found = judge(history, store.rows(subject.hall, around.id), tallies)
        if found.wrong:
            break
        longest = max(longest, await around.go_on() - healed)
        await desk.command("close", "open")
        await desk.show()
        tallies.append(store.tally(subject.hall, around.id))
        found = judge(history, [], tallies)
    await each(phones, lambda phone: phone.stop())
    assert process.poll() is None, "the server is gone"
    said = f"danach weiter nach höchstens {longest:.1f} s".replace(".", ",")
    return Figures.of(found, times, more=[said])


class _Round:
    """Every other member is hectic and votes again as soon as the last ballot is through.

    The calm ones wait: whatever is lost of theirs isn't hidden by a newer ballot.
    """

    def __init__(self, phones: list[Phone], round_id: int) -> None:
        self.id = round_id
        self.phones = phones
        self.through = dict.fromkeys(range(len(phones)), 0.0)
        """When a phone's first ballot since the pause got its answer."""
        self._begun = [asyncio.Event() for _ in phones]
        self._pausing = asyncio.Event()
        self._voting: list[asyncio.Task[None]] = []

    async def vote(self) -> None:
        """Begin; everybody's first ballot is in when this returns, and the hectic go on."""
        self._pausing.clear()
        self._voting = [asyncio.create_task(self._vote(at)) for at in self.through]
        begun = asyncio.gather(*(each.wait() for each in self._begun))
        await asyncio.wait_for(begun, PATIENCE)
        await asyncio.sleep(0.2)

    def pause(self) -> None:
        """No new ballots; those on their way are sent until there is an answer."""
        self._pausing.set()

    async def settle(self) -> None:
        """Until every ballot has its answer."""
        await asyncio.wait_for(asyncio.gather(*self._voting), PATIENCE)

    async def go_on(self) -> float:
        """Everybody votes once more; when the last phone was through for the first time since the pause."""
        late = [at for at, when in self.through.items() if not when]
        await asyncio.wait_for(asyncio.gather(*(self._cast(at) for at in late)), PATIENCE)
        return max(self.through.values())

    async def _vote(self, at: int) -> None:
        await self._cast(at)
        self._begun[at].set()
        while at % 2 and not self._pausing.is_set():
            await asyncio.sleep(0.15)
            await self._cast(at)

    async def _cast(self, at: int) -> None:
        phone = self.phones[at]
        answer = await phone.deliver(phone.fill_in(self.id))
        if self._pausing.is_set() and answer.get("ok"):
            self.through[at] = self.through[at] or time.monotonic()


def _named(faults: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """Where the file lies that tells the disk to fail."""
    return faults | ({"disk": str(_switch(subject))} if "disk" in faults else {})


def _switch(subject: Subject) -> Any:
    return subject.instance / "disk-fails"


@asynccontextmanager
async def _no_room(subject: Subject) -> AsyncIterator[None]:
    """The system lets the server's files grow no further: every write fails, its log's too."""
    limit = resource.RLIMIT_FSIZE
    _soft, hard = resource.prlimit(subject.process.pid, limit)
    resource.prlimit(subject.process.pid, limit, (1, hard))
    try:
        await asyncio.sleep(FAILS)
        yield
        await asyncio.sleep(STILL)
    finally:
        resource.prlimit(subject.process.pid, limit, (hard, hard))


@asynccontextmanager
async def _disk_errors(subject: Subject) -> AsyncIterator[None]:
    switch = _switch(subject)
    switch.touch()
    try:
        await asyncio.sleep(FAILS)
        yield
        await asyncio.sleep(STILL)
    finally:
        switch.unlink()


@asynccontextmanager
async def _locked(subject: Subject) -> AsyncIterator[None]:
    """Another process holds the database for itself."""
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS_LOCK, subject.database, stdin=pipe, stdout=pipe
    )
    assert holder.stdout
    try:
        await holder.stdout.readline()
        await asyncio.sleep(FAILS)
        yield
        await asyncio.sleep(LOCKED - FAILS)
    finally:
        await holder.communicate(b"")


@asynccontextmanager
async def _restarted(subject: Subject) -> AsyncIterator[None]:
    """PostgreSQL is killed, stopped at once, or ended in order, and started again."""
    assert subject.postgres
    subject.often += 1
    how = (signal.SIGQUIT, signal.SIGINT, signal.SIGKILL)[subject.often % 3 - 1]
    await asyncio.to_thread(subject.postgres.stop, how)
    await asyncio.sleep(FAILS / 2)
    yield
    await asyncio.to_thread(subject.postgres.start)


TROUBLES = (
    Trouble("disk_full", "Platte nimmt nichts mehr an (Grenze des Systems)", _no_room),
    Trouble("disk_errors", "Platte voll oder mit Schreibfehlern", _disk_errors, faults=(("disk", ""),)),
    Trouble("locked", "Datenbank 12 s von einem anderen Programm gesperrt", _locked, LONG=5),
    Trouble(
        "postgres", "PostgreSQL mitten im Abstimmen beendet, neu gestartet", _restarted,
        CONTROL="synchronous_commit=off", wrong=(), on_postgres=True,
    ),
)  # fmt: skip

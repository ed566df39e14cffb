"""P4: keys of sealed rounds. SIGKILL at each step of opening, counting and destroying; afterwards
every key that is needed is there, no other one, and no file but its own ever held one."""

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitation.db import Database
from facilitation.upkeep import backup, package
from facilitation.voting import keys

from . import search, store
from .desk import Desk
from .figures import Figures
from .history import History, judge
from .key_faults import POINTS
from .lab import Lab
from .loop import hold
from .phones import Phone, admit, each
from .server import Server
from .web import NoAnswer

NAME, PROMISE = "keys", "P4"
FAULT = "SIGKILL bei jedem Schritt von Öffnen, Zählen und Vernichten des Schlüssels"
CONTROL = "Schlüssel vor dem Commit vernichtet und ins Protokoll geschrieben"
SHORT, LONG, CONTROLS = len(POINTS), 10 * len(POINTS), 2
PHONES = 6
LOSING = ("cleared", "counting")
"""Where the control loses a key."""


@dataclass
class Evening:
    """One server, its phones and its desk, and what somebody has copied meanwhile."""

    subject: Server
    saved: Path
    history: History = field(default_factory=History)
    phones: list[Phone] = field(default_factory=list)
    secrets: set[bytes] = field(default_factory=set)
    wrong: int = 0

    async def go_on(self) -> None:
        """Open, vote, close, show, and again, from wherever the last crash left it."""
        hall, port = self.subject.hall, self.subject.port
        await each(self.phones, lambda phone: phone.connect())
        desk = await Desk(hall, port).connect()
        while True:
            desk.round_id, state = store.newest_of_poll(hall)
            if state == "text_shown":
                await desk.open()
                self.note_keys()
            elif state == "open":
                await each(self.phones, lambda phone: phone.send(phone.fill_in(desk.round_id)))
                self.save()
                await desk.command("close", "open")
            elif state == "closed":
                await desk.show()
            else:
                await desk.command("another_round", state)

    def note_keys(self) -> None:
        """Know the keys that are there, to look for them elsewhere."""
        found = self.subject.hall.keys.glob(f"*{keys.ENDING}")
        self.secrets |= {content for path in found if any(content := path.read_bytes())}

    def save(self) -> None:
        """A back-up and a copy of the WAL in mid vote."""
        database, number = Database(self.subject.hall.url), len(list(self.saved.iterdir()))
        folder = self.saved / str(number)
        folder.mkdir()
        backup.back_up(database, None, folder / "council.ratschlag")
        database.close()
        package.unpack(folder / "council.ratschlag", folder)
        shutil.copy(f"{database.path}-wal", folder / "wal")

    def look(self) -> None:
        """After the next start: keys and sealed rows of open and closed rounds, and no others."""
        needed, troubles = store.sealed_troubles(self.subject.hall)
        there = {path.name for path in self.subject.hall.keys.iterdir()}
        self.wrong += troubles + len(there ^ {f"{name}{keys.ENDING}" for name in needed})


def run(lab: Lab, times: int) -> Figures:
    return _kill_again(lab, [POINTS[number % len(POINTS)] for number in range(times)])


def control(lab: Lab, times: int) -> Figures:
    points = [LOSING[number % len(LOSING)] for number in range(times)]
    return _kill_again(lab, points, early_destroy=True, tell_key=True)


def _kill_again(lab: Lab, points: list[str], **plan: Any) -> Figures:
    with Server(lab, PHONES) as subject:
        return hold(_hold(Evening(subject, lab.place("saved")), lab, points, plan))


async def _hold(evening: Evening, lab: Lab, points: list[str], plan: dict[str, Any]) -> Figures:
    subject = evening.subject
    subject.start(**plan)
    evening.phones = await admit(subject.hall, subject.port, evening.history, lab.random)
    for point in points:
        subject.kill()
        subject.start(**plan, kill_key=point)
        voting = asyncio.create_task(evening.go_on())
        died = asyncio.create_task(asyncio.to_thread(subject.died))
        await asyncio.wait({voting, died}, return_when=asyncio.FIRST_COMPLETED)
        voting.cancel()
        with suppress(asyncio.CancelledError, NoAnswer, OSError):
            await voting  # a command that was refused is raised here
        await died
        evening.note_keys()
        subject.start(**plan)
        evening.look()
    await each(evening.phones, lambda phone: phone.stop())
    return _judged(evening, len(points))


def _judged(evening: Evening, times: int) -> Figures:
    hall = evening.subject.hall
    rows, tallies = store.everything(hall)
    found = judge(evening.history, rows, tallies)
    looked = list(search.files(evening.subject.instance, evening.saved))
    hits = sum(search.count(content, evening.secrets) for _path, content in looked)
    said = [
        f"Schlüssel zu viel, zu wenig oder verloren: {evening.wrong}",
        f"{len(evening.secrets)} Schlüssel in {len(looked)} Dateien gesucht: {hits}",
    ]
    return Figures.of(
        found, times, "lost", "doubled", "ghosts", wrong_more=evening.wrong + hits, more=said
    )

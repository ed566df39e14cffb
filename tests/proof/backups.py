"""P14: back-ups while votes come in. Each opens, and holds whole transactions and every ballot
that was acknowledged before it began."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

from facilitation.db import Database
from facilitation.upkeep import backup, copying, package

from . import store
from .desk import Desk
from .figures import Figures
from .history import History, judge
from .lab import Lab
from .loop import hold
from .phones import BETWEEN, Phone, admit, each
from .server import Server

NAME, PROMISE = "backups", "P14"
FAULT = "Sicherung, während Stimmen eingehen"
CONTROL = "Datenbankdatei mit cp kopiert"
SHORT, LONG, CONTROLS = 5, 30, 3
PHONES = 8
Save = Callable[[Server, Path], Path]
"""Makes a back-up into a folder; the database in it, as it comes back."""


def run(lab: Lab, times: int) -> Figures:
    return _save_again(lab, times, _back_up)


def control(lab: Lab, times: int) -> Figures:
    return _save_again(lab, times, _copy)


def _save_again(lab: Lab, times: int, save: Save) -> Figures:
    with Server(lab, PHONES) as subject:
        return hold(_hold(lab, subject, times, save))


async def _hold(lab: Lab, subject: Server, times: int, save: Save) -> Figures:
    history, over = History(), asyncio.Event()
    subject.start()
    phones = await admit(subject.hall, subject.port, history, lab.random)
    await each(phones, lambda phone: phone.connect())
    round_id = await (await Desk(subject.hall, subject.port).connect()).open()
    voting = [asyncio.create_task(_vote(phone, round_id, over)) for phone in phones]
    lost = ghosts = bad = 0
    for _ in range(times):
        await asyncio.sleep(lab.random.uniform(0.05, 0.2))
        known = History(list(history.events))
        made = await asyncio.to_thread(save, subject, lab.place("saved"))
        if _trouble(subject, made, round_id):
            bad += 1
            continue
        rows = store.rows(subject.hall, round_id, f"sqlite:///{made}")
        lost += judge(known, rows).lost
        ghosts += judge(history, rows).ghosts
    over.set()
    await asyncio.gather(*voting)
    acknowledged = judge(history, store.rows(subject.hall, round_id)).acknowledged
    await each(phones, lambda phone: phone.stop())
    said = f"unbrauchbare Sicherungen: {bad}"
    return Figures(times, acknowledged, lost=lost, ghosts=ghosts, wrong_more=bad, more=[said])


def _trouble(subject: Server, made: Path, round_id: int) -> str:
    """What is wrong with a copy, whatever the phones say."""
    url = f"sqlite:///{made}"
    return copying.troubles(made) or store.half_transaction(subject.hall, round_id, url)


def _back_up(subject: Server, folder: Path) -> Path:
    """What ``python3 app.py backup`` runs, and the first step of ``restore``."""
    database = Database(subject.hall.url)
    out = folder / "council.ratschlag"
    backup.back_up(database, b"k" * 32, out)
    database.close()
    package.unpack(out, folder)
    return folder / package.DATABASE


def _copy(subject: Server, folder: Path) -> Path:
    return shutil.copy(subject.database, folder / "ratschlag.db")


async def _vote(phone: Phone, round_id: int, over: asyncio.Event) -> None:
    while not over.is_set():
        await phone.send(phone.fill_in(round_id))
        await asyncio.sleep(BETWEEN)

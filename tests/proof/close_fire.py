"""P6: the desk closes while everybody fires ballots. Nothing is counted afterwards."""

import asyncio
from typing import Any

from facilitation.voting.modes import FEWEST

from . import store
from .desk import Desk
from .figures import Figures
from .history import History, Verdict, changed, judge
from .lab import Lab
from .loop import hold
from .phones import Phone, admit, each
from .server import Server

NAME, PROMISE = "close_fire", "P6"
FAULT = "Schließen, während alle Handys feuern"
CONTROL = "Zustand vor der Transaktion geprüft"
SHORT, LONG, CONTROLS = 20, 200, 4
PHONES = 10
AFTER = 0.05
"""Seconds for which the fire goes on when the desk knows that the round is closed."""
CHECKED = 0.2
"""Seconds between the control's look and its writing: longer than a busy machine takes to close."""


def run(lab: Lab, times: int) -> Figures:
    with Server(lab, PHONES) as subject:
        return hold(_hold(lab, subject, times))


def control(lab: Lab, times: int) -> Figures:
    with Server(lab, PHONES) as subject:
        return hold(_hold(lab, subject, times, check_outside=CHECKED))


async def _hold(lab: Lab, subject: Server, times: int, **faults: Any) -> Figures:
    history, late, tallies = History(), 0, []
    subject.start(**faults)
    phones = await admit(subject.hall, subject.port, history, lab.random)
    await each(phones, lambda phone: phone.connect())
    desk = await Desk(subject.hall, subject.port).connect()
    for number in range(times):
        round_id = await (desk.new_round() if number else desk.open())
        over, heard = asyncio.Event(), [asyncio.Event() for _ in phones]
        firing = [
            asyncio.create_task(_fire(phone, round_id, over, first))
            for phone, first in zip(phones, heard, strict=True)
        ]
        await asyncio.gather(
            *(first.wait() for first in heard[:FEWEST])
        )  # else nobody may count it
        await asyncio.sleep(lab.random.uniform(0, 0.15))
        await desk.command("close", "open")
        history.closed(round_id)
        at_the_close = store.rows(subject.hall, round_id)
        await asyncio.sleep(AFTER)
        over.set()
        await asyncio.gather(*firing)
        late += changed(at_the_close, store.rows(subject.hall, round_id))
        await desk.show()
        tallies.append(store.tally(subject.hall, round_id))
    found = judge(history, [], tallies) + Verdict(late=late)
    await each(phones, lambda phone: phone.stop())
    return Figures.of(found, times, "lost", "doubled", "ghosts", "false", "late")


async def _fire(phone: Phone, round_id: int, over: asyncio.Event, heard: asyncio.Event) -> None:
    """One ballot after the other; a phone may speak ten times a second, and then some more."""
    while not over.is_set():
        answer = await phone.send(phone.fill_in(round_id))
        if answer.get("ok"):
            heard.set()
        await asyncio.sleep(0.1 if answer.get("code") == "too_soon" else 0.005)

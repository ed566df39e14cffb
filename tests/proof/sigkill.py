"""P2: SIGKILL in mid vote. What was acknowledged is there afterwards, once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from . import store
from .desk import Desk
from .faults import POINTS
from .figures import Figures
from .history import History, Verdict, judge
from .lab import Lab
from .loop import hold
from .phones import BETWEEN, Phone, admit
from .server import Server
from .web import NoAnswer

NAME, PROMISE = "sigkill", "P2"
FAULT = "SIGKILL an gewählten und zufälligen Punkten, mitten im Abstimmen"
CONTROL = "Antwort vor dem Commit"
SHORT, LONG, CONTROLS = 20, 200, 4
PHONES = 8
BATCHES = 6
"""Batches after which a chosen point strikes, at most."""


def run(lab: Lab, times: int) -> Figures:
    points = [*POINTS, ""]
    lab.random.shuffle(points)
    return _storm(lab, times, points)


def control(lab: Lab, times: int) -> Figures:
    """Where what was said too early isn't written yet; at the other points there is nothing to lose."""
    return _storm(lab, times, ["before_commit", "in_batch"], early_ack=0.2)


def _storm(lab: Lab, times: int, points: Sequence[str], **plan: Any) -> Figures:
    with Server(lab, PHONES) as subject:
        return hold(_hold(lab, subject, times, points, plan))


async def _hold(
    lab: Lab, subject: Server, times: int, points: Sequence[str], plan: dict[str, Any]
) -> Figures:
    """Kill again and again in one long round; after each kill the rows are looked at."""
    history, found = History(), Verdict()
    subject.start(**plan)
    phones = await admit(subject.hall, subject.port, history, lab.random)
    desk = await Desk(subject.hall, subject.port).connect()
    round_id = await desk.open()
    struck = 0
    for number in range(times):
        point = points[number % len(points)]
        subject.kill()
        subject.start(**plan, **_strike(lab, point))
        over = asyncio.Event()
        voting = [asyncio.create_task(_vote(phone, round_id, over)) for phone in phones]
        if not point:
            await asyncio.sleep(lab.random.uniform(0.03, 0.25))
            subject.kill()
        await asyncio.to_thread(subject.died)
        struck += 1
        over.set()
        await asyncio.gather(*voting)
        found = judge(history, store.rows(subject.hall, round_id))
        if found.wrong:
            break
    return Figures.of(found, struck)


def _strike(lab: Lab, point: str) -> dict[str, Any]:
    if not point:
        return {}
    number = lab.random.randint(1, BATCHES)
    return {"kill": {"point": point, "number": number, "seed": lab.random.getrandbits(32)}}


async def _vote(phone: Phone, round_id: int, over: asyncio.Event) -> None:
    """First what is still without an answer, then one ballot after another, as a hectic member would."""
    with suppress(NoAnswer):
        await phone.connect()
    ballot = phone.outbox
    while not over.is_set() and phone.socket and phone.socket.open:
        ballot = ballot or phone.fill_in(round_id)
        phone.outbox = ballot
        answer = await phone.send(ballot)
        if answer.get("ok"):
            ballot = None
        await asyncio.sleep(BETWEEN if answer else 0)

"""What is measured, one function per scenario; each gives the figures of one run."""

import asyncio
import math
import random
import time
from typing import Any

from tests.proof import store
from tests.proof.history import judge

from .crowd import PATIENCE, Crowd, Gate, Phone
from .measuring import Figures, Stretch

SETTLE = 0.3
"""Seconds after which the last number has reached the wall."""
SPREAD = 2.0
"""Over how many seconds the votes of a spread round come in."""
BETWEEN = 0.11
"""A phone may speak ten times a second."""
TICK = 0.15


async def burst(crowd: Crowd) -> Figures:
    """Everybody votes in the same instant, several times."""
    count = len(crowd.phones)
    volleys = max(3, min(6, 1000 // count))
    await asyncio.sleep(volleys * BETWEEN)  # so that nobody speaks too fast
    with Stretch(crowd.subject) as stretch:
        seconds = [await crowd.volley() for _ in range(volleys)]
    busy = stretch.figures
    with Stretch(crowd.subject) as after:
        await asyncio.sleep(SETTLE)
    votes = count * volleys
    return {
        "per_second": votes / sum(seconds),
        "cpu_per_vote": (busy["cpu"] + after.figures["cpu"]) / votes,
        "generator": busy["generator"],
        "refused": len(crowd.refused),
    }


async def spread(crowd: Crowd) -> Figures:
    """A round in which votes come in over some seconds; what the wall hears of it."""
    await crowd.tell("open", "text_shown", {"scene", "seat"})
    before, began = crowd.wall_messages, time.perf_counter()
    crowd.tallies.clear()
    waits, first = [], []
    gate = Gate(len(crowd.phones))

    def answered(_phone: Phone, sent: float, _said: Any) -> None:
        now = time.perf_counter()
        waits.append(now - sent)
        first.append(now)
        gate.passed()

    with Stretch(crowd.subject) as stretch:
        for at, phone in enumerate(random.sample(crowd.phones, len(crowd.phones))):
            due = began + SPREAD * at / len(crowd.phones)
            if due > time.perf_counter():
                await asyncio.sleep(due - time.perf_counter())
            crowd.vote(phone, answered)
        await gate.wait()
        await asyncio.sleep(SETTLE)
    lasted = time.perf_counter() - began
    heard = crowd.wall_messages - before
    await crowd.tell("close", "open", {"scene", "seat"})
    await crowd.tell("show", "closed", {"scene", "seat"})
    await crowd.new_round()
    return {
        "ack_p50": quantile(waits, 0.5),
        "ack_p99": quantile(waits, 0.99),
        "lag_p99": quantile(_lags(sorted(first), crowd.tallies), 0.99),
        "wall_messages": heard,
        "wall_bar": math.ceil(lasted / TICK) + 2,
        "generator": stretch.figures["generator"],
    }


def _lags(acknowledged: list[float], tallies: list[tuple[float, int]]) -> list[float]:
    """For each acknowledgement, how long until the wall's number included it."""
    lags = []
    for count, moment in enumerate(acknowledged, start=1):
        shown = next((at for at, arrived in tallies if arrived >= count), math.inf)
        lags.append(max(0.0, shown - moment))
    return lags


async def open_and_reveal(crowd: Crowd) -> tuple[Figures, Figures]:
    """A whole round: until the ballot is on the last phone, then until the result is."""
    heard = crowd.bytes_heard
    with Stretch(crowd.subject) as stretch:
        opened = await crowd.tell("open", "text_shown", {"scene", "seat"})
    opening = stretch.figures | {"seconds": opened, "bytes": crowd.bytes_heard - heard}
    await asyncio.sleep(SETTLE)
    await crowd.volley()
    await asyncio.sleep(SETTLE)
    await crowd.tell("close", "open", {"scene", "seat"})
    heard = crowd.bytes_heard
    with Stretch(crowd.subject) as stretch:
        shown = await crowd.tell("show", "closed", {"scene", "seat"})
    showing = stretch.figures | {"seconds": shown, "bytes": crowd.bytes_heard - heard}
    await crowd.new_round()
    return opening, showing


async def tell(crowd: Crowd, size: float) -> Figures:
    """The control: one message of ``size`` bytes to everybody."""
    crowd.bytes_shown = int(size)
    await asyncio.sleep(SETTLE)
    with Stretch(crowd.subject) as stretch:
        seconds = await crowd.tell("", "", {"scene"})
    return stretch.figures | {"seconds": seconds}


async def herd(crowd: Crowd) -> Figures:
    """Everybody connects at once, as after a Wi-Fi outage."""
    crowd.hang_up()
    await asyncio.sleep(2 * SETTLE)
    await crowd.furnish()
    with Stretch(crowd.subject) as stretch:
        began = time.perf_counter()
        last = await crowd.connect()
    with Stretch(crowd.subject) as after:
        await asyncio.sleep(SETTLE)
    cpu = stretch.figures["cpu"] + after.figures["cpu"]
    return {
        "seconds": last - began,
        "cpu_per_phone": cpu / len(crowd.phones),
        "generator": stretch.figures["generator"],
    }


async def restart(crowd: Crowd) -> Figures:
    """The server is killed and started again; everybody comes back as soon as it answers."""
    crowd.subject.kill()
    began = time.perf_counter()
    crowd.hang_up()
    started = await asyncio.to_thread(crowd.subject.start)
    await crowd.furnish()
    memory = crowd.subject.memory()
    with Stretch(crowd.subject) as stretch:
        answered = time.perf_counter()
        last = await crowd.connect()
    await asyncio.sleep(SETTLE)
    return {
        "seconds": last - began,
        "start": started,
        "back": last - answered,
        "memory_per_phone": (crowd.subject.memory() - memory) / len(crowd.phones),
        "generator": stretch.figures["generator"],
    }


async def killmid(crowd: Crowd) -> Figures:
    """SIGKILL in mid burst: what was acknowledged must be in the rows, once."""
    over, begun = False, asyncio.Event()

    def again(phone: Phone, _sent: float, said: Any) -> None:
        if said["ok"]:
            begun.set()
        if not over:
            asyncio.get_running_loop().call_later(BETWEEN, vote, phone)

    def vote(phone: Phone) -> None:
        if not over and phone.socket and phone.socket.open:
            crowd.vote(phone, again)

    before = crowd.acknowledged
    for phone in crowd.phones:
        vote(phone)
    await asyncio.wait_for(begun.wait(), PATIENCE)  # else there would be nothing to lose
    await asyncio.sleep(random.uniform(0, 0.5))
    crowd.subject.kill()
    over = True
    await asyncio.sleep(SETTLE)  # what was on its way still counts as acknowledged
    acknowledged = crowd.acknowledged - before
    found = rows(crowd)
    crowd.hang_up()
    await asyncio.to_thread(crowd.subject.start)
    await crowd.furnish()
    await crowd.connect()
    return {"acknowledged": acknowledged, "generator": 0.0, **found}


def rows(crowd: Crowd) -> Figures:
    """The rows of the round that is on, beside what the phones have noted."""
    assert crowd.hall
    stored = store.rows(crowd.hall, crowd.round_id)
    found = judge(crowd.history, stored)
    return {
        "stored": len(stored),
        "lost": found.lost,
        "doubled": found.doubled,
        "ghosts": found.ghosts,
    }


def quantile(values: list[float], share: float) -> float:
    """The value below which ``share`` of all values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]

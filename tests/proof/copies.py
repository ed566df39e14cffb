"""P1: twenty copies of one ballot at once, and a second device of the same seat."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from bench.hall import Hall

from . import store
from .desk import Desk
from .figures import Figures
from .history import Ballot, History, judge
from .lab import Lab
from .loop import hold
from .phones import Phone, admit, each
from .server import Server
from .web import Browser, NoAnswer

NAME, PROMISE = "copies", "P1"
FAULT = "20 gleichzeitige Kopien je Stimme, dazu ein zweites Gerät mit derselben Karte"
CONTROL = "erst lesen, dann schreiben, ohne Eindeutigkeit"
SHORT, LONG, CONTROLS = 2, 50, 1
SEATS = 6
BY_POST, BY_SOCKET = 14, 6


def run(lab: Lab, times: int) -> Figures:
    with Server(lab, SEATS) as subject:
        return hold(_hold(lab, subject, times, store.rows))


def control(lab: Lab, times: int) -> Figures:
    with Server(lab, SEATS) as subject:
        return hold(_hold(lab, subject, times, store.naive_rows, naive=0.01))


async def _hold(
    lab: Lab,
    subject: Server,
    times: int,
    rows: Callable[[Hall, int], list[Ballot]],
    **faults: Any,
) -> Figures:
    history, tallies = History(), []
    subject.start(**faults)
    phones = await admit(subject.hall, subject.port, history, lab.random)
    tokens = dict(subject.hall.tokens)
    desk = await Desk(subject.hall, subject.port).connect()
    for number in range(times):
        round_id = await (desk.new_round() if number else desk.open())
        await each(phones, lambda phone: phone.connect())
        newer = await asyncio.gather(
            *(_on_two_devices(phone, tokens[phone.number], round_id) for phone in phones)
        )
        found = judge(history, rows(subject.hall, round_id), tallies)
        if found.wrong:
            break
        phones = newer
        await desk.command("close", "open")
        await desk.show()
        tallies.append(store.tally(subject.hall, round_id))
        found = judge(history, [], tallies)
    await each(phones, lambda phone: phone.stop())
    return Figures.of(found, times)


async def _on_two_devices(phone: Phone, token: str, round_id: int) -> Phone:
    """Twenty copies, and while they are on their way the card is scanned elsewhere; the other device."""
    other = Phone(
        phone.number, Browser(phone.browser.port), phone.history, Random(phone.random.random())
    )
    joining = asyncio.create_task(_come_later(other, token))
    await _copies(phone, round_id)
    await joining
    await other.look()
    await _copies(other, round_id)
    await phone.stop()
    return other


async def _come_later(phone: Phone, token: str) -> None:
    await asyncio.sleep(phone.random.uniform(0, 0.02))
    await phone.browser.join(phone.number, token)
    await phone.connect()


async def _copies(phone: Phone, round_id: int) -> None:
    """The same ballot by every way at once; one answer is as good as the other."""
    ballot = phone.fill_in(round_id)
    ways = [phone.post] * BY_POST + [phone.send] * BY_SOCKET
    phone.random.shuffle(ways)
    with suppress(NoAnswer):
        for answer in await asyncio.gather(*(way(ballot) for way in ways)):
            if answer.get("ok"):
                phone.history.ok(ballot)
                phone.seqs[round_id] = max(answer["seq"], phone.seqs.get(round_id, 0))

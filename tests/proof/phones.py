"""Simulated phones that keep the page's rules: wait for the answer, send again, ask every 5 s.

The numbers are those of ``static/js/live.js``, ``ballot.js`` and ``ballot_post.js``. What the
screen says is written down too, so that the checker can tell when it said too much.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.hall import OPTION, Hall
from bench.wire import Hurt, Socket

from .history import Ballot, History, canonical
from .web import Browser, NoAnswer

POLL_EVERY, POLL_TIMEOUT = 5.0, 4.0
SOCKET_TIMEOUT, POST_TIMEOUT = 5.0, 8.0
WAITS = (0.5, 1.5, 3.0, 5.0)
RECONNECT = (1.0, 5.0)
"""Seconds before the socket client tries again: at first, at most; half more or less by lot."""
AGAIN = ("refused", "broken", "too_soon", "expired")
MARKS = ("yes", "no", "abstain")
BETWEEN = 0.11
"""A phone may speak ten times a second."""


@dataclass
class Screen:
    """What one phone shows: which scene, and its own part of it."""

    boot: str = ""
    version: int = -1
    round: int | None = None
    state: str = ""
    seq: int = 0


@dataclass
class Phone:
    """One member: browser, socket, outbox and screen."""

    number: int
    browser: Browser
    history: History
    random: Random
    gullible: bool = False
    """Control: takes „sent“ for „arrived“."""
    socket: Socket | None = None
    screen: Screen = field(default_factory=Screen)
    changed_at: float = 0.0
    seqs: dict[int, int] = field(default_factory=dict)
    """The highest ``seq`` known by round."""
    outbox: Ballot | None = None
    """Sent or to be sent, without an answer."""
    stopped: bool = False
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _down: asyncio.Event = field(default_factory=asyncio.Event)

    # ── the connection ──────────────────────────────────────────────────────

    async def connect(self, seconds: float = 20.0) -> "Phone":
        """Open the socket once; raises ``NoAnswer``."""
        up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._down.clear()
        socket = Socket(
            "/phone",
            self._hear,
            cookie=self.browser.cookie,
            connected=lambda: up.done() or up.set_result(None),
            lost=lambda: self._lose(up),
        )
        try:
            await asyncio.wait_for(socket.connect(self.browser.port), seconds)
            self.socket = socket
            await asyncio.wait_for(up, seconds)
        except (OSError, Hurt) as error:
            socket.close()
            raise NoAnswer from error
        return self

    def _lose(self, up: "asyncio.Future[None]") -> None:
        if not up.done():
            up.set_exception(NoAnswer())
        self._down.set()

    def live(self) -> None:
        """As a page that is open: keep the socket, and ask every five seconds."""
        self._tasks = [
            asyncio.create_task(each()) for each in (self._keep_socket, self._keep_asking)
        ]

    async def stop(self) -> None:
        """Close the page."""
        self.stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.socket:
            self.socket.close()

    async def freeze(self) -> None:
        """Control: the page neither asks nor connects again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_socket(self) -> None:
        wait = RECONNECT[0]
        while True:
            with suppress(NoAnswer):
                if not (self.socket and self.socket.open):
                    await self.connect()
                wait = RECONNECT[0]
                await self._down.wait()
                await self.look()  # live.js asks as soon as the socket is gone
            await asyncio.sleep(wait * self.random.uniform(0.5, 1.5))
            wait = min(2 * wait, RECONNECT[1])

    async def _keep_asking(self) -> None:
        await asyncio.sleep(POLL_EVERY * self.random.random())
        while True:
            asyncio.get_running_loop().create_task(self.look())
            await asyncio.sleep(POLL_EVERY)

    async def look(self) -> None:
        """Ask by HTTP how things stand; no answer changes nothing."""
        with suppress(NoAnswer):
            path = f"/api/stand?version={self.screen.version}&boot={self.screen.boot}"
            answer = await self.browser.ask("GET", path, seconds=POLL_TIMEOUT)
            if answer.status != 200:
                return
            news = answer.json()
            if "html" in news:
                self._see_scene(news)
            if "seat" in news:
                self._see_seat(news["seat"])

    def _hear(self, name: str, text: str) -> None:
        if name == "scene":
            self._see_scene(json.loads(text))
        elif name == "seat":
            self._see_seat(json.loads(text))

    def _see_scene(self, scene: dict[str, Any]) -> None:
        if scene["boot"] == self.screen.boot and scene["version"] <= self.screen.version:
            return
        self.screen.boot, self.screen.version = scene["boot"], scene["version"]
        self.changed_at = time.monotonic()

    def _see_seat(self, seat: dict[str, Any]) -> None:
        now = (seat["round"], seat["state"], seat["seq"])
        if now != (self.screen.round, self.screen.state, self.screen.seq):
            self.changed_at = time.monotonic()
        self.screen.round, self.screen.state, self.screen.seq = now
        if seat["round"] is not None:
            self.seqs[seat["round"]] = max(seat["seq"], self.seqs.get(seat["round"], 0))
        if seat["state"] == "arrived":
            self.history.told(seat["round"], self.number, seat["seq"])
            self.history.shown(seat["round"], self.number, seat["seq"])

    # ── a ballot ────────────────────────────────────────────────────────────

    def fill_in(self, round_id: int) -> Ballot:
        """The next ballot of this seat."""
        seq = self.seqs.get(round_id, 0) + 1
        marks = canonical({OPTION: self.random.choice(MARKS)})
        key = f"seat-{self.number}-{self.random.getrandbits(64):016x}"
        return Ballot(round_id, self.number, key, seq, marks)

    async def deliver(self, ballot: Ballot, *, tries: int = 1000) -> dict[str, Any]:
        """Send until there is an answer, over the socket and else by POST; the answer, or {}."""
        self.outbox = ballot
        answer: dict[str, Any] = {}
        for attempt in range(tries):
            if self.stopped:
                break
            answer = await self._attempt(ballot)
            if "ok" in answer and (answer["ok"] or answer.get("code") not in AGAIN):
                self._take(ballot, answer)
                return answer
            if answer.get("code") == "expired":
                with suppress(NoAnswer):
                    await self.browser.page("/jetzt")
            if attempt + 1 < tries:
                await asyncio.sleep(WAITS[min(attempt, len(WAITS) - 1)])
        return answer

    async def send(self, ballot: Ballot, seconds: float = SOCKET_TIMEOUT) -> dict[str, Any]:
        """Once over the socket; {} when there is no answer."""
        if not (self.socket and self.socket.open):
            return {}
        self._note_sent(ballot)
        with suppress(asyncio.TimeoutError):
            answer = await self._answered(self.socket, ballot, seconds)
            if answer:
                self._take(ballot, answer)
            return answer
        self.history.unknown(ballot)
        return {}

    async def post(self, ballot: Ballot) -> dict[str, Any]:
        """Once by POST; {} when there is no answer."""
        self._note_sent(ballot)
        body = {name: value for name, value in _message(ballot).items() if name != "round"}
        try:
            path = f"/stimme/{ballot.round}"
            answer = await self.browser.ask("POST", path, data=body, seconds=POST_TIMEOUT)
            return answer.json()
        except NoAnswer:
            self.history.unknown(ballot)
            return {}

    def _note_sent(self, ballot: Ballot) -> None:
        self.history.invoke(ballot)
        if self.gullible:
            self.history.shown(ballot.round, ballot.seat, ballot.seq)

    async def _attempt(self, ballot: Ballot) -> dict[str, Any]:
        answer = await self.send(ballot)
        return answer or await self.post(ballot)

    async def _answered(self, socket: Socket, ballot: Ballot, seconds: float) -> dict[str, Any]:
        """The answer, {} as soon as the socket is lost."""
        asked = asyncio.ensure_future(socket.call("ballot", _message(ballot), seconds))
        gone = asyncio.ensure_future(self._down.wait())
        try:
            await asyncio.wait({asked, gone}, return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return dict(asked.result())
            self.history.unknown(ballot)
            return {}
        finally:
            for each in (asked, gone):
                each.cancel()

    def _take(self, ballot: Ballot, answer: dict[str, Any]) -> None:
        """An answer has come: only now the screen may say „angekommen“."""
        if answer.get("ok"):
            self.history.ok(ballot)
            self.history.shown(ballot.round, ballot.seat, answer["seq"])
            self.seqs[ballot.round] = max(answer["seq"], self.seqs.get(ballot.round, 0))
        elif answer.get("code") in AGAIN:
            self.history.refused(ballot)
            return
        else:
            self.history.refused(ballot)
            if answer.get("code") == "stale":
                self.seqs[ballot.round] = max(answer["current"], self.seqs.get(ballot.round, 0))
        if self.outbox == ballot:
            self.outbox = None


def _message(ballot: Ballot) -> dict[str, Any]:
    return {
        "round": ballot.round,
        "marks": json.loads(ballot.marks),
        "key": ballot.key,
        "seq": ballot.seq,
    }


async def admit(
    hall: Hall, port: int, history: History, random: Random, *, gullible: bool = False
) -> list[Phone]:
    """Every member of the hall scans the card."""
    limit = asyncio.Semaphore(16)
    luck = random.getrandbits(32)

    async def one(number: int, token: str) -> Phone:
        browser = Browser(port)
        async with limit:
            await browser.join(number, token)
        return Phone(number, browser, history, Random(luck + number), gullible=gullible)

    return await asyncio.gather(*(one(number, token) for number, token in hall.tokens))


async def each(phones: Sequence[Phone], work: Callable[[Phone], Awaitable[Any]]) -> list[Any]:
    """Let all phones do something at the same time."""
    return await asyncio.gather(*(work(phone) for phone in phones))

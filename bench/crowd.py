"""N phones in front of one subject, with the wall and the desk where it has any."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.proof.history import OK, Ballot, History, canonical

from .hall import OPTION, Hall
from .pages import join_all
from .subjects import Subject
from .wire import Socket

MARKS = [canonical({OPTION: mark}) for mark in ("yes", "no", "abstain")]
PATIENCE = 120


@dataclass
class Phone:
    """One member: its cookie, its socket, and how often it has voted."""

    number: int
    cookie: str = ""
    socket: Socket | None = None
    seq: int = 0
    seat: str = ""
    """The newest message about its seat, as text."""
    waits_for: set[str] = field(default_factory=set)


class Gate:
    """Opens when everybody has passed."""

    def __init__(self, count: int) -> None:
        self.left = count
        self.last = 0.0
        self._open: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def passed(self) -> None:
        self.left -= 1
        self.last = time.perf_counter()
        if not self.left and not self._open.done():
            self._open.set_result(None)

    async def wait(self) -> float:
        """When the last one passed."""
        await asyncio.wait_for(self._open, PATIENCE)
        return self.last


class Crowd:
    """The phones of one subject."""

    def __init__(self, subject: Subject, count: int, hall: Hall | None) -> None:
        self.subject, self.hall = subject, hall
        self.phones = [Phone(number) for number in range(1, count + 1)]
        self.round_id = hall.round_id if hall else 1
        self.gate: Gate | None = None
        self.history = History()
        """Of all phones in the round that is on."""
        self.lost = 0
        self.refused: list[Any] = []
        self.tallies: list[tuple[float, int]] = []
        self.bytes_heard = 0
        """What the first phone has got so far."""
        self.bytes_shown = 0
        """How much the control sends to each phone."""
        self._tools: dict[str, Socket] = {}

    async def join(self) -> None:
        """Scan every card, as people do when they arrive."""
        if self.hall:
            cookies = await join_all(self.subject.port, self.hall.tokens)
            for phone, cookie in zip(self.phones, cookies, strict=True):
                phone.cookie = cookie

    async def connect(self) -> float:
        """Open all sockets at once; when the last phone had what it needs."""
        self._wait({"scene", "seat"} if self.hall else {"connected"})
        gate = self.gate
        assert gate
        for start in range(0, len(self.phones), 100):
            await asyncio.gather(*(self._open(phone) for phone in self.phones[start : start + 100]))
        return await gate.wait()

    async def furnish(self) -> None:
        """Desk and wall, which are there before the phones."""
        if self.hall is None:
            self._tools["desk"] = await self._tool("/phone", "")
            return
        self._tools["desk"] = await self._tool("/desk", self.hall.desk_cookie)
        self._tools["wall"] = await self._tool("/wall", self.hall.wall_cookie)

    def hang_up(self) -> None:
        """Everybody goes."""
        for phone in self.phones:
            if phone.socket:
                phone.socket.close()
        for tool in self._tools.values():
            tool.close()

    @property
    def acknowledged(self) -> int:
        """How many votes were acknowledged in the round that is on."""
        return sum(1 for kind, _ballot in self.history.events if kind == OK)

    @property
    def wall_messages(self) -> int:
        return self._tools["wall"].received

    # ── voting ──────────────────────────────────────────────────────────────

    def vote(self, phone: Phone, answered: Callable[[Phone, float, Any], None]) -> None:
        """Send one ballot more from a phone."""
        assert phone.socket
        phone.seq += 1
        seq, marks = phone.seq, MARKS[(phone.number + phone.seq) % 3]
        ballot = Ballot(self.round_id, phone.number, f"seat-{phone.number}-{seq}", seq, marks)
        history = self.history
        history.invoke(ballot)
        began = time.perf_counter()

        def answer(said: Any) -> None:
            if said["ok"]:
                history.ok(ballot)
            elif said["code"] != "too_soon":
                self.refused.append(said)
            answered(phone, began, said)

        message = {
            "round": self.round_id,
            "marks": json.loads(marks),
            "key": ballot.key,
            "seq": seq,
            "done": False,
        }
        phone.socket.emit("ballot", message, answer)

    async def volley(self) -> float:
        """Everybody votes in the same instant; seconds until the last answer."""
        gate = Gate(len(self.phones))
        began = time.perf_counter()
        for phone in self.phones:
            self.vote(phone, lambda *_: gate.passed())
        return await gate.wait() - began

    # ── rounds ──────────────────────────────────────────────────────────────

    async def command(self, name: str, from_state: str, **fields: str) -> None:
        """A command of the desk."""
        order = {
            "name": name,
            "from_state": from_state,
            "meeting": 1,
            "fields": {"round": str(self.round_id), **fields},
        }
        answer = await self._tools["desk"].call("command", order)
        if not answer["ok"]:
            raise RuntimeError(f"{name}: {answer}")

    async def tell(self, name: str, from_state: str, waits_for: set[str]) -> float:
        """A command that every phone hears of; seconds until the last one has."""
        self._wait(waits_for)
        assert self.gate
        began = time.perf_counter()
        if self.hall:
            sending: Awaitable[Any] = self.command(name, from_state)
        else:
            sending = self._tools["desk"].call("tell", {"size": self.bytes_shown})
        _, last = await asyncio.gather(sending, self.gate.wait())
        return last - began

    async def new_round(self) -> None:
        """A further round of the same vote, its text shown."""
        self._wait({"scene", "seat"})
        assert self.gate
        await asyncio.gather(self.command("another_round", "shown"), self.gate.wait())
        self.round_id = json.loads(self.phones[0].seat)["round"]
        self.history = History()
        for phone in self.phones:
            phone.seq = 0

    # ── what the sockets say ────────────────────────────────────────────────

    def _wait(self, names: set[str]) -> None:
        self.gate = Gate(len(self.phones))
        for phone in self.phones:
            phone.waits_for = set(names)

    async def _open(self, phone: Phone) -> None:
        def hear(name: str, text: str) -> None:
            if phone is self.phones[0]:
                self.bytes_heard += len(text)
            if name == "seat":
                phone.seat = text
            if name in phone.waits_for:
                phone.waits_for.discard(name)
                if not phone.waits_for and self.gate:
                    self.gate.passed()

        def lost() -> None:
            self.lost += 1

        phone.socket = Socket(
            "/phone", hear, cookie=phone.cookie, connected=lambda: hear("connected", ""), lost=lost
        )
        await phone.socket.connect(self.subject.port)

    async def _tool(self, namespace: str, cookie: str) -> Socket:
        gate = Gate(1)

        def hear(name: str, text: str) -> None:
            if name == "tally":
                self.tallies.append((time.perf_counter(), json.loads(text)["arrived"]))

        auth = {"council": self.hall.slug} if self.hall else None
        hears = hear if namespace == "/wall" else lambda *_: None
        tool = Socket(namespace, hears, cookie=cookie, auth=auth, connected=gate.passed)
        await tool.connect(self.subject.port)
        await gate.wait()
        return tool

"""One simulated phone: joins by its card, waits, votes, changes its mind, loses the Wi-Fi."""

import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import socketio
from socketio.exceptions import ConnectionError as NotConnected
from socketio.exceptions import SocketIOError

from ..rehearsals.tickets import Card
from . import answers
from .browser import Browser
from .history import OK, REFUSED, UNKNOWN, History
from .people import Person
from .screens import Scene, read_scene

NAMESPACE = "/phone"
ASK_EVERY = 5.0
"""As the real page does: a message that was missed heals itself."""
STEP = 0.1
WAITS = (0.5, 1.5, 3.0, 5.0)
AGAIN = ("refused", "broken", "too_soon", "expired", "stale")
OUT = (401, 403)


@dataclass
class Plan:
    """What all phones of a rehearsal share."""

    url: str
    pace: float
    history: History = field(default_factory=History)
    ready: threading.Event = field(default_factory=threading.Event)
    """Set when everybody is in: nobody votes before."""
    over: threading.Event = field(default_factory=threading.Event)
    round_on: int = 0
    """The round that the newest scene is about."""

    def pause(self, seconds: float) -> None:
        """Wait as long as a person would at this pace; ends at once when all is over."""
        self.over.wait(seconds / self.pace)


class Phone(threading.Thread):
    """A thread per phone; ``Plan.over`` ends it."""

    def __init__(self, plan: Plan, card: Card) -> None:
        super().__init__(name=f"seat {card.seat}", daemon=True)
        self.plan = plan
        self.card = card
        self.person = Person(Random(card.seat))
        self.browser = Browser(plan.url)
        self.scene = Scene()
        self.seat: dict[str, Any] = {}
        self._version = (-1, "")
        self._news = threading.Event()
        self._asked_at = 0.0
        self._out = False
        self._voted: set[int] = set()
        self._acknowledged: dict[int, int] = {}
        """The highest ``seq`` by round."""
        self._client: socketio.Client | None = None

    def join_by_card(self, *, take_over: bool = False) -> bool:
        """Scan the card; False where it is in use on another phone and that one may keep it."""
        path = f"/k/{self.card.seat}"
        fields = {"token": self.card.token} | ({"take_over": "yes"} if take_over else {})
        answer = self.browser.post(path, fields, page=path)
        return answer.status < 400 and answer.url.endswith("/jetzt") and bool(answer.rehearsable)

    def run(self) -> None:
        self.connect()
        while not (self.plan.over.is_set() or self._out):
            self._listen(1.0)
            if self.plan.ready.is_set():
                self._take_part()
        self._check_all()
        self.disconnect()

    # ── the connection ──────────────────────────────────────────────────────

    def connect(self) -> None:
        """Open the socket with this browser's cookies; the polling goes on without one."""
        client = socketio.Client(handle_sigint=False, reconnection_delay=1)
        client.on("scene", self._on_scene, namespace=NAMESPACE)
        client.on("seat", self._on_seat, namespace=NAMESPACE)
        self._client = client
        try:
            client.connect(
                self.plan.url,
                headers={"Cookie": self.browser.cookies()},
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=10,
            )
        except NotConnected:
            self._ask()

    def disconnect(self) -> None:
        """Hang up."""
        if self._client:
            self._client.disconnect()
        self._client = None

    def _on_scene(self, message: dict[str, Any]) -> None:
        version, boot = self._version
        if message["boot"] != boot or message["version"] > version:
            self._version = message["version"], message["boot"]
            self.scene = read_scene(message["html"])
            self.plan.round_on = self.scene.round
            self._news.set()

    def _on_seat(self, message: dict[str, Any]) -> None:
        self.seat = message
        self._out |= message["state"] == "moved"
        self._news.set()

    def _listen(self, seconds: float) -> None:
        """Until something new is on, asking now and then as the page does."""
        self._news.wait(seconds)
        self._news.clear()
        if time.monotonic() - self._asked_at > ASK_EVERY:
            self._ask()

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        version, boot = self._version
        try:
            path = f"/api/stand?version={version}&boot={boot}"
            answer = self.browser.get(path, json_wanted=True)
        except OSError:
            return
        if answer.status in OUT:
            self._out = True
            self.plan.history.leave(self.card.seat)
        if "html" in answer.data:
            self._on_scene(answer.data)
        if "seat" in answer.data:
            self._on_seat(answer.data["seat"])

    # ── a round ─────────────────────────────────────────────────────────────

    def _take_part(self) -> None:
        scene, history = self.scene, self.plan.history
        if not scene.round or scene.round in self._voted or self.seat.get("round") != scene.round:
            return
        if scene.kind == "ballot":
            if self.seat["state"] == "none":
                return  # the scene was quicker than this seat's own message
            history.see_open(scene.round)
            may = scene.ballots and self.seat["state"] in ("vote", "arrived")
            if may and not self.person.silent:
                self._vote_in(scene)
        if scene.kind != "text":
            self._voted.add(scene.round)
            history.settle(self.card.seat, scene.round)

    def _vote_in(self, scene: Scene) -> None:
        person = self.person
        if not self._think(scene, person.thinks()):
            return
        if person.loses_wifi:
            self.disconnect()
            self.plan.pause(person.is_away())
            self.connect()
            self._ask()
        self._fill_in(scene)
        if person.changes and self._think(scene, person.thinks_again()):
            self._fill_in(scene)
        for round_id in scene.ballots:
            self._check(round_id)

    def _think(self, scene: Scene, seconds: float) -> bool:
        """Whether the round is still open when the person has made up their mind."""
        until = time.monotonic() + seconds / self.plan.pace
        while time.monotonic() < until and not (self.plan.over.is_set() or self._out):
            self._listen(min(STEP, max(until - time.monotonic(), 0)))
            if self.scene.round != scene.round or self.scene.kind != "ballot":
                return False
        return not self.plan.over.is_set()

    def _fill_in(self, scene: Scene) -> None:
        sent = 0
        for round_id, ballot in scene.ballots.items():
            if not self._may_answer(round_id):
                continue
            for marks, done in answers.fill(ballot, self.person.by):
                if sent and not self._think(scene, self.person.turns_page()):
                    return
                self._deliver(round_id, marks, done=done)
                sent += 1

    def _may_answer(self, round_id: int) -> bool:
        """Of several questions a seat may be left out of one."""
        asked = [each for each in _asked(self.seat) if each["round"] == round_id]
        return bool(asked) and asked[0]["state"] in ("vote", "arrived")

    def _deliver(self, round_id: int, marks: dict[str, Any], *, done: bool) -> None:
        """Send until there is an answer, over the socket and else by POST, as the page does."""
        key = secrets.token_hex(16)
        seq = self._seq(round_id) + 1
        answer: dict[str, Any] = {}
        for wait in WAITS:
            message = {"round": round_id, "marks": marks, "key": key, "seq": seq, "done": done}
            answer = self._send(message)
            if answer.get("ok") or answer.get("code", "refused") not in AGAIN:
                break
            seq = answer.get("current", seq - 1) + 1 if answer.get("code") == "stale" else seq
            self.plan.over.wait(wait)
        self._note(round_id, answer)

    def _send(self, message: dict[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        try:
            assert self._client
            answer = self._client.call("ballot", message, namespace=NAMESPACE, timeout=5)
        except SocketIOError:
            body = {name: value for name, value in message.items() if name != "round"}
            try:
                return self.browser.post_json(
                    f"/stimme/{message['round']}", body, page="/jetzt"
                ).data
            except OSError:
                return {}
        if answer.get("ok"):
            self.plan.history.took((time.perf_counter() - started) * 1000)
        return dict(answer)

    def _note(self, round_id: int, answer: dict[str, Any]) -> None:
        outcome = UNKNOWN if "ok" not in answer else OK if answer["ok"] else REFUSED
        seq = answer.get("seq", 0)
        self.plan.history.note(self.card.seat, round_id, outcome, seq)
        if outcome == OK:
            self._acknowledged[round_id] = max(seq, self._seq(round_id))

    def _seq(self, round_id: int) -> int:
        return max(_said(self.seat, round_id)[1], self._acknowledged.get(round_id, 0))

    def _check(self, round_id: int) -> None:
        """What the server itself says of this seat, on a connection of its own."""
        try:
            seat = self.browser.get("/api/stand", json_wanted=True).data.get("seat", {})
        except OSError:
            return
        if any(each["round"] == round_id for each in _asked(seat)):
            arrived, seq = _said(seat, round_id)
            self.plan.history.check(self.card.seat, round_id, arrived=arrived, seq=seq)

    def _check_all(self) -> None:
        for round_id in self._voted:
            self._check(round_id)


def _asked(seat: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """What a seat's message says of each round that is on; several where they are held together."""
    return seat.get("rounds") or ([seat] if "round" in seat else [])


def _said(seat: Mapping[str, Any], round_id: int) -> tuple[bool, int]:
    """Whether the round's ballot has arrived, and its ``seq``; nothing of one that isn't on."""
    for each in _asked(seat):
        if each["round"] == round_id:
            return each.get("arrived", each["state"] == "arrived"), int(each["seq"])
    return False, 0

"""Who leads a rehearsal where nobody sits at the desk: presses the desk's own buttons."""

import threading
import time
from collections.abc import Mapping
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from ..errors import Refused
from ..language import N_
from ..rehearsals.tickets import Tickets
from .phone import Plan
from .screens import Cockpit, read_cockpit

NAMESPACE = "/desk"
COOKIE = "ratschlag_team"
BREATH = 1.0
"""Seconds between two presses."""
LONGEST_VOTE, LEAST = 90.0, 30.0
"""After so long the round is closed, whoever is missing; however quick, a server needs time too."""
PATIENCE = 10.0


class NoDesk(Refused):
    """The desk doesn't let the simulated moderator in."""

    status = 403
    code = "no_desk"
    default = N_(
        "Die simulierte Moderation kommt nicht an den Moderationsplatz: Ihre Anmeldung gilt nicht "
        "mehr. Bitte starten Sie das Beispiel noch einmal, dann bekommt sie eine neue."
    )


class Stuck(Refused):
    """The desk said no, or has nothing more to press."""

    status = 409
    code = "stuck"
    default = N_(
        "Die simulierte Moderation kommt nicht weiter: Es gibt keine weitere Abstimmung, die sie "
        "öffnen könnte."
    )


class Moderator:
    """Opens, closes and shows rounds, one after the other."""

    def __init__(self, plan: Plan, tickets: Tickets) -> None:
        self.plan = plan
        self._tickets = tickets
        self._cockpit = Cockpit()
        self._news = threading.Event()
        self._client = socketio.Client(handle_sigint=False)
        self._client.on("scene", self._on_scene, namespace=NAMESPACE)
        self._client.on("ask", lambda *_message: True, namespace=NAMESPACE)

    def sit_down(self) -> None:
        """Connect to the desk; raises ``NoDesk``."""
        name = f"__Host-{COOKIE}" if self.plan.url.startswith("https:") else COOKIE
        try:
            self._client.connect(
                self.plan.url,
                headers={"Cookie": f"{name}={self._tickets.moderator}"},
                auth={"council": self._tickets.council},
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=PATIENCE,
            )
        except SocketIOError as error:
            raise NoDesk from error
        self._wait_for_news(PATIENCE)

    def start_anew(self) -> None:
        """An open round without a ballot is opened again, now that all phones are in."""
        cockpit = self._cockpit
        if cockpit.state == "open" and "round" in cockpit.fields:
            round_id = cockpit.fields["round"]
            if self._ask("undo_open", "open", {"round": round_id}).get("ok"):
                self._wait_for("text_shown")
                self._press()
                self._wait_for("open")

    def lead(self, rounds: int) -> None:
        """Until ``rounds`` results were shown, or the time is over; raises ``Stuck``."""
        shown = 0
        while shown < rounds and not self.plan.over.is_set():
            if self._cockpit.state != "open":
                self._press()
                self.plan.pause(BREATH)
                continue
            self._hold(int(self._cockpit.fields["round"]))
            shown += 1
            self._show_the_rest()
        self.plan.pause(BREATH)

    def leave(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def _hold(self, round_id: int) -> None:
        """One open round to its end."""
        until = time.monotonic() + max(LONGEST_VOTE / self.plan.pace, LEAST)
        while not self.plan.history.is_settled(round_id) and time.monotonic() < until:
            if self.plan.over.wait(0.1):
                return
        self.plan.pause(BREATH)
        self._order("close", "open", {"round": str(round_id)})
        self._wait_for("closed")
        self.plan.pause(BREATH)
        self._show(round_id)

    def _show(self, round_id: int) -> None:
        """Without waiting for paper, which nobody simulates."""
        self._order("show", self._cockpit.state, {"round": str(round_id)})
        self._wait_for("shown")

    def _show_the_rest(self) -> None:
        """Of several held together each result is shown; they were one round to everybody."""
        while self._cockpit.command == "show" and not self.plan.over.is_set():
            self._press()
            self.plan.pause(BREATH)

    def _press(self) -> None:
        """The one big button."""
        cockpit = self._cockpit
        if cockpit.state in ("closed", "counted"):
            return self._show(self.plan.round_on)
        if not cockpit.command:
            raise Stuck
        self._news.clear()
        self._order(cockpit.command, cockpit.from_state, cockpit.fields)
        return self._wait_for_news(PATIENCE)

    def _order(self, name: str, from_state: str, fields: Mapping[str, str]) -> None:
        answer = self._ask(name, from_state, fields)
        if not answer.get("ok"):
            raise Stuck(answer.get("message"))

    def _ask(self, name: str, from_state: str, fields: Mapping[str, str]) -> dict[str, Any]:
        message = {
            "name": name,
            "from_state": from_state,
            "meeting": self._cockpit.meeting,
            "fields": dict(fields),
        }
        try:
            answer = self._client.call("command", message, namespace=NAMESPACE, timeout=PATIENCE)
        except SocketIOError:
            return {}
        return dict(answer)

    def _on_scene(self, message: dict[str, Any]) -> None:
        self._cockpit = read_cockpit(message["html"])
        self._news.set()

    def _wait_for_news(self, seconds: float) -> None:
        self._news.wait(seconds)
        self._news.clear()

    def _wait_for(self, state: str) -> None:
        until = time.monotonic() + PATIENCE
        while self._cockpit.state != state and time.monotonic() < until:
            self._wait_for_news(0.2)

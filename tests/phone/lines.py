"""Phones in a real browser on a line that breaks as lines do; the app answers, without a server."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, WebSocketRoute

HALL = "http://localhost"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
OPENED = '0{"sid":"1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":65536}'
NO_STORAGE = (
    """Object.defineProperty(window, "localStorage", { get() { throw new Error("denied"); } });"""
)


@dataclass
class Line:
    """All pages of one phone. Sockets are blocked, unless they are ``half_open``."""

    browser: Browser
    client: FlaskClient
    script: bool = True
    storage: bool = True
    state: str = "open"
    """``open``; ``cut``: every request fails at once; ``hole``: none is ever answered;
    ``ballots_lost``: ballots fail, all else works; ``deaf``: ballots get in, their answers get lost."""
    half_open: bool = False
    """Sockets connect, and then nothing goes through them any more."""
    sockets: int = 0
    greeted: int = 0
    """Sockets that the page takes for connected."""
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            locale="de-DE", java_script_enabled=self.script, reduced_motion="reduce", **PHONE
        )
        self.context.set_default_timeout(15_000)
        self.context.route(f"{HALL}/**", self._answer)
        self.context.route_web_socket(re.compile("/socket.io/"), self._socket)
        if not self.storage:
            self.context.add_init_script(NO_STORAGE)

    def page(self) -> Page:
        """A tab that shows what is on now."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(f"{HALL}/jetzt")
        return page

    def kept(self, page: Page) -> dict[str, Any]:
        """What the browser keeps of ballots that wait."""
        entries = page.evaluate("Object.entries(localStorage)")
        return {name: json.loads(text) for name, text in entries if ".outbox." in name}

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(HALL)
        is_ballot = request.method == "POST" and "/stimme/" in path
        if self.state == "hole":
            return  # neither answered nor refused
        if (
            self.state == "cut"
            or path.startswith("/socket.io")
            or (is_ballot and self.state == "ballots_lost")
        ):
            route.abort()
            return
        headers = {name: value for name, value in request.headers.items() if name != "cookie"}
        with self.client.open(
            path, method=request.method, data=request.post_data_buffer, headers=headers
        ) as answer:
            if is_ballot and self.state == "deaf":
                route.abort()
                return
            if answer.location:  # what a browser follows by itself passes the route by
                body = f'<meta http-equiv="refresh" content="0;url={answer.location}">'
                route.fulfill(status=200, content_type="text/html", body=body)
                return
            given = {name.lower(): value for name, value in answer.headers if name != "Set-Cookie"}
            route.fulfill(status=answer.status_code, headers=given, body=answer.get_data())

    def _socket(self, socket: WebSocketRoute) -> None:
        self.sockets += 1
        if not self.half_open:
            socket.close()
            return
        socket.on_message(lambda message: self._greet(socket, str(message)))
        socket.send(OPENED)

    def _greet(self, socket: WebSocketRoute, message: str) -> None:
        if message.startswith("40/phone"):
            socket.send('40/phone,{"sid":"2"}')
            self.greeted += 1

"""A phone without a browser: joins by its card like one, speaks Socket.IO like one."""

import re
import threading
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import socketio


class Phone:
    """One member's browser: cookies, pages and the socket."""

    def __init__(self, url: str, namespace: str = "/phone") -> None:
        self.url = url
        self.namespace = namespace
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        self.client: socketio.Client | None = None
        self.heard = Heard()

    def get(self, path: str) -> str:
        with self.opener.open(f"{self.url}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: dict[str, str], page: str = "/") -> tuple[int, str]:
        """Send a form with the token of ``page``; the status and body it ends in."""
        data = urlencode({"csrf_token": self.csrf(page), **fields}).encode()
        request = Request(f"{self.url}{path}", data=data, method="POST")
        with self.opener.open(request, timeout=20) as answer:
            return answer.status, answer.read().decode()

    def csrf(self, page: str) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(page))
        assert found, f"no csrf-token on {page}"
        return found.group(1)

    def join(self, code: str) -> "Phone":
        """Type the card's code; an earlier device makes room."""
        _status, body = self.post("/", {"code": code})
        if "Hier weitermachen" in body:
            self.post("/", {"code": code, "take_over": "1"})
        assert any(cookie.name.endswith("ratschlag_seat") for cookie in self.jar), body[:400]
        return self

    def connect(self, auth: dict[str, Any] | None = None) -> "Phone":
        """Open the socket with the cookies of this browser."""
        self.client = socketio.Client(reconnection=False, handle_sigint=False)
        for name in ("scene", "seat", "tally", "notice"):
            self.client.on(name, self.heard.note(name), namespace=self.namespace)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        self.client.connect(
            self.url,
            headers={"Cookie": cookies},
            transports=["websocket"],
            namespaces=[self.namespace],
            auth=auth or {},
            wait_timeout=20,
        )
        self._wire = self.client.eio.ws
        return self

    def call(self, name: str, data: object, timeout: float = 20) -> dict[str, Any]:
        """Send and wait for the answer; raises when there is none."""
        assert self.client
        answer: dict[str, Any] = self.client.call(
            name, data, namespace=self.namespace, timeout=timeout
        )
        return answer

    def close(self) -> None:
        """Hang up; after a server was killed the client would leave its socket open."""
        if self.client:
            self.client.disconnect()
            self._wire.shutdown()


@dataclass
class Heard:
    """What the server sent, as it came."""

    messages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str) -> Any:
        def handler(message: dict[str, Any]) -> None:
            with self._lock:
                self.messages.append((name, message))

        return handler

    def last(self, name: str) -> dict[str, Any] | None:
        with self._lock:
            return next(
                (message for kind, message in reversed(self.messages) if kind == name), None
            )

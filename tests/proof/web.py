"""HTTP as a phone needs it, on asyncio: one connection per request, cookies, a time limit."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrf-token" content="([^"]+)"')
_COOKIE = re.compile(rb"^set-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
PATIENCE = 20.0


class NoAnswer(Exception):
    """Nobody answered, or only half."""


@dataclass
class Answer:
    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        try:
            found = json.loads(self.body)
        except ValueError:
            raise NoAnswer from None
        return found if isinstance(found, dict) else {}


@dataclass
class Browser:
    """One browser: its cookies, and where it finds the server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    @property
    def cookie(self) -> str:
        """As it stands in the header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def join(self, number: int, token: str) -> None:
        """Scan the card of seat ``number``; an earlier device makes room."""
        await self.page(f"/k/{number}")
        fields = {"csrf_token": self.token, "token": token, "take_over": "yes"}
        answer = await self.ask("POST", f"/k/{number}", form=fields)
        assert answer.status == 303, answer.body[:300]
        await self.page("/jetzt")

    async def page(self, path: str) -> None:
        """Load a page, for the token that forms and scripts need."""
        found = _TOKEN.search((await self.ask("GET", path)).body)
        if not found:
            raise NoAnswer
        self.token = found.group(1).decode()

    async def ask(
        self,
        method: str,
        path: str,
        *,
        data: Any = None,
        form: dict[str, str] | None = None,
        seconds: float = PATIENCE,
    ) -> Answer:
        """One request; raises ``NoAnswer``."""
        try:
            return await asyncio.wait_for(self._ask(method, path, data, form), seconds)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise NoAnswer(str(error)) from error

    async def _ask(self, method: str, path: str, data: Any, form: dict[str, str] | None) -> Answer:
        body = urlencode(form) if form else "" if data is None else json.dumps(data)
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            head = [
                f"{method} {path} HTTP/1.1",
                f"Host: 127.0.0.1:{self.port}",
                f"Cookie: {self.cookie}",
                f"Accept: {'text/html' if form or (data is None and 'api' not in path) else 'application/json'}",
                f"X-CSRFToken: {self.token}",
                *([f"Content-Type: {kind}"] if body else []),
                f"Content-Length: {len(body)}",
                "Connection: close",
            ]
            writer.write("\r\n".join([*head, "", body]).encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            for name, value in _COOKIE.findall(answer):
                self.cookies[name.decode()] = value.decode()
            length = re.search(rb"^content-length: (\d+)", answer, re.IGNORECASE | re.MULTILINE)
            got = await (reader.readexactly(int(length[1])) if length else reader.read())
            return Answer(int(answer.split(b" ", 2)[1]), got)
        finally:
            writer.close()

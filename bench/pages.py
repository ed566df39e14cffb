"""Joining as a phone's browser does it: the card's page, its form, the living page."""

import asyncio
import re
from collections.abc import Iterable
from urllib.parse import urlencode

AT_ONCE = 16
"""How many phones are between scanning and reading at the same time."""
_TOKEN = re.compile(rb'name="csrf-token" content="([^"]+)"')
_COOKIE = re.compile(rb"^set-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^content-length: (\d+)", re.IGNORECASE | re.MULTILINE)


class NotJoined(Exception):
    """The card route answered otherwise than it should."""


class Browser:
    """One phone's connection for pages, and its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """As it stands in the header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def join(self, number: int, token: str) -> None:
        """Scan the card of seat ``number``: page, form, living page."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            page = await self._ask("GET", f"/k/{number}")
            found = _TOKEN.search(page)
            if not found:
                raise NotJoined(page[:300])
            fields = {"csrf_token": found.group(1).decode(), "token": token}
            answer = await self._ask("POST", f"/k/{number}", urlencode(fields))
            if b" 303 " not in answer[:20]:
                raise NotJoined(answer[:300])
            page = await self._ask("GET", "/jetzt")
            if b"data-version" not in page:
                raise NotJoined(page[:300])
        finally:
            self._writer.close()

    async def _ask(self, method: str, path: str, body: str = "") -> bytes:
        form = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        self._writer.write(
            (
                f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                f"Cookie: {self.cookie}\r\nAccept: text/html\r\n{form}"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        for name, value in _COOKIE.findall(head):
            self.cookies[name.decode()] = value.decode()
        length = _LENGTH.search(head)
        return head + await self._reader.readexactly(int(length.group(1)) if length else 0)


async def join_all(port: int, tokens: Iterable[tuple[int, str]]) -> list[str]:
    """The cookies of one phone per (number, token), in their order."""
    limit = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, token: str) -> str:
        async with limit:
            browser = Browser(port)
            await browser.join(number, token)
            return browser.cookie

    return await asyncio.gather(*(one(number, token) for number, token in tokens))

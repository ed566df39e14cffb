"""A phone's browser without a screen: pages, cookies, forms."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

PATIENCE = 10.0
_CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')
_MARK = re.compile(r'name="rehearsable" content="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """Status, address and body that a request ended in."""

    status: int
    url: str
    body: str

    @property
    def data(self) -> dict[str, Any]:
        """The body as a JSON object; an empty one where it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def rehearsable(self) -> str:
        """The council that the page is about, where trying things out in it harms nobody."""
        found = _MARK.search(self.body)
        return found.group(1) if found else ""


class Browser:
    """Cookies of its own; raises ``OSError`` where nobody answers."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError(url)
        self.url = url.rstrip("/")
        self._jar = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self._jar))

    def get(self, path: str, *, json_wanted: bool = False) -> Answer:
        """Look at a page."""
        accept = "application/json" if json_wanted else "text/html"
        return self._open(path, None, {"Accept": accept})

    def post(self, path: str, fields: Mapping[str, str], *, page: str) -> Answer:
        """Send a form that stands on ``page``."""
        data = urlencode({"csrf_token": self._csrf(page), **fields}).encode()
        return self._open(path, data, {"Referer": self.url + page})

    def post_json(self, path: str, body: object, *, page: str) -> Answer:
        """Send what a script of ``page`` sends."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-CSRFToken": self._csrf(page),
            "Referer": self.url + page,
        }
        return self._open(path, json.dumps(body).encode(), headers)

    def cookies(self) -> str:
        """What goes into the handshake of a socket."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)

    def _csrf(self, page: str) -> str:
        found = _CSRF.search(self.get(page).body)
        return found.group(1) if found else ""

    def _open(self, path: str, data: bytes | None, headers: Mapping[str, str]) -> Answer:
        request = Request(self.url + path, data, dict(headers))  # noqa: S310  (http, see below)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.url, answer.read().decode())
        except HTTPError as refused:
            with refused:
                return Answer(refused.code, request.full_url, refused.read().decode())

"""Which names this server answers to, and which origins may talk to it.

A foreign name that resolves to the laptop (DNS rebinding) is refused before Flask and
before engine.io. Addresses written as numbers can't be rebound, so they are always
allowed: the hall's address changes with the Wi-Fi.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from string import ascii_lowercase, ascii_uppercase
from typing import Any
from urllib.parse import urlsplit

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)  # the path is bytes: only ASCII is letters
SENTENCE = (
    "Unter diesem Namen ist Ratschlag hier nicht eingerichtet. "
    "Bitte nehmen Sie die Adresse von der Leinwand oder von Ihrer Karte."
)


class Hosts:
    """The names that are ours."""

    def __init__(self, public_url: str, allowed_origins: Iterable[str]) -> None:
        self._origins = frozenset(allowed_origins) | ({public_url} if public_url else frozenset())
        own = socket.gethostname().lower()
        self._names = {"localhost", own, f"{own}.local"}
        self._names |= {_name(urlsplit(origin).netloc) for origin in self._origins} - {""}

    def knows(self, host: str) -> bool:
        """Whether ``host`` (of a Host header) names this server."""
        name = _name(host)
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self._names
        return True

    def accepts(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Whether a page of ``origin`` may talk to the host it asks."""
        if not origin:
            return True  # not a browser's cross-site request
        if origin in self._origins:
            return True
        host = environ.get("HTTP_HOST", "")
        return self.knows(host) and origin == f"{environ.get('wsgi.url_scheme')}://{host}"


def _name(host: str) -> str:
    """A Host header without its port, in small letters; nonsense has no name."""
    if "@" in host:
        return ""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class HostCheck:
    """WSGI middleware in front of everything."""

    def __init__(self, application: Application, hosts: Hosts) -> None:
        self._application = application
        self._hosts = hosts

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if self._hosts.knows(environ.get("HTTP_HOST", "")):
            return self._application(environ, start_response)
        body = SENTENCE.encode()
        start_response(
            "421 Misdirected Request",
            [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))],
        )
        return [body]


class AnyCase:
    """WSGI middleware: addresses may be typed in capitals, as QR codes carry them."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(("/static/", "/socket.io")):
            environ["PATH_INFO"] = path.translate(_SMALL)
        return self._application(environ, start_response)

"""The address that stands on cards, wall and QR codes."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..addresses import hall_addresses

FRESH_FOR = 10.0
ALL_INTERFACES = ("", "0.0.0.0", "::")  # noqa: S104  (compared, not bound)


@dataclass
class Address:
    """The public address, or this machine's in the hall, asked again as interfaces change.

    A server that listens on one address only is found there and nowhere else.
    """

    public_url: str = ""
    port: int = 8000
    host: str = ""
    _found: str = ""
    _asked_at: float = field(default=float("-inf"))

    def url(self) -> str:
        """E.g. ``http://192.168.178.20:8000``, without a slash at the end."""
        if self.public_url:
            return self.public_url
        if self.host not in ALL_INTERFACES:
            return self._at(self.host)
        if time.monotonic() - self._asked_at > FRESH_FOR:
            self._found = next(iter(hall_addresses()), "localhost")
            self._asked_at = time.monotonic()
        return self._at(self._found)

    @property
    def encrypted(self) -> bool:
        """Whether nobody in between can read what phones send; in a hall without TLS they could."""
        return self.public_url.startswith("https://")

    @property
    def reaches_only_itself(self) -> bool:
        """Whether no other device in the hall can open it: no network, or bound to the loopback."""
        name = urlsplit(self.url()).hostname or ""
        return name in ("localhost", "::1") or name.startswith("127.")

    def own_url(self) -> str:
        """Where a program on this machine finds the server."""
        if self.public_url:
            return self.public_url
        return self._at("127.0.0.1" if self.host in ALL_INTERFACES else self.host)

    def spoken(self) -> str:
        """What people type: without scheme, and without the port where it is the usual one."""
        return self.url().partition("://")[2].removesuffix(":80").removesuffix(":443")

    def capitals(self, path: str) -> str:
        """For QR codes: capitals keep the code small, our addresses read either way."""
        return f"{self.url()}{path}".upper()

    def _at(self, name: str) -> str:
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"

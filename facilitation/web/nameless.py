"""Where nobody asks who is there: what comes to these addresses loses its sender at the door.

Reasons after a result are sent without cookies by our script. A browser without JavaScript
sends them all the same; neither session nor form nor view behind this middleware sees them.
Against foreign pages stands a token instead: one per round, the same on every phone.
"""

import hmac
from collections.abc import Callable, Iterable
from typing import Any

PREFIX = "/warum/"
SENDER = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")  # fmt: skip

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Nameless:
    """WSGI middleware, behind the one that makes addresses small."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            for name in SENDER:
                environ.pop(name, None)
        return self._application(environ, start_response)


def token(key: bytes, round_id: int) -> str:
    """What only our own pages know about a round; it says nothing about a phone."""
    return hmac.digest(key, f"reason {round_id}".encode(), "sha256").hex()[:32]


def is_ours(key: bytes, round_id: int, given: str) -> bool:
    """Whether the form came from one of our pages."""
    return hmac.compare_digest(token(key, round_id).encode(), given.encode())

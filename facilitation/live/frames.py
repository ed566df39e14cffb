"""Frames that arrive whole, however slowly somebody reads.

Under gevent a socket's ``send`` takes what fits into its buffer, and simple-websocket doesn't ask
how much that was. The rest of a large scene would be missing, and whoever reads slowly would take
the next messages for it. So everything is sent here, one message after the other.

Whoever takes nothing for as long as the server waits for a sign of life is hung up on: a phone
that was put away would otherwise keep its socket, and what waits for it, until it wakes up.
"""

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import gevent
import structlog
from engineio.async_drivers import gevent as driver  # type: ignore[import-untyped]
from gevent.lock import BoundedSemaphore

log = structlog.get_logger()
CONTROL = 0x08
"""The bit of a frame's first byte that ping, pong and close have."""
PATIENCE = 45.0
"""Seconds for one message: Engine.IO's interval between two pings, and its patience with the second."""


class Whole:
    """A socket whose ``send`` sends everything, also when others send at the same time."""

    def __init__(self, connection: Any) -> None:
        self._socket = connection
        self._turn = BoundedSemaphore()

    def send(self, data: bytes) -> int:
        """Returns once all is handed over; hangs up and raises an ``OSError`` where that fails.

        A control frame doesn't wait for a stuck message: whoever would hear it late has other
        ways to notice, and closing mustn't wait for them.
        """
        if not self._turn.acquire(blocking=not data[0] & CONTROL):
            return len(data)
        try:
            with gevent.Timeout(PATIENCE, TimeoutError):
                self._socket.sendall(data)
        except OSError:
            self.hang_up()
            raise
        finally:
            self._turn.release()
        return len(data)

    def hang_up(self) -> None:
        """Half of a message is on its way, so nothing may follow; who listens for more hears the end."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


class Connection(driver.WebSocketWSGI):
    """A websocket that sends whole frames."""

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[Any]:
        serve = self.app  # type: ignore[has-type]

        def begin(connection: Any) -> Any:
            connection.ws.sock = Whole(connection.ws.sock)
            try:
                return serve(connection)
            except Exception:  # noqa: BLE001  (what came is no packet; written down, it tells an address)
                log.warning("unreadable packet refused")
                serve.__self__.close(wait=False, abort=True)
                connection.close()
                connection.ws.sock.hang_up()
                return []

        self.app = begin
        answer: Iterable[Any] = super().__call__(environ, start_response)
        return answer


def install() -> None:
    """Let every server of this process speak through it."""
    driver._async["websocket"] = Connection  # noqa: SLF001  (there is no other way in)

"""Frames that arrive whole, however slowly somebody reads.

Under gevent a socket's ``send`` takes what fits into its buffer, and simple-websocket doesn't ask
how much that was. The rest of a large scene would be missing, and whoever reads slowly would take
the next messages for it. So everything is sent here, one message after the other.
"""

from collections.abc import Callable, Iterable
from typing import Any

from engineio.async_drivers import gevent as driver  # type: ignore[import-untyped]
from gevent.lock import BoundedSemaphore

CONTROL = 0x08
"""The bit of a frame's first byte that ping, pong and close have."""


class Whole:
    """A socket whose ``send`` sends everything, also when others send at the same time."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._turn = BoundedSemaphore()

    def send(self, data: bytes) -> int:
        """Returns once all is handed over. A control frame doesn't wait for a stuck message:
        whoever would hear it late has other ways to notice, and closing mustn't wait for them.
        """
        if not self._turn.acquire(blocking=not data[0] & CONTROL):
            return len(data)
        try:
            self._socket.sendall(data)
        finally:
            self._turn.release()
        return len(data)

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
            return serve(connection)

        self.app = begin
        answer: Iterable[Any] = super().__call__(environ, start_response)
        return answer


def install() -> None:
    """Let every server of this process speak through it."""
    driver._async["websocket"] = Connection  # noqa: SLF001  (there is no other way in)

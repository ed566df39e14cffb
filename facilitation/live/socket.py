"""The socket object; only ``live.publish`` speaks through it."""

from typing import Any

from flask_socketio import SocketIO

from . import frames

LARGEST_FRAME = 64 * 1024

frames.install()
socketio = SocketIO(
    async_mode="gevent",
    max_http_buffer_size=LARGEST_FRAME,
    logger=False,  # the loggers would write down messages, and with them ballots
    engineio_logger=False,
    manage_session=False,
)


def refuse_forged(server: Any) -> None:
    """Let no browser say „connect“ or „disconnect“ as if they were events of its own.

    The library would call our handlers: a socket that has forged its own end would go on hearing
    everything, and nobody could end it any more when its card is blocked.
    """
    handle = server._handle_event  # noqa: SLF001  (there is no other way in)

    def handle_named(eio_sid: str, namespace: str | None, number: int | None, data: Any) -> None:
        name = data[0] if isinstance(data, list) and data else None
        if isinstance(name, str) and name not in server.reserved_events:
            handle(eio_sid, namespace, number, data)

    server._handle_event = handle_named  # noqa: SLF001

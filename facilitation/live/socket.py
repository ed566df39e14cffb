"""The socket object; only ``live.publish`` speaks through it."""

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

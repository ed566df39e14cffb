"""The socket object; only ``live.publish`` speaks through it."""

from flask_socketio import SocketIO

LARGEST_FRAME = 64 * 1024

socketio = SocketIO(
    async_mode="gevent",
    max_http_buffer_size=LARGEST_FRAME,
    logger=False,  # the loggers would write down messages, and with them ballots
    engineio_logger=False,
    manage_session=False,
)

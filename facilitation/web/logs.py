"""What is written down when something breaks: where it broke, never with what."""

import io
import sys
from contextlib import suppress

import structlog
from gevent.pywsgi import WSGIHandler


def configure() -> None:
    """One line per event on standard error; tracebacks without the values of variables.

    Variables would hold ballots, passwords and addresses.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(_errors),
    )


class _Errors(io.StringIO):
    """Standard error, whichever it is by then; nobody goes without an answer because it is full.

    A log on the disk that just filled up can't take the line that says so.
    """

    def write(self, text: str) -> int:
        with suppress(OSError):
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stderr.flush()


_errors = _Errors()


class DiscreetHandler(WSGIHandler):
    """Doesn't write down what it couldn't read: that may be a ballot, and tells an address."""

    def log_error(self, msg: str, *args: object) -> None:
        structlog.get_logger().warning("unreadable request refused")

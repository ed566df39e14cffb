"""What is written down when something breaks: where it broke, never with what."""

import sys

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
        # Asked for each line: whoever swaps standard error later gets it there.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


class DiscreetHandler(WSGIHandler):
    """Doesn't write down what it couldn't read: that may be a ballot, and tells an address."""

    def log_error(self, msg: str, *args: object) -> None:
        structlog.get_logger().warning("unreadable request refused")

"""A server in front of a hall: start it with faults, kill it, look at its rows."""

from typing import Any, Self

from bench.hall import Hall, furnish

from .. import server as real
from .lab import Lab


class Server(real.Server):
    """A council in mid session, on a database of its own; not started yet."""

    def __init__(self, lab: Lab, members: int, url: str = "") -> None:
        super().__init__(lab.place("server"), settings={"RATSCHLAG_DATABASE_URL": url})
        self.hall: Hall = furnish(self.instance, members, url)

    def start(self, **faults: Any) -> Self:
        """Serve, with ``faults``; returns when it answers."""
        self.faults = faults
        super().start()
        return self

    def died(self) -> None:
        """Wait for the end that its faults bring about."""
        self.process.wait(30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

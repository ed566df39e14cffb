"""Where the subjects keep their rows: a SQLite file each, or a database each in one PostgreSQL.

PostgreSQL runs as on a real machine, with nothing switched off that a power cut would need, and
on the servers' core: what it costs is counted as the subject's.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Postgres, serving

SQLITE, POSTGRES = "sqlite", "pg"
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "autovacuum": "on",
}
TICKS = os.sysconf("SC_CLK_TCK")


class Store:
    """SQLite: there is nothing to set up, and its work is done in the subject itself."""

    def make(self, name: str, delay_ms: int) -> tuple[str, dict[str, str]]:
        """A new database: its address, empty for the subject's own file, and what to tell the
        subject so that each commit takes ``delay_ms`` longer."""
        return "", {"RATSCHLAG_COMMIT_DELAY_MS": str(delay_ms)}

    def cpu(self) -> float:
        """Seconds of processor time that were spent outside of the subjects so far."""
        return 0.0


class Server(Store):
    """One PostgreSQL for all subjects, of which one at a time is busy."""

    def __init__(self, server: Postgres, core: int) -> None:
        self._server = server
        for process in self._processes():
            os.sched_setaffinity(process, {core})  # whoever connects later inherits it

    def make(self, name: str, delay_ms: int) -> tuple[str, dict[str, str]]:
        """Slower as a slow disk makes it: the server itself waits, and others may go on."""
        url = self._server.make(name)
        if delay_ms:
            self._server.keep(name, "commit_delay", delay_ms * 1000)
            self._server.keep(name, "commit_siblings", 0)
        return url, {"RATSCHLAG_DATABASE_URL": url}

    def cpu(self) -> float:
        """Of its processes, and of those that have ended."""
        first = self._processes()[0]
        fields = Path(f"/proc/{first}/stat").read_text().rpartition(")")[2].split()
        ended = (int(fields[13]) + int(fields[14])) / TICKS
        return ended + sum(_spent(process) for process in self._processes())

    def _processes(self) -> list[int]:
        assert self._server.process
        first = self._server.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]


def _spent(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except OSError:  # it has just ended
        return 0.0


@contextmanager
def opened(kind: str, core: int) -> Iterator[Store]:
    """A store of a kind as long as the block lasts."""
    if kind == SQLITE:
        yield Store()
        return
    with serving(**DURABLE) as server:
        yield Server(server, core)

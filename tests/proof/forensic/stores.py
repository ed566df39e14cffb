"""The two stores, each with whoever copies its files."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from facilitation import db, migrations
from facilitation.upkeep import backup
from tests.postgres import Postgres, serving
from tests.stored import working_on

from ..lab import Lab
from .heap import Disk
from .sqlite_file import Tape
from .traces import Trace


class Spy(Protocol):
    """Reads files from the outside."""

    def begin(self) -> None:
        """Find out which tables there are."""

    def look(self, *, surely: bool = False) -> None:
        """Copy what is there now; where that takes long, not each time."""

    def finish(self) -> tuple[Sequence[Trace], Sequence[tuple[str, bytes]]]:
        """The last look; all rows and all bytes that were seen."""


class SqliteSpy:
    """File, WAL and a back-up in between."""

    def __init__(self, path: Path) -> None:
        self.tape = Tape(path)
        self._looks = 0

    def begin(self) -> None:
        self.tape.begin()

    def look(self, *, surely: bool = False) -> None:
        self.tape.look()
        self._looks += 1
        if self._looks == 10:
            self._back_up("in between")

    def finish(self) -> tuple[Sequence[Trace], Sequence[tuple[str, bytes]]]:
        path = self.tape.path
        shm = path.with_name(f"{path.name}-shm")
        if shm.exists():
            self.tape.raw.append(("shm", shm.read_bytes()))
        self._back_up("afterwards")
        self.tape.finish()
        return list(self.tape.traces.values()), self.tape.raw

    def _back_up(self, when: str) -> None:
        """Its pages lie as in the original; what more is in it?"""
        out = self.tape.path.with_name(f"{when}.ratschlag")
        backup.back_up(db.database(), None, out)
        with zipfile.ZipFile(out) as package:
            for name in package.namelist():
                self.tape.raw.append((f"{name} in the back-up {when}", package.read(name)))
        out.unlink()


class PostgresSpy:
    """The server's folder, written out every few ballots; its WAL and a dump."""

    EVERY = 8

    def __init__(self, server: Postgres, name: str) -> None:
        self.server, self.name = server, name
        self.connection = psycopg.connect(
            host=str(server.folder), user="postgres", dbname=name, autocommit=True
        )
        self.disk = Disk(server.data, self.connection)
        self._looks = 0

    def begin(self) -> None:
        """Asked at each look."""

    def look(self, *, surely: bool = False) -> None:
        self._looks += 1
        if surely or self._looks % self.EVERY == 0:
            self.disk.look()

    def finish(self) -> tuple[Sequence[Trace], Sequence[tuple[str, bytes]]]:
        self.disk.finish(dump(self.server, self.name))
        self.connection.close()
        return list(self.disk.traces.values()), self.disk.raw


def dump(server: Postgres, name: str) -> str:
    """What ``pg_dump`` writes."""
    program = server._programs / "pg_dump"
    words = [program, "--host", server.folder, "--username=postgres", name]
    done = subprocess.run(words, capture_output=True, check=True, cwd=server.folder)
    return done.stdout.decode()


class Sqlite:
    """Each evening on a file of its own."""

    NAME = "SQLite"

    def __init__(self, lab: Lab) -> None:
        self.folder = lab.place("sqlite")
        self.empty = self.folder / "empty.db"
        database = db.Database(f"sqlite:///{self.empty}")
        migrations.upgrade(database)
        database.close()

    @contextmanager
    def evening(self) -> Iterator[Spy]:
        path = self.folder / "council.db"
        for left in self.folder.glob("council.db*"):
            left.unlink()
        shutil.copy(self.empty, path)
        with working_on(db.Database(f"sqlite:///{path}"), self.folder / "keys"):
            yield SqliteSpy(path)


class Postgresql:
    """Each evening in the same database, as councils share it."""

    NAME = "PostgreSQL"

    def __init__(self, lab: Lab, server: Postgres) -> None:
        self.folder, self.server = lab.place("postgres"), server
        self.url = server.make("council")
        with closing(
            psycopg.connect(host=str(server.folder), user="postgres", autocommit=True)
        ) as c:
            c.execute("ALTER SYSTEM SET wal_keep_size = '1GB'")  # as an archive keeps it
            c.execute("SELECT pg_reload_conf()")
        database = db.Database(self.url)
        migrations.upgrade(database)
        database.close()

    @contextmanager
    def evening(self) -> Iterator[Spy]:
        with working_on(db.Database(self.url), self.folder / "keys"):
            yield PostgresSpy(self.server, "council")


@contextmanager
def both(lab: Lab) -> Iterator[list[Sqlite | Postgresql]]:
    """SQLite and PostgreSQL."""
    with serving() as server:
        yield [Sqlite(lab), Postgresql(lab, server)]

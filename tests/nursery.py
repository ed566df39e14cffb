"""A Python that has imported everything: programs of tests begin as forks of it.

The imports take most of what a start costs, and each journey starts a server. Whether the real
start works is for ``cli/test_serving.py`` and ``test_bootstrap.py``. Run as a script this is the
nursery itself: it reads orders from its standard input, one JSON a line, and answers each so.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Child:
    """A process of the nursery, used like ``subprocess.Popen``."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = nursery().ask(poll=self.pid)
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"child {self.pid}", timeout)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


class Nursery:
    """This side of the pipe; when this process ends, so do the nursery and its children."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        atexit.register(self.process.communicate)

    def ask(self, **order: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


nursery = cache(Nursery)


def start(
    words: list[str],
    environment: dict[str, str],
    out: Path,
    err: Path,
    faults: dict[str, Any] | None = None,
) -> Any:
    """``python3 app.py`` with ``words``; what it prints is added to the files.

    ``faults`` (``proof/faults.py``) make it go wrong; they need a system that can fork.
    """
    if hasattr(os, "fork"):
        given = {"words": words, "environment": environment, "out": str(out), "err": str(err)}
        return Child(nursery().ask(**given, faults=faults or {}))
    assert not faults
    with out.open("ab") as said, err.open("ab") as complained:
        return subprocess.Popen(
            [sys.executable, "app.py", *words],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=complained,
        )


def run(
    words: list[str], environment: dict[str, str], patience: float = 150
) -> subprocess.CompletedProcess[str]:
    """``python3 app.py`` with ``words`` to its end."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = start(words, environment, out, err)
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            raise
        return subprocess.CompletedProcess(
            ["app.py", *words], code, out.read_text("utf-8"), err.read_text("utf-8")
        )


def keep() -> None:
    """The nursery: patched and imported as ``app.py`` does it, then forking as ordered."""
    sys.path[0] = str(ROOT)
    from gevent import monkey

    monkey.patch_all()
    from gevent.os import fork

    create_app = prepare()
    waitpid, living = monkey.get_original("os", "waitpid"), set()
    for line in sys.stdin:
        order = json.loads(line)
        answer = None
        if "poll" in order:
            pid, status = waitpid(order["poll"], os.WNOHANG)
            if pid:
                living.discard(pid)
                answer = os.waitstatus_to_exitcode(status)
        elif answer := fork():
            living.add(answer)
        else:
            become(create_app, **order)
        print(json.dumps(answer), flush=True)
    for pid in living:
        os.kill(pid, signal.SIGKILL)


def prepare() -> Any:
    """Everything that the first app of a process loads; how to make an app."""
    from jinja2 import FileSystemBytecodeCache
    from sqlalchemy.orm import configure_mappers

    import app
    from facilitation import cli, report  # noqa: F401
    from facilitation.settings import Settings

    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    compiled = FileSystemBytecodeCache(folder.name)

    def create_app(settings: Settings) -> Any:
        """An app that needn't compile the templates that another one has compiled."""
        made = app.create_app(settings)
        made.jinja_env.bytecode_cache = compiled
        return made

    create_app(
        Settings(
            database_url="sqlite://",
            secret_key=b"nobody's" * 4,
            instance=ROOT / "instance",
            exports=ROOT / "exports",
        )
    )
    configure_mappers()
    return create_app


def become(
    create_app: Any,
    words: list[str],
    environment: dict[str, str],
    out: str,
    err: str,
    faults: dict[str, Any],
) -> None:
    """Be ``python3 app.py`` with these words; doesn't return."""
    from facilitation import cli

    os.environ.clear()
    os.environ.update(environment)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    for number, there in enumerate(
        (os.open(os.devnull, os.O_RDONLY), os.open(out, flags), os.open(err, flags))
    ):
        os.dup2(there, number)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[attr-defined]
    sys.argv = ["app.py", *words]
    be_born()
    code = 1
    try:
        if faults:
            from tests.proof.faults import install

            install(faults)
        code = cli.main(words, create_app)
    except BaseException:  # noqa: BLE001  (told as Python tells what nobody catches)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        os._exit(code)


def be_born() -> None:
    """What a process settles once, when its modules are imported: its luck, and who it is."""
    import random
    import secrets

    from facilitation.live import scene

    random.seed()
    old, new = scene.BOOT, secrets.token_hex(4)
    for module in list(sys.modules.values()):
        if getattr(module, "BOOT", None) == old:
            vars(module)["BOOT"] = new


if __name__ == "__main__":
    keep()

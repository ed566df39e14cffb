"""Commands run as a person runs them: in a process of their own, with a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def instance(tmp_path):
    return tmp_path / "instance"


@pytest.fixture
def environment(instance):
    return os.environ | {"RATSCHLAG_INSTANCE": str(instance), "RATSCHLAG_NO_BOOTSTRAP": "1"}


def run_command(words, environment):
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def run(environment):
    """Run a command to its end."""
    return lambda *words, **changes: run_command(words, environment | changes)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The example, built once: settings with which commands find it."""
    settings = {"RATSCHLAG_INSTANCE": str(tmp_path_factory.mktemp("demo"))}
    silent = {"RATSCHLAG_NO_BOOTSTRAP": "1"}
    assert run_command(["demo", "--no-serve"], os.environ | silent | settings).returncode == 0
    return settings


@pytest.fixture
def serving(environment):
    """Start a server; read what it says until it is ready; end it afterwards."""
    processes = []

    def serving(*words):
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py"), *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        processes.append(process)
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Beenden mit"):
                break
        return process, "".join(said)

    yield serving
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.wait()

"""Commands, each with a folder of its own; servers in a process of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitation.cli import main

from .. import server

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def instance(tmp_path):
    return tmp_path / "instance"


@pytest.fixture
def environment(instance):
    return os.environ | {
        "RATSCHLAG_INSTANCE": str(instance),
        "RATSCHLAG_KEY_DIR": str(server.keys_of(instance)),
        "RATSCHLAG_NO_BOOTSTRAP": "1",
    }


@pytest.fixture
def run(instance, monkeypatch, capsys):
    """Run a command to its end, in this process; what it said and how it ended."""
    monkeypatch.setenv("RATSCHLAG_INSTANCE", str(instance))
    return lambda *words: (main(words, no_server), *capsys.readouterr())


@pytest.fixture
def begun(run, instance, migrated):
    """An instance that was started before; to migrate an empty file takes half a second."""
    instance.mkdir(mode=0o700)
    Path(shutil.copy(migrated, instance / "ratschlag.db")).chmod(0o600)
    assert run("team")[0] == 0  # makes the key


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The example, built once."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RATSCHLAG_INSTANCE", str(folder))
        assert main(["demo", "--no-serve"], no_server) == 0
    return folder


@pytest.fixture
def demo(run, built, monkeypatch):
    """Run a command on the example."""
    monkeypatch.setenv("RATSCHLAG_INSTANCE", str(built))
    return lambda *words: run("--demo", *words)


def no_server(settings):
    raise AssertionError("this command serves nothing")


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

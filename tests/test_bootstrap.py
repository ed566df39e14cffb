"""The first start, tried with a real interpreter in a folder of its own and without a network."""

import ast
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from facilitation import bootstrap
from facilitation.bootstrap import installing

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
PYTHON = getattr(sys, "_base_executable", sys.executable)
START = """
import sys
from facilitation import bootstrap
if __name__ == "__main__":
    bootstrap.prepare(sys.argv[1:])
import brick
print("runs with", brick.VERSION, "in", sys.prefix, "with", sys.argv[1:])
"""


def make_project(folder):
    """A copy of Ratschlag that needs one small wheel."""
    package = folder / "facilitation"
    shutil.copytree(ROOT / "facilitation" / "bootstrap", package / "bootstrap")
    (package / "__init__.py").write_text("")
    (folder / "app.py").write_text(START)
    ask_for(folder, "1.0")
    return folder


@pytest.fixture
def project(tmp_path):
    """A project that was never started."""
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("first"))
    return project, start(project, "demo", "--port", "0")


@pytest.fixture
def installed(first, tmp_path):
    """A project after its first start."""
    return shutil.copytree(first[0], tmp_path / "installed", symlinks=True)


def ask_for(project, version, digest=""):
    """Put a wheel beside the project and into its requirements."""
    wheels = project / "wheels"
    wheels.mkdir(exist_ok=True)
    wheel = wheels / f"brick-{version}-py3-none-any.whl"
    about = f"brick-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("brick.py", f"VERSION = {version!r}\n")
        file.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: brick\nVersion: {version}\n"
        )
        file.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{about}/RECORD", "")
    digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "requirements.txt").write_text(f"brick=={version} --hash=sha256:{digest}\n")


def environment(project, **changes):
    """No network: pip finds the wheel in a folder and nothing anywhere else."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "RATSCHLAG_", "VIRTUAL_ENV", "PYTEST"))
    }
    pip = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project / "wheels"),
        "PIP_CONFIG_FILE": os.devnull,
    }
    return kept | pip | changes


def start(project, *args, flags=(), **changes):
    return subprocess.run(
        [PYTHON, *flags, str(project / "app.py"), *args],
        env=environment(project, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_first_start_makes_the_environment_and_starts_again_in_it(first):
    project, done = first
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"runs with 1.0 in {project / '.venv'} with ['demo', '--port', '0']\n"
    assert "richtet sich ein" in done.stderr


def test_second_start_installs_nothing(installed):
    shutil.rmtree(installed / "wheels")
    done = start(installed)
    assert done.stdout.startswith("runs with 1.0")
    assert done.stderr == ""


def test_changed_requirements_are_installed(installed):
    ask_for(installed, "2.0")
    assert start(installed).stdout.startswith("runs with 2.0")


def test_killed_installation_is_begun_anew(project):
    process = subprocess.Popen(
        [PYTHON, str(project / "app.py")],
        env=environment(project),
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    wait_for(project / ".venv" / "bin")  # in the middle: the folder is there, pip isn't
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not installing.ready(project, ("requirements.txt",))
    done = start(project)
    assert done.stdout.startswith("runs with 1.0"), done.stderr
    assert not (project / ".venv.installing").exists()


def test_half_made_environment_is_not_trusted(installed):
    (installed / ".venv.installing").write_text("")
    (installed / ".venv" / "ready-requirements.txt").unlink()
    rubble = installed / ".venv" / "rubble"
    rubble.write_text("")
    assert start(installed).stdout.startswith("runs with 1.0")
    assert not rubble.exists()


def test_environment_of_a_vanished_python_is_made_anew(installed):
    python = installed / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert start(installed).stdout.startswith("runs with 1.0")


def test_two_starts_at_once_install_once(project):
    both = [
        subprocess.Popen(
            [PYTHON, str(project / "app.py")],
            env=environment(project),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all(out.startswith("runs with 1.0") for out, _err in said)
    assert sum("richtet sich ein" in err for _out, err in said) == 1
    assert sum("Ein anderer Start" in err for _out, err in said) == 1


def test_without_network_one_sentence_says_so_and_the_next_start_succeeds(project):
    done = start(
        project,
        PIP_NO_INDEX="",
        PIP_FIND_LINKS="",
        PIP_RETRIES="0",
        PIP_INDEX_URL="http://127.0.0.1:9/",
    )
    assert done.returncode == 1
    assert "verbinden Sie das Gerät" in done.stderr
    assert "Traceback" not in done.stderr
    assert start(project).stdout.startswith("runs with 1.0")


def test_forged_wheel_is_refused(installed):
    ask_for(installed, "2.0", digest="0" * 64)
    done = start(installed)
    assert done.returncode == 1
    assert "nicht der, den wir geprüft haben" in done.stderr


def test_missing_requirements_are_named(project):
    (project / "requirements.txt").unlink()
    done = start(project)
    assert "requirements.txt fehlt" in done.stderr


def test_no_bootstrap_leaves_everything_alone(project):
    done = start(project, flags=("-S",), RATSCHLAG_NO_BOOTSTRAP="1")
    assert "fehlen Bausteine" in done.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …') Max retries exceeded", "PIP_CERT"),
        ("OSError: [Errno 28] No space left on device", "500 MB Platz"),
        ("Temporary failure in name resolution", "verbinden Sie das Gerät"),
        ("ERROR: Failed building wheel\nnote: …", "ERROR: Failed building wheel. Mehr dazu steht"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said, advice):
    assert advice in installing._pip_failed(said, "install.log")


@pytest.fixture
def read_only():
    """A folder that can be read and not written, by somebody who isn't root."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to others
        ask_for(Path(folder), "1.0")
        Path(folder).chmod(0o555)
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        Path(folder).chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders are locked differently there")
def test_read_only_folder_is_named(read_only):
    with pytest.raises(installing.CannotStart, match=f"{read_only} nicht schreiben"):
        installing.install(read_only, ("requirements.txt",))


@pytest.mark.parametrize(
    ("apt", "advice"), [("/usr/bin/apt-get", "sudo apt install python3-venv"), (None, "python.org")]
)
def test_missing_venv_module_is_explained(project, monkeypatch, apt, advice):
    monkeypatch.setattr(installing.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(installing.shutil, "which", lambda name: apt)
    with pytest.raises(installing.CannotStart, match=advice):
        installing.install(str(project), ("requirements.txt",))


@pytest.mark.parametrize(
    ("newer", "advice"), [("/usr/bin/python3.12", "python3.13 app.py"), (None, "python.org")]
)
def test_old_python_is_refused_with_advice(monkeypatch, newer, advice):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: newer)
    with pytest.raises(installing.CannotStart, match=re.escape(advice)) as refused:
        bootstrap.check_version((3, 9, 2))
    assert "braucht Python 3.11 oder neuer, dies ist Python 3.9.2" in str(refused.value)


@pytest.mark.parametrize(
    "path",
    [
        "app.py",
        "facilitation/__init__.py",
        *sorted(map(str, Path("facilitation/bootstrap").glob("*.py"))),
    ],
)
def test_old_pythons_can_read_what_refuses_them(path):
    ast.parse((ROOT / path).read_text(), feature_version=(3, 7))


def test_frozen_build_and_foreign_environment_are_left_alone(monkeypatch, tmp_path):
    monkeypatch.delenv("RATSCHLAG_NO_BOOTSTRAP", raising=False)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert not bootstrap.left_alone(str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert bootstrap.left_alone(str(tmp_path))
    monkeypatch.delattr(sys, "frozen")
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    assert bootstrap.left_alone(str(tmp_path))


@pytest.mark.parametrize(
    ("argv", "command", "serves"),
    [
        ([], "", True),
        (["--port", "9000"], "", True),
        (["--database", "sqlite:///x.db", "report", "smart-kassel"], "report", False),
        (["demo", "--stage", "prepared"], "demo", True),
        (["demo", "--no-serve"], "demo", False),
        (["rehearse", "--phones", "30"], "rehearse", True),
        (["test", "-k", "report"], "test", False),
    ],
)
def test_command_is_known_before_anything_is_imported(argv, command, serves):
    assert bootstrap.command(argv) == command
    assert bootstrap.serves(argv) is serves
    assert ("requirements-dev.txt" in bootstrap.needed(argv)) is (command == "test")


@pytest.mark.parametrize(
    ("argv", "set_to", "asks"),
    [
        ([], "", False),
        ([], "postgresql+psycopg://rat@/rat", True),
        (["--database", "sqlite:///x.db"], "postgresql+psycopg://rat@/rat", False),
        (["--database", "postgresql+psycopg://rat@/rat", "team"], "", True),
        (["--database=postgresql+psycopg://rat@/rat"], "", True),
        (["--database"], "", False),
    ],
)
def test_the_driver_comes_where_rows_are_kept_on_a_server(argv, set_to, asks, monkeypatch):
    monkeypatch.setenv("RATSCHLAG_DATABASE_URL", set_to)
    assert ("requirements-server.txt" in bootstrap.needed(argv)) is asks
    assert (ROOT / "requirements-server.txt").exists()


def wait_for(path):
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)

"""The shape of the code: who knows whom, how large things get, which versions are too old."""

import ast
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import grimp
import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for path in (ROOT / "facilitation").rglob("*.py")
    if "versions" not in path.parts  # migrations say in one go what a version brought
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
FLOORS = {
    "python-socketio": "5.16.2",
    "python-engineio": "4.13.2",
    "Flask": "3.1.3",
    "Werkzeug": "3.1.6",
    "lxml": "6.1.0",
}
BASE = {"addresses", "clock", "db", "errors", "language", "settings", "text"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("facilitation", include_external_packages=True)


def test_import_contracts_are_kept():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_models_never_reach_rules(graph):
    """A table knows other tables and the base, nothing that decides."""
    models = {name for name in graph.modules if name.endswith(".models")}
    packages = {name.rpartition(".")[0] for name in models}
    base = {f"facilitation.{name}" for name in BASE} | {"facilitation"}
    reached = {
        (name, known)
        for name in models
        for known in graph.find_upstream_modules(name)
        if known.startswith("facilitation")
    }
    assert {pair for pair in reached if pair[1] not in models | packages | base} == set()


def test_nothing_imports_the_composition_root(graph):
    assert not any(name == "app" or name.startswith("app.") for name in graph.modules)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_FILE
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_in_a_line_what_it_is_for(path):
    says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert says
    assert says.splitlines()[0]


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_known_holes_are_closed(name, floor):
    assert Version(version(name)) >= Version(floor)
    locked = re.search(
        rf"^{name}==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE | re.IGNORECASE
    )
    assert locked
    assert Version(locked[1]) >= Version(floor)


def test_gevent_websocket_stays_out():
    """With it, gunicorn's gevent worker silently stays on polling."""
    locks = [(ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt")]
    assert not any("gevent-websocket" in lock for lock in locks)


def test_every_locked_package_has_a_hash_and_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        packages = re.split(r"(?m)^(?=[A-Za-z])", text)[1:]
        assert packages
        assert all("--hash=sha256:" in package for package in packages)
        assert "://" not in text
        assert "--index" not in text

"""What all tests share: an empty database, an app on it, an evening to play with."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, expect, sync_playwright

from facilitation import db, migrations
from facilitation.settings import Settings
from facilitation.voting import keys

from . import evenings, factories, once, server, stores, tools

if TYPE_CHECKING:
    from .postgres import Postgres

# A busy machine draws slowly; that says nothing about what is tested.
expect.set_options(timeout=15_000)
hypothesis.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with it in the end."""
    slow = {
        item.path
        for item in items
        if any(
            item.get_closest_marker(name) for name in ("browser", "fault", "libreoffice", "long")
        )
    }
    items.sort(key=lambda item: item.path not in slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the proofs found, with the seed that finds it again."""
    reports = [one for some in terminalreporter.stats.values() for one in some]
    for report in reports:
        for name, words in getattr(report, "user_properties", ()):
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(words)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file; tests work on copies."""

    def make(path: Path) -> None:
        database = db.configure(f"sqlite:///{path}")
        migrations.upgrade(database)
        database.close()  # the last connection folds the WAL into the file

    return once.made(once.shared(tmp_path_factory) / "empty.db", make)


@pytest.fixture(scope="session", autouse=True)
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the keys of sealed rounds lie; a folder in it for each database."""
    folder = tmp_path_factory.mktemp("keys")
    keys.configure(folder)
    return folder


@pytest.fixture(autouse=True)
def own_keys(key_folder: Path) -> None:
    """Commands that ran in this process have looked for keys elsewhere."""
    keys.configure(key_folder)


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Commands close what they write to others; the next test is another user."""
    kept = os.umask(0o022)
    os.umask(kept)
    yield
    os.umask(kept)


@pytest.fixture(scope="session")
def example_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """Copies an instance with the example at a stage to a place; each stage is built once."""
    shared = once.shared(tmp_path_factory)

    def copy(stage: str, to: Path) -> Path:
        return server.copy(server.example(shared, stage), to)

    return copy


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["Postgres"]:
    """A PostgreSQL of this process's own."""
    if sys.platform == "win32":
        pytest.skip("pip brings no PostgreSQL for Windows")
    from .postgres import serving

    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def postgres(postgres_server: "Postgres") -> Iterator[db.Database]:
    """A migrated database there."""
    database = db.Database(postgres_server.make("council"))
    migrations.upgrade(database)
    yield database
    database.close()


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str:
    """Where rows are kept: in SQLite, but for tests that ask for both (``stores.py``)."""
    return getattr(request, "param", stores.SQLITE)


@pytest.fixture
def database(store: str, request: pytest.FixtureRequest) -> db.Database:
    """The configured database of one test."""
    found: db.Database = request.getfixturevalue(f"on_{store}")
    return found


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> db.Database:
    """The engines of SQLite for all tests: to compile every question anew takes a third of the time."""
    return stores.movable(tmp_path_factory.mktemp("engines") / "nowhere.db")


@pytest.fixture
def on_sqlite(
    engines: db.Database, migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[db.Database]:
    stores.move(engines, shutil.copy(migrated, tmp_path / "test.db"))
    monkeypatch.setattr(db, "_database", engines)
    yield engines
    engines.close()


@pytest.fixture
def on_postgres(postgres: db.Database, monkeypatch: pytest.MonkeyPatch) -> db.Database:
    stores.empty(postgres)
    monkeypatch.setattr(db, "_database", postgres)
    return postgres


@pytest.fixture
def settings(database: db.Database, tmp_path: Path) -> Settings:
    return Settings(
        database_url=str(database.url),
        secret_key=factories.KEY,
        instance=tmp_path,
        exports=tmp_path / "exports",
    )


_apps: dict[Settings, Flask] = {}
"""One app for all tests with the same settings: its routes and templates are compiled once."""


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates that another worker needn't compile again."""
    folder = once.shared(tmp_path_factory) / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture
def app(settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app on this test's database, with nothing drawn yet; what a test sets in it is undone."""
    from app import create_app
    from facilitation.live import publish, scene

    alike = replace(settings, database_url="", instance=Path(), exports=Path())
    if alike not in _apps:
        _apps[alike] = create_app(settings)
        _apps[alike].jinja_env.bytecode_cache = compiled
    app = _apps[alike]
    config, address = dict(app.config), dict(vars(app.extensions["address"]))
    app.config["SETTINGS"] = settings
    publish._scenes = scene.Scenes(app.jinja_env)
    yield app
    app.config.clear()
    app.config |= config
    vars(app.extensions["address"]).update(address)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """One browser."""
    return app.test_client()


@pytest.fixture(scope="session")
def planned(
    engines: db.Database, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> evenings.Planned:
    """Evenings that were planned before: a copy takes a tenth of the time."""
    return evenings.Planned(engines, migrated, tmp_path_factory.mktemp("evenings"))


@pytest.fixture
def evening(database: db.Database, planned: evenings.Planned) -> factories.Evening:
    """A council with six seats at two tables; its session is planned, nothing has begun."""
    return planned.into(database)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all tests of this process."""
    path = tools.chromium()
    if not path:
        pytest.skip("no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=tools.chromium_arguments())
        yield browser
        browser.close()

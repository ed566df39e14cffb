"""Brings the database to the shape this version needs, with a copy of the old one kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from ..db import Database
from ..errors import Refused
from ..language import N_

HERE = Path(__file__).parent
KEPT = 20
"""Copies that stay; older ones make room."""


class NewerDatabase(Refused):
    """The database was made by a later version than this one."""

    status = 503
    code = "newer_database"
    default = N_(
        "Diese Datenbank stammt von einer neueren Fassung von Ratschlag. Bitte starten Sie die "
        "neuere Fassung, oder wählen Sie mit --database eine andere Datenbank."
    )


def configuration() -> Config:
    """Alembic's view of this folder; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    return config


def upgrade(database: Database) -> Path | None:
    """Migrate to the newest revision; return the copy made before it, if one was needed.

    Everything happens in one transaction, so a killed upgrade changes nothing.
    """
    config = configuration()
    script = ScriptDirectory.from_config(config)
    present, wanted = revision(database), script.get_current_head()
    _check_known(script, present)
    if present == wanted:
        return None
    if database.path:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    kept = keep_copy(database.path, present) if database.path and present else None
    with _without_foreign_keys(database) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return kept


def revision(database: Database) -> str | None:
    """The revision the database is at; none when it is new."""
    if database.path and not database.path.exists():
        return None
    with database.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def keep_copy(path: Path, present: str, opened: sqlite3.Connection | None = None) -> Path:
    """Copy the SQLite file to ``backups/`` beside it, whole even while others write to it.

    ``opened`` is a connection to it that nobody else gets past.
    """
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = folder / f"{path.stem}-{stamp}-{present}.db"
    part = kept.with_suffix(".part")
    reading = nullcontext(opened) if opened else closing(sqlite3.connect(path))
    with reading as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(kept)
    for old in sorted(folder.glob(f"{path.stem}-*.db"))[:-KEPT]:
        old.unlink()
    return kept


def _check_known(script: ScriptDirectory, present: str | None) -> None:
    if present is None:
        return
    try:
        script.get_revision(present)
    except CommandError as error:
        raise NewerDatabase from error


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[Connection]:
    """Rebuilding a table in SQLite drops the old one, which must not reach its children."""
    with database.writer.connect() as connection:
        if not database.sqlite:
            yield connection
            return
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            raw.execute("PRAGMA foreign_keys=ON")

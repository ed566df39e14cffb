"""Bringing a back-up back: looked at and migrated aside first, then put in place as a whole."""

import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from .. import migrations
from ..db import Database
from ..errors import NotFound, Refused
from ..language import N_
from ..language import gettext as _
from ..voting import sealing
from ..voting.keys import destroy_all
from . import copying, package
from .backup import file_of
from .copying import Progress, part_of, untold
from .package import Damaged, Manifest

HEADER = b"SQLite format 3\x00"
NO_FILE = N_("Die Datei %(path)s gibt es nicht. Bitte prüfen Sie den Namen der Sicherung.")


class Newer(Refused):
    """The back-up was made by a later version."""

    status = 409
    code = "newer_backup"
    default = N_(
        "Diese Sicherung stammt von einer neueren Fassung von Ratschlag%(version)s. Bitte holen "
        "Sie sie mit der neueren Fassung zurück; an der Datenbank wurde nichts geändert."
    )


class OtherKey(Refused):
    """The environment's key isn't the one that the cards were made with."""

    status = 409
    code = "other_key"
    default = N_(
        "Die Karten dieser Sicherung gehören zu einem anderen Schlüssel als RATSCHLAG_SECRET_KEY. "
        "Bitte setzen Sie dort den Schlüssel aus der Sicherung ein (sie ist eine ZIP-Datei, er "
        "steht in secret.key), und versuchen Sie es noch einmal."
    )


class CannotRestore(Refused):
    """The disk or SQLite refuses; the database is as it was."""

    status = 503
    code = "cannot_restore"
    default = N_(
        "Die Sicherung ließ sich nicht zurückholen: %(reason)s. Bitte prüfen Sie, ob auf der "
        "Festplatte Platz ist; an der Datenbank wurde nichts geändert."
    )


@dataclass(frozen=True)
class Keys:
    """The key of this installation; ``file`` is where one can be put, if it isn't set from outside."""

    present: bytes
    file: Path | None


@dataclass(frozen=True)
class Restored:
    """What happened."""

    manifest: Manifest | None
    """None where a plain copy of a database was brought back, without a key."""
    kept: Path | None
    """The database that was there before."""
    new_key: bool


def restore(
    database: Database, source: Path, keys: Keys | None, progress: Progress = untold
) -> Restored:
    """Put the back-up at ``source`` in place of ``database``, or change nothing at all.

    Without ``keys`` the key in it is left aside. Raises a ``Refused`` that says what to do.
    """
    target = file_of(database)
    if not source.is_file():
        raise NotFound(NO_FILE, path=source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with package.workshop(target.parent) as folder:
            manifest = _unpack(source, folder, part_of(progress, 0, 2))
            _prepare(source, folder / package.DATABASE, manifest)
            key = _key(folder / package.KEY, keys)
            kept = _put(folder / package.DATABASE, target, part_of(progress, 1, 2))
            destroy_all(database)  # no round needs them any more; the next start would do it too
            if key and keys and keys.file:
                _put_key(key, keys.file, kept)
    except OSError as error:
        raise CannotRestore(reason=error.strerror or error) from error
    except sqlite3.Error as error:
        raise CannotRestore(reason=error) from error
    return Restored(manifest, kept, key is not None)


def _unpack(source: Path, folder: Path, progress: Progress) -> Manifest | None:
    """A package, or a plain copy as Ratschlag keeps them before each migration."""
    if zipfile.is_zipfile(source):
        return package.unpack(source, folder, progress)
    with source.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise Damaged(path=source, reason=_("sie ist weder eine Sicherung noch eine Datenbank"))
    for ending in ("", "-wal"):
        beside = source.with_name(source.name + ending)
        if beside.exists():
            shutil.copyfile(beside, folder / (package.DATABASE + ending))
    return None


def _prepare(source: Path, new: Path, manifest: Manifest | None) -> None:
    """Make sure that the database is whole and ours, and migrate it where it is older."""
    if reason := copying.troubles(new):
        raise Damaged(path=source, reason=reason)
    if copying.revision_of(new) is None:
        raise Damaged(path=source, reason=_("die Datenbank darin stammt nicht von Ratschlag"))
    database = Database(f"sqlite:///{new}")
    try:
        migrations.upgrade(database)
        with Session(database.writer) as session, session.begin():
            # Votes came after the back-up; what it holds of a sealed round must never be counted.
            sealing.give_all_up(session)
    except migrations.NewerDatabase as error:
        version = f" ({manifest.version})" if manifest else ""
        raise Newer(version=version) from error
    except DBAPIError as error:
        raise Damaged(path=source, reason=error.orig) from error
    finally:
        database.close()
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _key(path: Path, keys: Keys | None) -> Path | None:
    """The key of the back-up, if it has to take the place of the present one."""
    if keys is None or not path.exists() or path.read_bytes() == keys.present:
        return None
    if keys.file is None:
        raise OtherKey
    ready = keys.file.with_suffix(".new")
    ready.unlink(missing_ok=True)
    with os.fdopen(os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(path.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    return ready


def _put(new: Path, target: Path, progress: Progress) -> Path | None:
    """Replace the database inside its own file, so that nobody goes on with an unlinked one."""
    if not target.exists():
        _set_aside(target)
        new.replace(target)
        return None
    try:
        with copying.alone(target) as connection:
            present = copying.revision_in(connection) or "leer"
            kept = migrations.keep_copy(target, present, connection)
            copying.overwrite(connection, new, progress)
            return kept
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_NOTADB,
            sqlite3.SQLITE_CORRUPT,
        ):
            raise
    broken = _set_aside(target)  # it can't be opened, so it is kept as it is
    new.replace(target)
    return broken


def _set_aside(target: Path) -> Path | None:
    """Move a broken database away with its WAL, which must never meet another database."""
    folder = target.parent / "backups"
    kept = folder / f"{target.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-defekt.db"
    for ending in ("", "-wal"):
        present = target.with_name(target.name + ending)
        if present.exists():
            folder.mkdir(exist_ok=True)
            present.replace(kept.with_name(kept.name + ending))
    target.with_name(target.name + "-shm").unlink(missing_ok=True)
    return kept if kept.exists() else None


def _put_key(ready: Path, file: Path, kept: Path | None) -> None:
    """The last step, a single renaming; the key that was there stays with its database."""
    if kept and file.exists():
        Path(shutil.copy2(file, kept.with_suffix(".part"))).replace(kept.with_suffix(".key"))
    ready.replace(file)

"""A back-up: one file, made at any time, from which an installation can be brought back."""

import os
import sqlite3
from pathlib import Path

from .. import __version__
from ..db import Database
from ..errors import Conflict, NotFound, Refused
from ..language import N_
from . import copying, package
from .copying import NotWhole, Progress, part_of, untold

NOTHING_THERE = N_(
    "Die Datenbank %(path)s gibt es noch nicht; es ist nichts zu sichern. Sie entsteht, wenn "
    "Sie „python3 app.py“ zum ersten Mal starten."
)
TAKEN = N_(
    "%(path)s gibt es schon und wird nicht überschrieben. Bitte wählen Sie einen anderen Namen, "
    "oder überschreiben Sie die Datei mit „--replace“."
)


class OtherTool(Refused):
    """PostgreSQL is backed up by its own programs."""

    code = "other_tool"
    default = N_(
        "Diese Datenbank liegt auf einem PostgreSQL-Server und wird mit dessen Werkzeug "
        "gesichert: „pg_dump --format=custom“ (zurück mit „pg_restore“). Sichern Sie "
        "RATSCHLAG_SECRET_KEY dazu, sonst gelten die Karten nicht mehr."
    )


class CannotSave(Refused):
    """The file can't be written where it was asked for."""

    status = 503
    code = "cannot_save"
    default = N_(
        "Die Sicherung ließ sich nicht nach %(path)s schreiben: %(reason)s. Bitte wählen Sie "
        "einen anderen Ort, zum Beispiel einen USB-Stick mit genug Platz."
    )


def file_of(database: Database) -> Path:
    """The SQLite file of ``database``; raises ``OtherTool``."""
    if database.path is None:
        raise OtherTool
    return database.path


def back_up(
    database: Database,
    key: bytes | None,
    out: Path,
    *,
    replace: bool = False,
    progress: Progress = untold,
) -> None:
    """Write database and ``key`` to ``out`` as one file that only this user can read.

    The key is left out where it is ``None``. Raises a ``Refused`` that says what to do; ``out``
    is then as it was.
    """
    path = file_of(database)
    if not path.exists():
        raise NotFound(NOTHING_THERE, path=path)
    if out.exists() and not replace:
        raise Conflict(TAKEN, path=out)
    try:
        with package.workshop(out.resolve().parent) as workshop:
            _write(path, key, workshop, progress)
            _put(workshop / "package", out, replace=replace)
    except OSError as error:
        raise CannotSave(path=out, reason=error.strerror or error) from error


def _write(path: Path, key: bytes | None, workshop: Path, progress: Progress) -> None:
    content = workshop / "content"
    content.mkdir()
    copy = content / package.DATABASE
    try:
        copying.snapshot(path, copy, part_of(progress, 0, 2))
    except sqlite3.DatabaseError as error:
        raise NotWhole(path=path, reason=error) from error
    if reason := copying.troubles(copy):
        raise NotWhole(path=path, reason=reason)
    if key is not None:
        (content / package.KEY).write_bytes(key)
    present = copying.revision_of(copy) or ""
    descriptor = os.open(workshop / "package", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        told = part_of(progress, 1, 2)
        package.pack(content, file, version=__version__, revision=present, progress=told)
        file.flush()
        os.fsync(file.fileno())


def _put(finished: Path, out: Path, *, replace: bool) -> None:
    if replace:
        finished.replace(out)
        return
    try:
        os.link(finished, out)
    except FileExistsError as error:
        raise Conflict(TAKEN, path=out) from error
    except OSError as error:  # a USB stick knows no hard links
        if out.exists():
            raise Conflict(TAKEN, path=out) from error
        finished.rename(out)

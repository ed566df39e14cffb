"""The doctor on what belongs to this installation: database, key, councils that are due."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from .. import migrations, purging
from ..db import Database
from ..language import gettext as _
from ..language import ngettext
from ..participants.models import Seat
from ..settings import KEY_NAME, SHORTEST_KEY, Settings
from . import copying
from .findings import Finding


def examine(settings: Settings, *, key_from_outside: bool) -> Iterator[Finding]:
    """Look at the database as it is; nothing is made, migrated or changed."""
    database = Database(settings.database_url)
    try:
        state = _database(database)
        yield state
        seats, due = _content(database) if state.state != "stop" else (0, 0)
    finally:
        database.close()
    if due:
        yield _due(due)
    if key_from_outside:
        yield Finding("fine", _("Schlüssel"), _("kommt aus RATSCHLAG_SECRET_KEY"))
    else:
        yield _key(settings.instance / KEY_NAME, settings.secret_key, seats)
    yield from _modes(database.path, settings.instance / KEY_NAME)
    yield _key_folder(settings.key_dir)


def _database(database: Database) -> Finding:
    if database.path is None:
        return _server(database)
    subject = _("Datenbank")
    if not database.path.exists():
        return Finding("fine", subject, _("entsteht beim ersten Start"))
    if reason := copying.troubles(database.path):
        return Finding(
            "stop",
            subject,
            _("%(path)s ist beschädigt (%(reason)s)", path=database.path, reason=reason),
            _("Holen Sie die letzte Sicherung zurück: python3 app.py restore DATEI"),
        )
    return _revision(subject, copying.revision_of(database.path), _size(database.path))


def _server(database: Database) -> Finding:
    subject = _("Datenbank")
    try:
        return _revision(subject, migrations.revision(database), "PostgreSQL")
    except DBAPIError as error:
        return Finding(
            "stop",
            subject,
            _("antwortet nicht (%(reason)s)", reason=str(error.orig).strip().splitlines()[0]),
            _("Prüfen Sie, ob PostgreSQL läuft und ob RATSCHLAG_DATABASE_URL stimmt."),
        )


def _revision(subject: str, present: str | None, where: str) -> Finding:
    script = ScriptDirectory.from_config(migrations.configuration())
    known = {revision.revision for revision in script.walk_revisions()}
    if present is None:
        return Finding("fine", subject, _("noch leer, wird beim ersten Start eingerichtet"))
    if present not in known:
        return Finding(
            "stop",
            subject,
            _("stammt von einer neueren Fassung von Ratschlag"),
            _("Starten Sie die neuere Fassung, oder holen Sie eine ältere Sicherung zurück."),
        )
    if present != script.get_current_head():
        return Finding(
            "mind",
            subject,
            _("unversehrt, aber von einer älteren Fassung (Stand %(n)s)", n=present),
            _("Sie wird beim nächsten Start erneuert; vorher entsteht eine Kopie."),
        )
    return Finding("fine", subject, _("unversehrt, Stand %(n)s, %(size)s", n=present, size=where))


def _content(database: Database) -> tuple[int, int]:
    """Seats, and councils past their date; a database of an older version isn't asked."""
    if database.path and not database.path.exists():
        return 0, 0
    head = ScriptDirectory.from_config(migrations.configuration()).get_current_head()
    if migrations.revision(database) != head:
        return _seats_of_old(database.path), 0
    with Session(database.reader) as session:
        return session.scalar(select(func.count(Seat.id))) or 0, len(purging.due(session))


def _seats_of_old(path: Path | None) -> int:
    if path is None:
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM seats").fetchone()[0])
        except sqlite3.OperationalError:  # no such table
            return 0


def _key_folder(folder: Path) -> Finding:
    """Whether a sealed round could be opened; nothing is written where nothing is yet."""
    subject = _("Schlüssel für vertrauliche Abstimmungen")
    place = next(each for each in (folder, *folder.parents) if each.exists())
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return Finding("fine", subject, _("in %(folder)s, in keiner Sicherung", folder=folder))
    return Finding(
        "stop",
        subject,
        _("in %(folder)s lässt sich nichts anlegen", folder=place),
        _("Nennen Sie mit RATSCHLAG_KEY_DIR einen Ordner, in den dieses Konto schreiben darf."),
    )


def _due(number: int) -> Finding:
    return Finding(
        "mind",
        _("Löschfrist"),
        ngettext(
            "bei einem Bürgerrat ist das Löschdatum vorbei",
            "bei %(num)s Bürgerräten ist das Löschdatum vorbei",
            number,
        ),
        _("Welche es sind, zeigt „python3 app.py purge --dry-run“; ohne --dry-run löscht es."),
    )


def _key(path: Path, key: bytes, seats: int) -> Finding:
    subject = _("Schlüssel")
    if not key and not seats and not path.exists():
        return Finding("fine", subject, _("entsteht beim ersten Start"))
    if len(key) < SHORTEST_KEY:
        text = _("%(path)s ist unvollständig", path=path)
        if not path.exists():
            text = _("%(path)s fehlt; gedruckte Karten gelten ohne ihn nicht mehr", path=path)
        return Finding(
            "stop",
            subject,
            text,
            _("Holen Sie ihn vor dem nächsten Start aus einer Sicherung (secret.key) zurück."),
        )
    return Finding("fine", subject, _("vorhanden"))


def _modes(*paths: Path | None) -> Iterator[Finding]:
    for path in paths:
        if path and path.exists() and path.stat().st_mode & 0o077:
            yield Finding(
                "mind",
                _("Rechte"),
                _("%(path)s können auch andere auf diesem Rechner lesen", path=path),
                f"chmod 600 {path}",
            )


def _size(path: Path) -> str:
    return f"{path.stat().st_size / (1 << 20):.1f} MB".replace(".", ",")

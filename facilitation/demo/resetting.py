"""Clearing the example away, and nothing else, so that it can be built afresh."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from ..errors import Refused
from ..language import N_
from .links import CARDS_FILE


class NotOnlyExample(Refused):
    """The file holds something that isn't the example's, so it stays."""

    status = 409
    code = "not_only_example"
    default = N_(
        "In %(path)s liegt nicht nur das Beispiel, deshalb wird die Datei nicht gelöscht. "
        "Wenn Sie alles darin wirklich nicht mehr brauchen, löschen Sie sie bitte von Hand."
    )


class NotAFile(Refused):
    """Only SQLite keeps a whole database in one file."""

    code = "not_a_file"
    default = N_(
        "Neu anlegen lässt sich das Beispiel nur in einer SQLite-Datei. "
        "Bitte leeren Sie diese Datenbank mit ihren eigenen Werkzeugen."
    )


def reset(database_url: str, instance: Path) -> None:
    """Delete the example's SQLite file and cards; nothing may have them open.

    Raises ``NotOnlyExample`` where a real council would be lost.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotAFile()
    path = Path(url.database)
    if path.exists() and not _holds_only_the_example(path):
        raise NotOnlyExample(path=path)
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    (instance / CARDS_FILE).unlink(missing_ok=True)


def _holds_only_the_example(path: Path) -> bool:
    """Whether every council in the file is an example; a file that can't be read is not."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return True  # nothing was ever put into it
            councils = connection.execute("SELECT is_example FROM councils").fetchall()
            accounts = connection.execute("SELECT count(*) FROM accounts").fetchone()[0]
    except sqlite3.Error:
        return False
    return all(example for (example,) in councils) and bool(councils or not accounts)

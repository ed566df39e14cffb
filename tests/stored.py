"""What the store holds of a round, by whichever way its ballots lie there."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitation import db
from facilitation.db import Database
from facilitation.voting import keys
from facilitation.voting.ballots import Ballots
from facilitation.voting.models import RollEntry, Round


class Stored(NamedTuple):
    """The present ballot of one seat."""

    key: str
    seq: int
    marks: dict[str, Any] | None
    """None once sealed ballots were counted, or a session has ended."""


def ballots(session: Session, round_id: int) -> dict[int, Stored]:
    """By seat id, of all who have handed in."""
    rows = session.execute(
        select(RollEntry.seat_id, RollEntry.key, RollEntry.seq).where(
            RollEntry.round_id == round_id, RollEntry.seq > 0
        )
    )
    found = Ballots(session, {round_id: session.get_one(Round, round_id)})
    return {
        row.seat_id: Stored(row.key, row.seq, found.get((round_id, row.seat_id))) for row in rows
    }


@contextmanager
def reading(url: str, key_folder: Path) -> Iterator[Session]:
    """A look into another program's database, with its keys."""
    with working_on(Database(url), key_folder), db.reading() as session:
        yield session


@contextmanager
def working_on(database: Database, key_folder: Path) -> Iterator[None]:
    """Let the rules work on another database for a while, with its keys."""
    kept = db._database, keys._root
    db._database = database
    keys.configure(key_folder)
    try:
        yield
    finally:
        database.close()
        db._database, keys._root = kept


def copy(database: Path, to: Path) -> Path:
    """Copy a database, and the keys that its open rounds need, within this process's folder."""
    shutil.copy(database, to)
    bring_keys(to, keys.folder_of_all(), keys.folder_of_all())
    return to


def bring_keys(database: Path, found_in: Path, key_folder: Path) -> None:
    """Copy the keys that a database needs to where it looks for them."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT key_name FROM rounds WHERE key_name != '' AND state IN ('open', 'closed')"
        ).fetchall()
    own = key_folder / keys.folder_name(database)
    own.mkdir(parents=True, exist_ok=True)
    for (name,) in names:
        source = next(found_in.glob(f"*/{name}.key"))  # all of that name are alike
        shutil.copy(source, own)

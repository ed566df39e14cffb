"""Deleting a council completely: every row, its files, the copies, and the traces on free pages.

Which tables belong to a council isn't written down anywhere: the foreign keys of the database
itself are followed downwards from its row, so that a new table can't be forgotten.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, delete, select, tuple_, update
from sqlalchemy.orm import Session

from . import clock, db
from .councils.models import Account, Council, Invitation, Membership, SignIn
from .voting import keys

STANDING = ("councils", "accounts")
"""Rows of these tables outlive what they refer to: the reference is emptied, the row stays."""
AT_ONCE = 500

Key = tuple[Any, ...]
Doomed = dict[Table, set[Key]]


@dataclass(frozen=True)
class Deleted:
    """What went with one council."""

    title: str
    slugs: tuple[str, ...]
    """Its own short name and that of its rehearsal, where it had one."""
    rows: Counter[str]
    """Rows by table."""


def due(session: Session) -> list[Council]:
    """The councils whose retention date has passed, the oldest first."""
    today = clock.local(clock.now()).date()
    passed = select(Council).where(Council.delete_after < today, Council.rehearsal_of_id.is_(None))
    return list(session.scalars(passed.order_by(Council.delete_after, Council.id)))


def purge_council(council_id: int, exports: Path) -> Deleted:
    """Delete a council with its rehearsal and files, in a transaction of its own.

    What it said stays readable on free pages of the database until ``scrub()``. Copies of the
    database hold it too: ``drop_copies()``. Raises ``NoResultFound`` for an unknown id.
    """
    with db.transaction() as session:
        deleted = delete_council(session, session.get_one(Council, council_id))
        keys.sweep_after(session)
    for slug in deleted.slugs:
        shutil.rmtree(exports / slug, ignore_errors=True)
    return deleted


def delete_council(session: Session, council: Council) -> Deleted:
    """Delete the rows of a council in every table, and accounts that nothing else needs."""
    council_id, title = council.id, council.title
    slugs: tuple[str, ...] = (council.slug,)
    rows: Counter[str] = Counter()
    for rehearsal in session.scalars(select(Council).filter_by(rehearsal_of_id=council_id)).all():
        practised = delete_council(session, rehearsal)
        slugs, rows = slugs + practised.slugs, rows + practised.rows
    team = list(session.scalars(select(Membership.account_id).filter_by(council_id=council_id)))
    doomed = rows_of(session, council_id)
    session.expunge_all()  # what was read of it before is no row any more
    _delete_rows(session, doomed)
    rows.update({table.name: len(keys) for table, keys in doomed.items()})
    rows["accounts"] += sum(_drop_idle_account(session, account_id) for account_id in team)
    return Deleted(title, slugs, +rows)


def rows_of(session: Session, council_id: int) -> Doomed:
    """The primary keys of everything that belongs to a council, by table."""
    tables = _tables(session)
    councils = tables["councils"]
    doomed: Doomed = {councils: {(council_id,)}}
    waiting = [(councils, {(council_id,)})]
    while waiting:
        parent, new = waiting.pop()
        for child, column in _references(tables.values(), parent):
            if child.name in STANDING:
                continue
            found = set(_referring(session, child, column, new)) - doomed.get(child, set())
            if found:
                doomed.setdefault(child, set()).update(found)
                waiting.append((child, found))
    return doomed


def scrub(database: db.Database) -> bool:
    """Leave nothing readable of what was deleted: build the file anew, empty the WAL.

    False while another connection still reads from the WAL, where a later call helps, and on
    PostgreSQL, which tidies up by itself (VACUUM FULL).
    """
    if not database.sqlite:
        return False
    with database.lock:
        database.rebuild()
    return database.empty_wal()


def drop_copies(path: Path, slugs: Iterable[str]) -> list[Path]:
    """Delete the automatic copies of the database at ``path`` that hold one of these councils.

    A copy that can't be read is no use to anybody and may hold anything: it goes too.
    """
    wanted = set(slugs)
    copies = sorted((path.parent / "backups").glob(f"{path.stem}-*.db"))
    dropped = [copy for copy in copies if wanted & _slugs(copy, unreadable=wanted)]
    for copy in dropped:
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        copy.with_suffix(".key").unlink(missing_ok=True)
    return dropped


def _tables(session: Session) -> dict[str, Table]:
    """The database as it is, not as the models that happen to be imported declare it."""
    found = MetaData()
    found.reflect(session.connection())
    return dict(found.tables)


def _references(tables: Iterable[Table], parent: Table) -> Iterator[tuple[Table, Column[Any]]]:
    """Every column that refers to the key of ``parent``, with its table."""
    for table in tables:
        for key in table.foreign_keys:
            if key.column.table is parent:
                yield table, key.parent


def _referring(
    session: Session, table: Table, column: Column[Any], keys: set[Key]
) -> Iterator[Key]:
    for some in _some(key for (key, *_rest) in keys):
        found = session.execute(select(*table.primary_key).where(column.in_(some)))
        yield from (tuple(row) for row in found)


def _has_key(table: Table, keys: Sequence[Key]) -> Any:
    return tuple_(*table.primary_key).in_(keys)


def _delete_rows(session: Session, doomed: Doomed) -> None:
    """Children before parents; where rows refer to each other in circles, one end is loosened."""
    left = dict(doomed)
    for child, column, parent in _edges(doomed):
        if child.name in STANDING or child is parent:
            _loosen(session, column, doomed[parent])
    while left:
        needed = {
            parent
            for child, column, parent in _edges(left)
            if child.name not in STANDING and child is not parent
        }
        free = [table for table in left if table not in needed]
        if not free:
            free = [_loosen_one(session, left)]
        for table in free:
            for some in _some(left.pop(table)):
                session.execute(delete(table).where(_has_key(table, some)))


def _edges(doomed: Doomed) -> list[tuple[Table, Column[Any], Table]]:
    """(child, column, parent) for every reference to one of these tables."""
    tables = next(iter(doomed)).metadata.tables.values()
    return [
        (child, column, parent)
        for parent in doomed
        for child, column in _references(tables, parent)
        if child in doomed or child.name in STANDING
    ]


def _loosen_one(session: Session, left: Doomed) -> Table:
    """Empty what may be empty towards one table of a circle, which can then go."""
    for table in left:
        columns = [
            column
            for child, column, parent in _edges(left)
            if parent is table and child is not table and child.name not in STANDING
        ]
        if all(column.nullable for column in columns):
            for column in columns:
                _loosen(session, column, left[table])
            return table
    raise RuntimeError(f"tables need each other: {sorted(table.name for table in left)}")


def _loosen(session: Session, column: Column[Any], keys: set[Key]) -> None:
    if not column.nullable:
        return
    for some in _some({key for (key, *_rest) in keys}):
        session.execute(update(column.table).where(column.in_(some)).values({column: None}))


def _some(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """At most so many at once as a statement may have parameters."""
    every = sorted(keys)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def _drop_idle_account(session: Session, account_id: int) -> bool:
    """Delete an account that leads nowhere any more; organisers may still set up a council."""
    account = session.get_one(Account, account_id)
    if account.is_organiser or session.scalar(
        select(Membership.id).filter_by(account_id=account_id)
    ):
        return False
    own = {SignIn.__tablename__, Invitation.__tablename__}
    tables = _tables(session)
    for table, column in _references(tables.values(), tables["accounts"]):
        mine = column == account_id
        if table.name in own:
            session.execute(delete(table).where(mine))
        elif session.execute(select(column).where(mine).limit(1)).first():
            return False  # it wrote something in another council
    session.delete(account)
    session.flush()
    return True


def _slugs(path: Path, *, unreadable: set[str]) -> set[str]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as copy:
            return {slug for (slug,) in copy.execute("SELECT slug FROM councils")}
    except sqlite3.Error:
        return unreadable

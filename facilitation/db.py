"""The database: the base of all tables and the two ways in.

``transaction()`` is the unit of work: one writer at a time, also between processes,
committed at the end of the block. Nothing inside it may wait, emit or sleep, since under
gevent a switch while SQLite's write lock is held would stop everybody (docs/adr/0001).
``reading()`` never writes.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    MetaData,
    String,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
LARGEST_ID = 2**31 - 1
"""No row has a larger number: PostgreSQL's integers end there, and it won't look for more."""
BUSY_TIMEOUT = 5000
"""Milliseconds until whoever wants to write hears that the database is held by another program."""
BETWEEN_TRIES = 0.01
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT}",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
OLDER_SNAPSHOTS = (
    # Whoever still sees what was deleted keeps it in the table, even in one that is written anew.
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND age(backend_xmin) > 0"
)
ONE_WRITER = (
    # What BEGIN IMMEDIATE does on SQLite: rules look first and then write, so whoever writes
    # comes after whoever wrote, in another process too. The number is ours alone.
    "SELECT set_config('lock_timeout', '5000', true), pg_advisory_xact_lock(7242001)"
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


Key = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(String(200))]
Code = Annotated[str, mapped_column(String(64))]
Prose = Annotated[str, mapped_column(Text, default="")]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]


class Base(DeclarativeBase):
    """What every table shares: named constraints and typed columns."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


class Database:
    """The engines of this process: one that writes, one that reads."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
        except ValueError as error:  # a port that is no number
            raise ArgumentError(str(error)) from error
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite:
            self.writer = self._sqlite(_begin_in_turn)
            event.listen(self.writer, "connect", _wait_ourselves)
            self.reader = self._sqlite(lambda connection: connection.exec_driver_sql("BEGIN"))
        else:
            self.writer = self._server()
            event.listen(self.writer, "begin", _wait_for_turn)
            self.reader = self._server(isolation_level="REPEATABLE READ")
        # The queue within this process. PostgreSQL lets greenlets take turns while it answers,
        # and each that waited for its turn there would hold a connection.
        self.lock = threading.RLock()
        self.wal_is_full = False
        """What should be gone from the WAL is still there, since somebody was reading from it."""

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.url.database) if self.sqlite and self.url.database else None

    def _sqlite(self, begin: Callable[[Connection], object]) -> Engine:
        engine = create_engine(self.url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", begin)
        return engine

    def _server(self, **more: Any) -> Engine:
        """Connections are tried before use: the server may have been started anew."""
        engine = create_engine(self.url, hide_parameters=True, pool_pre_ping=True, **more)
        # Many rows in one INSERT: one by one they would take three times as long.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        return engine

    def slow_down(self, milliseconds: int) -> None:
        """Let each commit of the writing engine take longer, as a slower disk would; to measure.

        The wait holds the whole process up, as a real one does: no other greenlet may run
        while SQLite's write lock is held.
        """
        sleep = _unpatched_sleep()
        event.listen(self.writer, "commit", lambda _connection: sleep(milliseconds / 1000))

    def empty_wal(self) -> bool:
        """Move the WAL into the file and empty it; False while somebody still reads from it.

        Then it is tried again after the next transaction. Nobody waits for it meanwhile.
        """
        with self.lock, self.writer.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            try:
                (busy, _pages, _moved) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:  # another process writes
                busy = 1
        self.wal_is_full = bool(busy)
        return not busy

    def rewrite(self, *tables: str) -> bool:
        """PostgreSQL: write tables anew, so that nothing of deleted rows is left in their files.

        False where somebody still reads who began before now: then a later call does more.
        Raises ``OperationalError`` where somebody reads from them for longer than a moment, as
        ``pg_dump`` does: votes mustn't wait for that.
        """
        engine = self.writer.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = 500")
            seen = connection.exec_driver_sql(OLDER_SNAPSHOTS).scalar()
            try:
                for table in tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table}")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return not seen

    def rebuild(self) -> None:
        """SQLite: build the file anew, so that nothing of deleted rows is left on free pages.

        Whoever wants to write waits meanwhile. It has a connection of its own, for another thread.
        """
        with closing(sqlite3.connect(str(self.path), timeout=BUSY_TIMEOUT / 1000)) as connection:
            connection.execute("VACUUM")

    def close(self) -> None:
        """Give back all connections."""
        self.writer.dispose()
        self.reader.dispose()


AFTERWARDS = "afterwards"
_asked_at: ContextVar[float | None] = ContextVar("asked_at", default=None)
_database: Database | None = None


def configure(url: str) -> Database:
    """Work on the database at ``url`` from now on."""
    global _database  # noqa: PLW0603  (one database per process)
    if _database is not None:
        _database.close()
    _database = Database(url)
    return _database


def database() -> Database:
    """The configured database."""
    if _database is None:
        raise RuntimeError("configure() comes first")
    return _database


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that is committed at the end of the block, or rolled back on an error."""
    here = database()
    token = _asked_at.set(time.monotonic())
    try:
        with here.lock, Session(here.writer, expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        _asked_at.reset(token)
    for work in session.info.get(AFTERWARDS, {}):
        work()
    if here.wal_is_full:
        here.empty_wal()


def after_commit(session: Session, work: Callable[[], None]) -> None:
    """Let ``work`` be done once ``session`` is committed, before anybody hears of it; not else.

    It must not raise, since what was committed stays so, and may ask for a transaction of its own.
    """
    session.info.setdefault(AFTERWARDS, {})[work] = None


@contextmanager
def reading() -> Iterator[Session]:
    """A session that only reads."""
    with Session(database().reader, autoflush=False) as session:
        yield session


def _unpatched_sleep() -> Callable[[float], None]:
    """The system's own sleep, also where gevent has put its own in place."""
    from gevent.monkey import get_original

    original: Callable[[float], None] = get_original("time", "sleep")
    return original


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _wait_ourselves(connection: Any, _record: object) -> None:
    """SQLite would wait in the hub, and the whole hall with it: screens, polls, other rooms."""
    connection.execute("PRAGMA busy_timeout=0")


def _begin_in_turn(connection: Connection) -> None:
    """Begin to write; while another program holds the database, others of this one go on.

    Whoever had to wait for others of this program as well isn't patient for longer than they are.
    """
    deadline = (_asked_at.get() or time.monotonic()) + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(BETWEEN_TRIES)
        else:
            return


def _wait_for_turn(connection: Connection) -> None:
    connection.exec_driver_sql(ONE_WRITER)

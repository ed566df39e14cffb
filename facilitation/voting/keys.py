"""The keys of sealed rounds: a file each, outside of the database, gone after the count.

Whoever holds the database alone (a copy, a back-up, a page that was freed) can read no sealed
ballot. A key lives from the opening of its round to the count and is in no back-up, so a
database that was brought back from one has rounds that nobody can count any more (voting.md § 5).

Each database has a folder of its own beneath ``configure``'s, named by its address. Which of the
files in it are still needed only the rows say: ``sweep`` destroys all others.
"""

import contextlib
import os
import secrets
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import db
from ..errors import Refused
from ..language import N_
from .models import Round

log = structlog.get_logger()
BYTES = 32
ENDING = ".key"
NEEDED = ("open", "closed")
"""States in which a round still needs its key."""
_root: Path | None = None
_unfinished = True
"""A key or its traces couldn't be destroyed; tried again each minute. A process begins like that:
the one before it may have died between the two."""


class KeyLost(Refused):
    """The key of a sealed round isn't there any more."""

    code = "void"
    default = N_(
        "Ihre Stimme ist nicht angekommen, weil die Abstimmung unterbrochen ist. "
        "Geht sie weiter, stimmen Sie bitte noch einmal ab."
    )


class Unreadable(Refused):
    """The key is there, and the system refuses to read it now; nothing is lost by that."""

    status = 503
    default = N_(
        "Der Schlüssel dieser Abstimmung lässt sich gerade nicht lesen (%(reason)s). Es ist nichts "
        "verloren. Bitte versuchen Sie es gleich noch einmal."
    )


class NoPlace(Refused):
    """The key can't be written."""

    status = 503
    code = "no_place"
    default = N_(
        "Der Schlüssel für die vertrauliche Abstimmung lässt sich nicht anlegen (%(reason)s). "
        "Bitte prüfen Sie mit „python3 app.py check“ den Ordner für Schlüssel, oder stimmen Sie "
        "per Handzeichen ab."
    )


def configure(root: Path) -> None:
    """Keep keys beneath ``root`` from now on."""
    global _root  # noqa: PLW0603  (one folder per process, as with the database)
    _root = root


def folder_of(database: db.Database) -> Path:
    """Where the keys of one database lie; a path that was written in another way is the same."""
    return folder_of_all() / folder_name(database.path or database.url.render_as_string())


def folder_of_all() -> Path:
    """The folder beneath which each database has its own."""
    if _root is None:
        raise RuntimeError("configure() comes first")
    return _root


def folder_name(address: Path | str) -> str:
    """How the folder of the database at an address is called."""
    words = str(address.resolve()) if isinstance(address, Path) else address
    return sha256(words.encode()).hexdigest()[:24]


def make() -> str:
    """Write a new key and make sure that it stays; returns its name.

    To be called in the transaction that opens the round. Raises ``NoPlace``.
    """
    folder = folder_of(db.database())
    key = secrets.token_bytes(BYTES)
    name = _name_of(key)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(folder / f"{name}{ENDING}", "xb", opener=_private) as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        _settle(folder)
    except OSError as error:
        raise NoPlace(reason=error.strerror or str(error)) from error
    return name


def read(name: str) -> bytes:
    """The key of that name; raises ``KeyLost``, or ``Unreadable`` where it may be read later.

    Other bytes than those that were written are no key; no ballot has to be opened to find that out.
    """
    try:
        key = (folder_of(db.database()) / f"{name}{ENDING}").read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise KeyLost from error
    except OSError as error:  # too many open files, a disk that hangs: no reason to give votes up
        raise Unreadable(reason=error.strerror or error) from error
    if _name_of(key) != name:
        raise KeyLost
    return key


def is_lost(name: str) -> bool:
    """Whether the key is gone for all that is known; one that can't be read just now isn't."""
    try:
        read(name)
    except KeyLost:
        return True
    except Unreadable:
        pass
    return False


def sweep() -> None:
    """Destroy every key of this database that no open or closed round needs, and its traces.

    Asked after each count, at each start and opening, so that a crash leaves nothing behind for
    good. Failing it is no reason to take anything back: it is tried again.
    """
    global _unfinished  # noqa: PLW0603  (of this process, as its database is)
    database = db.database()
    before, _unfinished = _unfinished, True
    try:
        with db.transaction() as session:  # nobody opens a round in another process meanwhile
            destroyed, left = _destroy_others(folder_of(database), needed(session))
        wiped = _wipe(database) if destroyed or before else True
        _unfinished = left > 0 or not wiped
    except Exception:  # the count is committed, whatever comes of this
        log.exception("keys weren't swept")


def sweep_again() -> None:
    """Finish what ``sweep`` couldn't, if there is something."""
    if _unfinished:
        sweep()


def sweep_after(session: Session) -> None:
    """``sweep`` once ``session`` is committed; what is taken back keeps its key."""
    db.after_commit(session, sweep)


def needed(session: Session) -> set[str]:
    """The names of the keys that are still needed."""
    found = select(Round.key_name).where(Round.state.in_(NEEDED), Round.key_name != "")
    return set(session.scalars(found))


def destroy_all(database: db.Database) -> None:
    """Destroy every key of a database, since another one has come into its place."""
    _destroy_others(folder_of(database), ())


def _destroy_others(folder: Path, names: Collection[str]) -> tuple[int, int]:
    """How many keys are gone, and how many couldn't be destroyed now."""
    if not folder.is_dir():
        return 0, 0
    doomed = [path for path in folder.iterdir() if path.stem not in names]
    left = sum(not _destroy(path) for path in doomed)
    if doomed:
        _settle(folder)
    return len(doomed) - left, left


def _destroy(path: Path) -> bool:
    """Whether it is gone; one that can't go is no reason to keep the others."""
    try:
        with path.open("r+b") as file:  # where files are written in place, the bytes are gone too
            file.write(secrets.token_bytes(BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:  # by another process
        return True
    except OSError:
        log.exception("a key wasn't destroyed")
        return False
    return True


def _wipe(database: db.Database) -> bool:
    """Leave no ciphertext either; False where the store doesn't let us yet."""
    if database.sqlite:
        database.empty_wal()  # secure_delete has overwritten the rows
        return True  # the next transaction tries again
    return database.rewrite("mailbox")


def _name_of(key: bytes) -> str:
    """A key is known by its name, and nobody finds one from the other."""
    return sha256(b"ratschlag/key/" + key).hexdigest()[:32]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: Path) -> None:
    """Names of files outlast a power cut only once their folder is written; Windows does it itself."""
    if os.name == "nt":
        return
    for place in (folder, folder.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):  # some network disks can't
                os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Where a server can be killed while it makes a key, counts, and destroys the key."""

import os
import sys
from collections.abc import Callable
from typing import Any

POINTS = (
    "made",
    "written",
    "opening",
    "opened",
    "cleared",
    "counting",
    "counted",
    "overwriting",
    "overwritten",
    "gone",
)
"""The key file is there, not synced; it is safe; before and after the COMMIT that opens; the sealed
rows are deleted; before and after the COMMIT of the count; the key is overwritten, not synced;
synced; its file is unlinked."""


def kill_key(point: str) -> None:
    """Die at the first pass by ``point``."""
    Watch(point)


class Watch:
    """Sits in the calls that make and destroy keys, and in the commits around them."""

    def __init__(self, point: str) -> None:
        self.point = point
        self.doing = self.committing = ""
        self._watch_rules()
        self._watch_disk()
        self._watch_commits()

    def pass_by(self, point: str) -> None:
        from .faults import die

        if point == self.point:
            die()

    def _watch_rules(self) -> None:
        from facilitation.voting import keys, mailbox

        make, clear, settle = keys.make, mailbox.clear, keys._settle

        def made() -> str:
            name = make()
            self.doing = "open"
            self.pass_by("written")
            return name

        def cleared(*args: Any) -> None:
            clear(*args)
            self.doing = "count"
            self.pass_by("cleared")

        def settled(folder: Any) -> None:
            if _caller(2) == "_destroy_others":
                self.pass_by("gone")
            settle(folder)

        keys.make, mailbox.clear, keys._settle = made, cleared, settled

    def _watch_disk(self) -> None:
        fsync = os.fsync

        def synced(descriptor: int) -> None:
            before = {"make": "made", "_destroy": "overwriting"}.get(_caller(2), "")
            self.pass_by(before)
            fsync(descriptor)
            if before == "overwriting":
                self.pass_by("overwritten")

        os.fsync = synced

    def _watch_commits(self) -> None:
        from sqlalchemy import Engine, event
        from sqlalchemy.orm import Session

        @event.listens_for(Engine, "commit")
        def commit(_connection: object) -> None:
            self.committing, self.doing = self.doing, ""
            self.pass_by({"open": "opening", "count": "counting"}.get(self.committing, ""))

        @event.listens_for(Session, "after_commit")
        def committed(_session: object) -> None:
            done, self.committing = self.committing, ""
            self.pass_by({"open": "opened", "count": "counted"}.get(done, ""))


def _caller(level: int) -> str:
    return sys._getframe(level).f_code.co_name


# ── controls ────────────────────────────────────────────────────────────────


def early_destroy(_value: object) -> None:
    """The key goes before the count is committed."""
    from facilitation import db
    from facilitation.voting import keys, mailbox

    clear = mailbox.clear

    def cleared(*args: Any) -> None:
        clear(*args)
        keys.destroy_all(db.database())

    mailbox.clear = cleared


def tell_key(_value: object) -> None:
    """Each key is logged, as somebody who looks for a mistake might do for a day."""
    import structlog

    from facilitation.voting import keys

    make = keys.make

    def made() -> str:
        name = make()
        structlog.get_logger().warning("key made", key=keys.read(name).hex())
        return name

    keys.make = made


FAULTS: dict[str, Callable[[Any], None]] = {
    each.__name__: each for each in (kill_key, early_destroy, tell_key)
}

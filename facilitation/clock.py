"""The time, in one place, so that the example and tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")

_shift: ContextVar[timedelta | None] = ContextVar("clock_shift", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    shift = _shift.get()
    real = datetime.now(UTC)
    return real + shift if shift else real


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside the block the clock starts from ``moment`` (aware) and goes on from there."""
    token = _shift.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)


def local(moment: datetime) -> datetime:
    """``moment`` on the clock of the town hall."""
    return moment.astimezone(ZONE)


def hall_time(moment: datetime) -> str:
    """``moment`` as people say it, e.g. ``15:10``."""
    return local(moment).strftime("%H:%M")

"""A clicker that bounces, or two windows that both hear it: one press counts.

The state that each command names doesn't help alone: when the second press comes, the
other window may already show the next state.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import TooSoon
from ...language import N_
from ..step import BREATH, REST

RESTS = {"close": BREATH}
"""Milliseconds after a command, where more than the usual."""

_resting: dict[tuple[int, bool], float] = {}
"""Until when, by council; covering the wall rests apart from moving on."""


class Twice(TooSoon):
    """The second press of one."""

    code = "twice"
    default = N_("Das war zweimal kurz hintereinander gedrückt. Es zählt einmal.")


@contextmanager
def once(council_id: int, name: str) -> Iterator[None]:
    """A command by key or clicker; a press too soon after another raises ``Twice``."""
    now, place = time.monotonic(), (council_id, name == "cover")
    if now < _resting.get(place, 0):
        raise Twice()
    _resting[place] = now + RESTS.get(name, REST) / 1000
    try:
        yield
    except BaseException:
        _resting.pop(place, None)  # nothing has happened: the next press may
        raise


def forget() -> None:
    """Nothing was pressed (tests)."""
    _resting.clear()

"""Which desks and walls are really there: a frozen laptop's socket stays open for a while.

Every few seconds each is asked to answer (``publish.ask``); whoever hasn't for
``AWAY_AFTER`` seconds is away. Nobody of the team is there right after a start, until the
first page of theirs is heard of.
"""

import time
from math import inf

from .roles import Viewer
from .rooms import rooms

ASK_EVERY = 5
AWAY_AFTER = 15.0

_heard: dict[tuple[int, int], float] = {}
_walls: set[int] = set()
"""Councils whose wall was connected at some time since the start."""


def heard(viewer: Viewer) -> None:
    """Something came from this member of the team."""
    if viewer.account_id is not None:
        _heard[viewer.council_id, viewer.account_id] = time.monotonic()


def is_there(council_id: int, account_id: int) -> bool:
    """Whether a page of theirs was heard of just now."""
    return time.monotonic() - _heard.get((council_id, account_id), -inf) < AWAY_AFTER


def wall_state(council_id: int) -> str:
    """``there``; ``gone``, where one was there before; else ``none``."""
    if any(rooms.quiet_for(*place) < AWAY_AFTER for place in rooms.shown_walls(council_id)):
        _walls.add(council_id)
        return "there"
    return "gone" if council_id in _walls else "none"


def forget() -> None:
    """As after a start (tests)."""
    _heard.clear()
    _walls.clear()

"""How often wall and desk hear of arrivals: soon, many at once, and never all the time."""

import time
from collections.abc import Callable

import gevent

TICK = 0.15
"""Seconds between two numbers of a running vote: at most seven a second."""
REST = 9
"""The desk is drawn anew so seldom that drawing takes at most a tenth of the time."""
Tell = Callable[[int], None]


class Pace:
    """Waits before it tells a council's number, and longer before it draws its desk."""

    def __init__(self, number: Tell, desk: Tell) -> None:
        self._number, self._desk = number, desk
        self._waiting: set[int] = set()
        """Councils whose number is told at the next tick."""
        self._pausing: set[int] = set()
        """Councils whose desk is drawn as soon as it may be."""
        self._rested: dict[int, float] = {}
        """When a council's desk may be drawn again."""

    def soon(self, council_id: int) -> None:
        """Something has arrived."""
        if council_id not in self._waiting:
            self._waiting.add(council_id)
            gevent.spawn_later(TICK, self._tick, council_id)

    def _tick(self, council_id: int) -> None:
        self._waiting.discard(council_id)
        self._number(council_id)
        left = self._rested.get(council_id, 0) - time.monotonic()
        if left <= 0:
            self._draw(council_id)
        elif council_id not in self._pausing:
            self._pausing.add(council_id)
            gevent.spawn_later(left, self._draw, council_id)

    def _draw(self, council_id: int) -> None:
        self._pausing.discard(council_id)
        began = time.monotonic()
        self._desk(council_id)
        now = time.monotonic()
        self._rested[council_id] = now + REST * (now - began)

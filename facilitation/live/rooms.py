"""Who is connected: viewers by socket, and how fast each of them may speak."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from .. import clock
from .roles import Viewer

EVENTS_PER_SECOND = 10
SOCKETS_PER_SEAT = 3


@dataclass
class _Entry:
    viewer: Viewer
    heard_at: float
    allowance: float = EVENTS_PER_SECOND
    since: datetime = field(default_factory=clock.now)
    answered_at: float = 0
    """When it last showed that its browser is alive."""


class Rooms:
    """The sockets of this process."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._seats: dict[int, list[str]] = {}
        """The sockets of each seat, so that one phone needn't look at all the others."""
        self._left: dict[int, datetime] = {}

    def enter(self, namespace: str, sid: str, viewer: Viewer) -> list[str]:
        """Note a socket; returns the older ones of the same seat that have to go."""
        now = time.monotonic()
        self._entries[namespace, sid] = _Entry(viewer, now, answered_at=now)
        if viewer.seat_id is None:
            return []
        self._left.pop(viewer.seat_id, None)
        sockets = self._seats.setdefault(viewer.seat_id, [])
        sockets.append(sid)
        return sockets[:-SOCKETS_PER_SEAT]

    def leave(self, namespace: str, sid: str) -> Viewer | None:
        """Forget a socket."""
        entry = self._entries.pop((namespace, sid), None)
        if entry is None:
            return None
        seat_id = entry.viewer.seat_id
        if seat_id is not None:
            self._seats[seat_id].remove(sid)
            if not self._seats[seat_id]:
                del self._seats[seat_id]
                self._left[seat_id] = clock.now()
        return entry.viewer

    def left_since(self, moment: datetime) -> set[int]:
        """The seats whose last socket went after ``moment`` and hasn't come back."""
        return {seat_id for seat_id, at in self._left.items() if at >= moment}

    def answered(self, namespace: str, sid: str) -> None:
        """Its browser is alive."""
        entry = self._entries.get((namespace, sid))
        if entry:
            entry.answered_at = time.monotonic()

    def quiet_for(self, namespace: str, sid: str) -> float:
        """Seconds since its browser last showed that it is alive."""
        entry = self._entries.get((namespace, sid))
        return time.monotonic() - entry.answered_at if entry else inf

    def viewer(self, namespace: str, sid: str) -> Viewer | None:
        """Who is behind a socket."""
        entry = self._entries.get((namespace, sid))
        return entry.viewer if entry else None

    def may_speak(self, namespace: str, sid: str) -> bool:
        """One event more: at most ten a second for each socket (promises.md P19)."""
        entry = self._entries.get((namespace, sid))
        if entry is None:
            return False
        now = time.monotonic()
        entry.allowance = min(
            EVENTS_PER_SECOND, entry.allowance + (now - entry.heard_at) * EVENTS_PER_SECOND
        )
        entry.heard_at = now
        if entry.allowance < 1:
            return False
        entry.allowance -= 1
        return True

    def of_seat(self, seat_id: int) -> list[str]:
        """The sockets of a seat, oldest first."""
        return list(self._seats.get(seat_id, ()))

    def of_sign_in(self, sign_in_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every socket that one sign-in has opened."""
        return [
            place for place, entry in self._entries.items() if entry.viewer.sign_in_id == sign_in_id
        ]

    def of_account(self, account_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every socket of an account."""
        return [
            place for place, entry in self._entries.items() if entry.viewer.account_id == account_id
        ]

    def of_council(self, council_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every socket of a council."""
        return [
            place for place, entry in self._entries.items() if entry.viewer.council_id == council_id
        ]

    def of_walls(self, council_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every paired wall of a council."""
        return [
            place
            for place, entry in self._entries.items()
            if entry.viewer.council_id == council_id and entry.viewer.wall_id is not None
        ]

    def shown_walls(self, council_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every window that shows the wall to the hall."""
        return [
            (namespace, sid)
            for (namespace, sid), entry in self._entries.items()
            if namespace == "/wall"
            and entry.viewer.council_id == council_id
            and not entry.viewer.preview
        ]

    def of_face(self, namespace: str) -> list[tuple[str, Viewer]]:
        """(sid, viewer) of every socket of one face."""
        return [
            (sid, entry.viewer) for (face, sid), entry in self._entries.items() if face == namespace
        ]

    def connected_seats(self, council_id: int) -> set[int]:
        """The seats that have at least one socket now."""
        return set(self.connected_since(council_id))

    def connected_since(self, council_id: int) -> dict[int, datetime]:
        """Since when each seat has had a socket, by seat id."""
        found: dict[int, datetime] = {}
        for entry in self._entries.values():
            seat_id = entry.viewer.seat_id
            if entry.viewer.council_id == council_id and seat_id is not None:
                found[seat_id] = min(entry.since, found.get(seat_id, entry.since))
        return found

    def is_watched(self, council_id: int, namespace: str) -> bool:
        """Whether a council has any socket on a face."""
        return any(
            face == namespace and entry.viewer.council_id == council_id
            for (face, _), entry in self._entries.items()
        )

    def audiences(self, council_id: int) -> Counter[str]:
        """How many sockets of each role a council has."""
        return Counter(
            entry.viewer.role
            for entry in self._entries.values()
            if entry.viewer.council_id == council_id
        )


rooms = Rooms()

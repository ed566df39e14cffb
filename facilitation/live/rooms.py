"""Who is connected: viewers by socket, and how fast each of them may speak."""

import time
from collections import Counter
from dataclasses import dataclass

from .roles import Viewer

EVENTS_PER_SECOND = 10
SOCKETS_PER_SEAT = 3


@dataclass
class _Entry:
    viewer: Viewer
    heard_at: float
    allowance: float = EVENTS_PER_SECOND


class Rooms:
    """The sockets of this process."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], _Entry] = {}

    def enter(self, namespace: str, sid: str, viewer: Viewer) -> list[str]:
        """Note a socket; returns the older ones of the same seat that have to go."""
        self._entries[namespace, sid] = _Entry(viewer, time.monotonic())
        if viewer.seat_id is None:
            return []
        return self.of_seat(viewer.seat_id)[:-SOCKETS_PER_SEAT]

    def leave(self, namespace: str, sid: str) -> Viewer | None:
        """Forget a socket."""
        entry = self._entries.pop((namespace, sid), None)
        return entry.viewer if entry else None

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
        return [sid for (_, sid), entry in self._entries.items() if entry.viewer.seat_id == seat_id]

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

    def of_walls(self, council_id: int) -> list[tuple[str, str]]:
        """(namespace, sid) of every paired wall of a council."""
        return [
            place
            for place, entry in self._entries.items()
            if entry.viewer.council_id == council_id and entry.viewer.wall_id is not None
        ]

    def connected_seats(self, council_id: int) -> set[int]:
        """The seats that have at least one socket now."""
        return {
            entry.viewer.seat_id
            for entry in self._entries.values()
            if entry.viewer.council_id == council_id and entry.viewer.seat_id is not None
        }

    def audiences(self, council_id: int) -> Counter[str]:
        """How many sockets of each role a council has."""
        return Counter(
            entry.viewer.role
            for entry in self._entries.values()
            if entry.viewer.council_id == council_id
        )


rooms = Rooms()

"""Where ballots lie: with their seat, or sealed. Read and written for many at once."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ..db import Base
from . import mailbox
from .mailbox import Box
from .models import Ballot, SealedBallot
from .upserting import upsert

Place = tuple[int, int]
"""(round, seat)."""
Marks = dict[str, Any]


class Ballots:
    """The present ballots of some rounds, and those that take their places.

    ``rounds`` are rows with ``id``, ``key_name``, ``wording``. Whatever touches a sealed one
    raises ``keys.KeyLost`` where its key is gone.
    """

    def __init__(self, session: Session, rounds: Mapping[int, Any]) -> None:
        self._session = session
        self._rounds = rounds
        self._boxes: dict[int, Box] = {}
        self._new: dict[Place, Marks] = {}

    def get(self, place: Place) -> Marks | None:
        """The ballot at a place; none once it was counted or erased."""
        if place in self._new:
            return self._new[place]
        round_id, seat_id = place
        if not self._rounds[round_id].key_name:
            return self._session.scalar(
                select(Ballot.marks).filter_by(round_id=round_id, seat_id=seat_id)
            )
        sealed = self._session.scalar(
            select(SealedBallot.sealed).filter_by(round_id=round_id, seat_id=seat_id)
        )
        if sealed is None:
            return None
        with mailbox.lost_if_foreign():
            return self._box(round_id).unseal(seat_id, sealed)

    def put(self, place: Place, marks: Marks) -> None:
        """Let ``marks`` be the ballot at a place."""
        if self._rounds[place[0]].key_name:
            self._box(place[0])
        self._new[place] = marks

    def write(self) -> None:
        """One upsert for each of the two tables."""
        plain = [
            {"round_id": at[0], "seat_id": at[1], "marks": marks}
            for at, marks in self._new.items()
            if at[0] not in self._boxes
        ]
        sealed = [
            {"round_id": at[0], "seat_id": at[1], "sealed": self._boxes[at[0]].seal(at[1], marks)}
            for at, marks in self._new.items()
            if at[0] in self._boxes
        ]
        if plain:
            self._upsert(Ballot, "marks", plain)
        if sealed:
            self._upsert(SealedBallot, "sealed", sealed)

    def _upsert(self, kept: type[Base], column: str, rows: list[dict[str, Any]]) -> None:
        """The constraint behind „one seat, one ballot“ decides which rows are new."""
        table = cast(Table, kept.__table__)
        upsert(self._session.connection(), table, ("round_id", "seat_id"), (column,), rows)

    def _box(self, round_id: int) -> Box:
        if round_id not in self._boxes:
            self._boxes[round_id] = mailbox.open_box(self._rounds[round_id])
        return self._boxes[round_id]

"""Scenes: what is on now, drawn once per audience and kept until something changes.

Each face registers a painter: its template and what the template needs beside the
picture. A scene is whole; whoever missed one gets the newest (docs/adr/0003).
"""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..db import reading
from .messages import SceneMessage, SeatMessage
from .picture import Picture, gather
from .seat import of_picture, read

Painter = Callable[[Session, Picture], tuple[str, dict[str, Any]]]
AUDIENCES = ("member", "guest", "wall", "desk")
BOOT = secrets.token_hex(4)

_painters: dict[str, Painter] = {}
_versions = itertools.count(1)


def painter(audience: str) -> Callable[[Painter], Painter]:
    """Register how a face paints: ``(session, picture) -> (template, context)``.

    The template gets ``picture`` and the context, and is drawn without a request.
    """

    def register(paint: Painter) -> Painter:
        _painters[audience] = paint
        return paint

    return register


@dataclass
class _Shelf:
    version: int
    picture: Picture | None
    scenes: dict[str, SceneMessage]


class Scenes:
    """The newest scenes of every council, from memory."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._shelves: dict[int, _Shelf] = {}

    def version(self, council_id: int) -> int:
        """The version of the newest scene."""
        return self._shelf(council_id).version

    def outdate(self, council_id: int) -> int:
        """Something has changed: scenes are drawn anew when they are next asked for."""
        self._shelves[council_id] = _Shelf(next(_versions), None, {})
        return self._shelves[council_id].version

    def current(self, council_id: int, audience: str) -> SceneMessage:
        """The newest scene of an audience."""
        shelf = self._shelf(council_id)
        if audience not in shelf.scenes:
            with reading() as session:
                picture = self._picture(session, council_id, audience)
                template, context = _painters[audience](session, picture)
                html = self._environment.get_template(template).render(picture=picture, **context)
            shelf.scenes[audience] = SceneMessage(
                version=shelf.version, boot=BOOT, title=context.get("title", ""), html=html
            )
        return shelf.scenes[audience]

    def seat(self, council_id: int, seat_id: int) -> SeatMessage:
        """What concerns one seat, in step with the newest scene."""
        with reading() as session:
            return read(session, seat_id, self.version(council_id))

    def seats(self, council_id: int, seat_ids: set[int]) -> dict[int, SeatMessage]:
        """The messages of many seats at once, from one picture."""
        with reading() as session:
            picture = self._picture(session, council_id, "member")
        version = self.version(council_id)
        found = {seat_id: of_picture(picture, seat_id, version) for seat_id in seat_ids}
        return {seat_id: message for seat_id, message in found.items() if message}

    def picture(self, council_id: int, audience: str = "desk") -> Picture:
        """The moment itself, as an audience may see it."""
        with reading() as session:
            return self._picture(session, council_id, audience)

    def _shelf(self, council_id: int) -> _Shelf:
        if council_id not in self._shelves:
            self.outdate(council_id)
        return self._shelves[council_id]

    def _picture(self, session: Session, council_id: int, audience: str) -> Picture:
        shelf = self._shelf(council_id)
        if shelf.picture is None:
            shelf.picture = gather(session, session.get_one(Council, council_id))
        return shelf.picture if audience == "desk" else shelf.picture.outside

"""Scenes: what is on now, drawn once per audience and kept until something changes.

Each face registers a painter: its template and what the template needs beside the
picture. A scene is whole; whoever missed one gets the newest (docs/adr/0003).
"""

import itertools
import secrets
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..db import reading
from . import together
from .arrivals import tally
from .messages import SceneMessage, SeatMessage, TallyMessage
from .picture import Picture, gather
from .seat import of_picture, read

Painter = Callable[[Session, Picture], tuple[str, dict[str, Any]]]
AUDIENCES = ("member", "guest", "wall", "desk")
COUNTING = ("wall", "desk")
"""Who sees how many have arrived."""
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
    counted: int
    """The version of those who see how many have arrived."""
    picture: Picture | None
    scenes: dict[str, SceneMessage]


class Scenes:
    """The newest scenes of every council, from memory."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._shelves: dict[int, _Shelf] = {}
        # PostgreSQL lets others go on while it answers. Whoever finds an empty shelf meanwhile
        # waits for what is on its way, or a vote of many would read the same picture for each.
        self._filling: dict[int, threading.RLock] = defaultdict(threading.RLock)

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody between phones and server can read along."""
        encrypted: bool = self._environment.globals["address"].encrypted  # type: ignore[attr-defined]
        return encrypted

    def version(self, council_id: int) -> int:
        """The version of the newest scene."""
        return self._shelf(council_id).version

    def counted(self, council_id: int) -> int:
        """The version of those who see who has arrived: rises with every ballot too."""
        return self._shelf(council_id).counted

    def outdate(self, council_id: int) -> int:
        """Something has changed: scenes are drawn anew when they are next asked for."""
        version = next(_versions)
        self._shelves[council_id] = _Shelf(version, version, None, {})
        return version

    def forget(self, council_id: int) -> None:
        """The council is gone, or another one has got its id."""
        self._shelves.pop(council_id, None)

    def exists(self, council_id: int) -> bool:
        """Whether there still is something to draw."""
        with reading() as session:
            return session.get(Council, council_id) is not None

    def recount(self, council_id: int) -> None:
        """Ballots or sockets have arrived: only wall and desk look different.

        Phones keep their scene and its version, or each would fetch it again and again
        during a vote.
        """
        shelf = self._shelf(council_id)
        shelf.counted, shelf.picture = next(_versions), None
        for audience in COUNTING:
            shelf.scenes.pop(audience, None)

    def current(self, council_id: int, audience: str) -> SceneMessage:
        """The newest scene of an audience."""
        scene = self._shelf(council_id).scenes.get(audience)
        if scene:
            return scene
        with self._filling[council_id]:
            scene = self._shelf(council_id).scenes.get(audience)
            if not scene:
                scene = self.drawn(council_id, audience)
                if scene.version == self._newest(council_id, audience):
                    self._shelf(council_id).scenes[audience] = scene
        return scene

    def drawn(self, council_id: int, audience: str, **more: Any) -> SceneMessage:
        """A scene drawn anew and not kept, with ``more`` for one person's page."""
        version = self._newest(council_id, audience)
        with reading() as session:
            picture = self._picture(session, council_id, audience)
            html, context = self._draw(session, picture, audience, more)
        return SceneMessage(
            version=version,
            boot=BOOT,
            title=context.get("title", ""),
            html=html,
        )

    def sample(self, session: Session, picture: Picture, audience: str) -> str:
        """A moment that isn't on, drawn as it would be; nothing is kept."""
        return self._draw(session, picture, audience, {})[0]

    def seat(self, council_id: int, seat_id: int) -> SeatMessage:
        """What concerns one seat, in step with the newest scene."""
        return self.seats(council_id, {seat_id})[seat_id]

    def seats(self, council_id: int, seat_ids: set[int]) -> dict[int, SeatMessage]:
        """The same for several seats at once, from the rows."""
        with reading() as session:
            picture = self._picture(session, council_id, "member")
            return read(session, picture, seat_ids, self.version(council_id))

    def all_seats(self, council_id: int, seat_ids: set[int]) -> dict[int, SeatMessage]:
        """The messages of a whole room, from the picture that has just been drawn."""
        picture = self.picture(council_id, "member")
        if picture.poll and picture.poll.whole:  # the picture only knows each seat's sum
            return self.seats(council_id, seat_ids)
        return of_picture(picture, seat_ids, self.version(council_id))

    def tally(self, council_id: int) -> TallyMessage | None:
        """How many ballots of the vote that is on have arrived, counted now."""
        picture = self.picture(council_id)
        poll, held = picture.poll, picture.together
        if poll is None or poll.state not in ("open", "closed"):
            return None
        with reading() as session:
            if held and poll.whole:
                return together.tally(session, poll, [each.round_id for each in held.polls])
            return tally(session, poll.round_id)

    def picture(self, council_id: int, audience: str = "desk") -> Picture:
        """The moment itself, as an audience may see it."""
        with reading() as session:
            return self._picture(session, council_id, audience)

    def _newest(self, council_id: int, audience: str) -> int:
        shelf = self._shelf(council_id)
        return shelf.counted if audience in COUNTING else shelf.version

    def _shelf(self, council_id: int) -> _Shelf:
        if council_id not in self._shelves:
            self.outdate(council_id)
        return self._shelves[council_id]

    def _draw(
        self, session: Session, picture: Picture, audience: str, more: Mapping[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        template, context = _painters[audience](session, picture)
        values = context | dict(more)
        html = self._environment.get_template(template).render(picture=picture, **values)
        return html, context

    def _picture(self, session: Session, council_id: int, audience: str) -> Picture:
        picture = self._shelf(council_id).picture
        if picture is None:
            with self._filling[council_id]:
                picture = self._shelf(council_id).picture or self._gathered(session, council_id)
        return picture if audience == "desk" else picture.outside

    def _gathered(self, session: Session, council_id: int) -> Picture:
        """The picture from the rows, kept unless something has changed while it was read."""
        shelf = self._shelf(council_id)
        counted = shelf.counted
        picture = gather(session, session.get_one(Council, council_id))
        if shelf.counted == counted:
            shelf.picture = picture
        return picture

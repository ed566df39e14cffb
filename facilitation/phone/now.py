"""The living page and what heals it: the newest scene with this seat's own state."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, jsonify, request

from .. import db
from ..errors import Refused
from ..live import publish
from ..live.messages import SceneMessage, SeatMessage
from ..live.roles import Viewer
from ..meetings import agenda
from ..participants import presence, seats
from . import pages
from .access import need
from .scene import kind_of, title

now = Blueprint("now", __name__)


@now.get("/jetzt")
@need("guest")
def living_page() -> Response:
    """Waiting, ballot, confirmation or result: whatever is on."""
    _come_in(g.viewer)
    return _page(g.viewer, publish.scenes().current(g.viewer.council_id, g.viewer.role))


def page_again(viewer: Viewer, refusal: Refused, typed: Mapping[str, str]) -> Response:
    """A form came without script and can't be counted: its sentence, and what was typed."""
    message = publish.scenes().drawn(
        viewer.council_id, viewer.role, typed=typed, error=refusal.sentence()
    )
    return _page(viewer, message, again=True, status=refusal.status)


def _page(
    viewer: Viewer, message: SceneMessage, *, again: bool = False, status: int = 200
) -> Response:
    picture = publish.scenes().picture(viewer.council_id, viewer.role)
    seat = _seat(viewer)
    state = seat.state if seat else "guest"
    if seat and picture.poll and seat.round != picture.poll.round_id:
        state = "none"  # a round has begun between the two looks
    changing = (
        state == "arrived" and kind_of(picture) == "ballot" and (again or "aendern" in request.args)
    )
    if changing:
        state = "vote"
    return pages.page(
        "phone/now.html",
        status=status,
        scene=message.html,
        message=message,
        seat=seat,
        rounds=[each.model_dump() for each in seat.rounds] if seat else [],
        state=state,
        kind=kind_of(picture),
        title=title(picture, arrived=state == "arrived"),
        paused="anhalten" in request.args,
        thanks="danke" in request.args,
    )


@now.get("/api/stand")
@need("guest")
def stand() -> Response:
    """The newest scene where the phone's is older, and this seat's state."""
    viewer: Viewer = g.viewer
    _come_in(viewer)
    message = publish.scenes().current(viewer.council_id, viewer.role)
    answer: dict[str, Any] = {"version": message.version, "boot": message.boot}
    if _is_older(message.version, message.boot):
        answer |= {"html": message.html, "title": message.title}
    seat = _seat(viewer)
    if seat:
        answer["seat"] = seat.model_dump()
    return jsonify(answer)


def _seat(viewer: Viewer) -> SeatMessage | None:
    if viewer.seat_id is None:
        return None
    return publish.scenes().seat(viewer.council_id, viewer.seat_id)


def _is_older(version: int, boot: str) -> bool:
    known = request.args.get("version", -1, type=int)
    return request.args.get("boot") != boot or known < version


def _come_in(viewer: Viewer) -> None:
    """Who joined before the session began is here as soon as it runs."""
    picture = publish.scenes().picture(viewer.council_id)
    if viewer.seat_id is None or picture.phase not in ("welcome", "item"):
        return
    if any(line.state for line in picture.seats if line.id == viewer.seat_id):
        return
    with db.transaction() as session:
        meeting = agenda.on_now(session, viewer.council_id)
        seat = seats.find(session, viewer.council_id, viewer.seat_id)
        arrived = meeting is not None and presence.arrive(session, meeting, seat)
    if arrived:
        publish.presence_changed(viewer.council_id)

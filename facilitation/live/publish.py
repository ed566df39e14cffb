"""The one mouth: tells rooms what has changed, always after the commit."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import gevent
from flask import Flask

from ..errors import Refused
from ..language import gettext
from . import answering
from .events import Event, cookies_of, doors, events
from .messages import AskMessage, NewsMessage, NoticeMessage, SeatMessage
from .pace import Pace
from .roles import Viewer
from .rooms import rooms
from .scene import Scenes
from .socket import refuse_forged, socketio

FACES = {"member": "/phone", "guest": "/phone", "wall": "/wall", "desk": "/desk"}

_scenes: Scenes | None = None
_server: Any = None
"""The bare python-socketio server: no Flask context on the way of a vote."""
_seats: dict[int, set[int]] = {}
"""Seats by council whose state is told in a moment."""
_arriving: set[int] = set()
"""Councils where somebody came or went since the desk was drawn."""


def attach(app: Flask, scenes: Scenes, origins: Callable[[str, dict[str, Any]], bool]) -> None:
    """Bind the registered doors and events to the server of ``app``."""
    global _scenes, _server  # noqa: PLW0603  (one server per process)
    _scenes = scenes
    socketio.init_app(app, cors_allowed_origins=origins)  # type: ignore[arg-type]
    _server = socketio.server  # type: ignore[attr-defined]
    refuse_forged(_server)
    for namespace, recognise in doors.items():
        _server.on("connect", _connect(namespace, recognise), namespace=namespace)
        _server.on("disconnect", _disconnect(namespace), namespace=namespace)
    for declared in events:
        _server.on(declared.name, _listener(declared), namespace=declared.namespace)


def scenes() -> Scenes:
    """The scenes of this process."""
    if _scenes is None:
        raise RuntimeError("attach() comes first")
    return _scenes


def changed(council_id: int) -> None:
    """Something that all may see is different: everybody gets the whole scene.

    Phones come first and are on their way before the desk is drawn, which takes longest.
    """
    scenes().outdate(council_id)
    for audience in ("member", "guest"):
        _send_scene(council_id, audience)
    _send_seats(scenes().all_seats(council_id, rooms.connected_seats(council_id)))
    _send_news(council_id)
    _send_scene(council_id, "wall")
    gevent.sleep(0)
    _send_scene(council_id, "desk")


def ballots_changed(council_id: int) -> None:
    """Ballots have arrived: wall and desk hear of it soon, many at once."""
    _pace.soon(council_id)


def presence_changed(council_id: int) -> None:
    """Somebody came or went: wall and desk look different soon, phones when they ask."""
    _arriving.add(council_id)
    ballots_changed(council_id)


def seat_changed(council_id: int, seat_id: int) -> None:
    """Something of one seat is different, e.g. its ballot has arrived.

    Told a moment later, with all others that have changed by then: one commit stores
    many ballots, and one look at the rows is enough for them all.
    """
    if council_id not in _seats:
        _seats[council_id] = set()
        gevent.spawn(_tell_seats, council_id)
    _seats[council_id].add(seat_id)


def displaced(council_id: int, seat_id: int, device_id: int) -> None:
    """Another device has taken the seat over: the earlier ones say so and stop."""
    for sid in rooms.of_seat(seat_id):
        viewer = rooms.viewer("/phone", sid)
        if viewer and viewer.device_id != device_id:
            message = scenes().seat(council_id, seat_id).model_copy(update={"state": "moved"})
            socketio.emit("seat", message.model_dump(), namespace="/phone", to=sid)
            drop("/phone", sid)


def notice(council_id: int, code: str, message: str) -> None:
    """One sentence to the desk."""
    words = NoticeMessage(code=code, message=gettext(message))
    socketio.emit("notice", words.model_dump(), namespace="/desk", to=_room(council_id, "desk"))


def ask() -> None:
    """Let every desk and wall say that it is there; a frozen laptop stays silent."""
    for namespace in ("/desk", "/wall"):
        for sid, viewer in rooms.of_face(namespace):
            _server.emit(
                "ask",
                AskMessage().model_dump(),
                namespace=namespace,
                to=sid,
                callback=partial(_answered, namespace, sid, viewer),
            )


def _answered(namespace: str, sid: str, viewer: Viewer, *_words: object) -> None:
    rooms.answered(namespace, sid)
    if namespace == "/desk":
        answering.heard(viewer)


def close_sign_in(sign_in_id: int) -> None:
    """Signed out: its sockets end too."""
    for namespace, sid in rooms.of_sign_in(sign_in_id):
        drop(namespace, sid)


def close_account(account_id: int) -> None:
    """Removed from a team or given a new password: all its sockets end."""
    for namespace, sid in rooms.of_account(account_id):
        drop(namespace, sid)


def close_walls(council_id: int) -> None:
    """Unpaired: the walls' sockets end."""
    for namespace, sid in rooms.of_walls(council_id):
        drop(namespace, sid)


def close_council(council_id: int) -> None:
    """It is about to be deleted: all its sockets end."""
    for namespace, sid in rooms.of_council(council_id):
        drop(namespace, sid)


def forget(council_id: int) -> None:
    """Nothing drawn for this id counts any more: a new council may be given it."""
    scenes().forget(council_id)


def close_seat(seat_id: int) -> None:
    """A blocked card: its sockets end."""
    for sid in rooms.of_seat(seat_id):
        drop("/phone", sid)


def _send_scene(council_id: int, audience: str) -> None:
    if _is_watched(council_id, audience):
        message = scenes().current(council_id, audience)
        socketio.emit(
            "scene", message.model_dump(), namespace=FACES[audience], to=_room(council_id, audience)
        )


def _send_news(council_id: int) -> None:
    """Each tablet shows other seats, so it fetches its own page."""
    if rooms.is_watched(council_id, "/table"):
        news, room = NewsMessage().model_dump(), _room(council_id, "table")
        socketio.emit("news", news, namespace="/table", to=room)


def _is_watched(council_id: int, audience: str) -> bool:
    if FACES[audience] == "/phone":
        return rooms.audiences(council_id)[audience] > 0
    return rooms.is_watched(council_id, FACES[audience])


def _tell_seats(council_id: int) -> None:
    _send_seats(scenes().seats(council_id, _seats.pop(council_id)))


def _send_seats(messages: Mapping[int, SeatMessage]) -> None:
    for seat_id, message in messages.items():
        socketio.emit("seat", message.model_dump(), namespace="/phone", to=_seat_room(seat_id))


def _tell_tally(council_id: int) -> None:
    message = scenes().tally(council_id) if scenes().exists(council_id) else None
    if message:
        for audience in ("wall", "desk"):
            socketio.emit(
                "tally",
                message.model_dump(),
                namespace=FACES[audience],
                to=_room(council_id, audience),
            )


def _draw_counts(council_id: int) -> None:
    """Draw what shows who is here and who has voted."""
    if not scenes().exists(council_id):
        return  # a rehearsal that was deleted meanwhile
    if council_id in _arriving:
        _arriving.discard(council_id)
        scenes().outdate(council_id)
    else:
        scenes().recount(council_id)
    if scenes().picture(council_id).wall == "join":
        _send_scene(council_id, "wall")
    _send_news(council_id)
    _send_scene(council_id, "desk")


_pace = Pace(_tell_tally, _draw_counts)


def _connect(namespace: str, recognise: Callable[..., Viewer]) -> Callable[..., bool]:
    def connect(sid: str, environ: dict[str, Any], auth: object = None) -> bool:
        try:
            viewer = recognise(cookies_of(environ), auth if isinstance(auth, dict) else {})
        except Refused:
            return False
        for old in rooms.enter(namespace, sid, viewer):
            drop(namespace, old)
        _take_in(namespace, sid, viewer)
        return True

    return connect


def _take_in(namespace: str, sid: str, viewer: Viewer) -> None:
    audience = audience_of(namespace, viewer)
    _server.enter_room(sid, _room(viewer.council_id, audience), namespace=namespace)
    if viewer.seat_id is not None:
        _server.enter_room(sid, _seat_room(viewer.seat_id), namespace=namespace)
        ballots_changed(viewer.council_id)  # the desk marks who is connected
    if namespace == "/desk":
        answering.heard(viewer)
    if _is_wall(namespace, viewer) or namespace == "/desk":
        presence_changed(viewer.council_id)  # the desks say who is there
    gevent.spawn(_greet, namespace, sid, viewer, audience)


def _greet(namespace: str, sid: str, viewer: Viewer, audience: str) -> None:
    """The newest scene for whoever connects, wakes up or missed something."""
    if audience == "table":
        return  # its page was drawn for it alone, and asks again if something has changed
    message = scenes().current(viewer.council_id, audience)
    socketio.emit("scene", message.model_dump(), namespace=namespace, to=sid)
    if viewer.seat_id is not None:
        seat_changed(viewer.council_id, viewer.seat_id)


def audience_of(namespace: str, viewer: Viewer) -> str:
    """Which of the scenes a viewer sees on a face."""
    return {"/wall": "wall", "/desk": "desk", "/table": "table"}.get(namespace, viewer.role)


def _disconnect(namespace: str) -> Callable[..., None]:
    def disconnect(sid: str, reason: object = None) -> None:
        viewer = rooms.leave(namespace, sid)
        if viewer and _is_told_of(namespace, viewer):
            ballots_changed(viewer.council_id)

    return disconnect


def _is_told_of(namespace: str, viewer: Viewer) -> bool:
    """Whether the desks say that it is there: seats, walls and each other."""
    return viewer.seat_id is not None or namespace == "/desk" or _is_wall(namespace, viewer)


def _is_wall(namespace: str, viewer: Viewer) -> bool:
    return namespace == "/wall" and not viewer.preview


def _listener(declared: Event) -> Callable[..., dict[str, Any]]:
    def listen(sid: str, data: object = None, *_more: object) -> dict[str, Any]:
        return declared.answer(sid, data)

    return listen


def drop(namespace: str, sid: str) -> None:
    """End one socket."""
    rooms.leave(namespace, sid)
    _server.disconnect(sid, namespace=namespace)


def _room(council_id: int, audience: str) -> str:
    return f"{audience}:{council_id}"


def _seat_room(seat_id: int) -> str:
    return f"seat:{seat_id}"

"""Events from sockets: declared with name, shape and role; errors become answers here.

Handlers run on the bare python-socketio server, without Flask's request context, which
would be the largest single cost of a vote (docs/adr/0001). Who it is comes from the
cookie of the handshake, never from the message.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError
from werkzeug.http import parse_cookie

from ..errors import Conflict, Forbidden, Invalid, Refused, SignedOut, TooSoon
from ..language import N_
from .messages import AliveMessage, Shape
from .roles import ROLES, Viewer, allows
from .rooms import rooms

log = structlog.get_logger()
Handler = Callable[..., dict[str, Any]]
Recognise = Callable[[Mapping[str, str], Mapping[str, Any]], Viewer]
H = TypeVar("H", bound=Handler)
R = TypeVar("R", bound=Recognise)


@dataclass(frozen=True)
class Event:
    """One event that a face listens to."""

    namespace: str
    name: str
    shape: type[Shape]
    role: str
    handler: Handler

    def answer(self, sid: str, data: object) -> dict[str, Any]:
        """Read, check who speaks, decide; every error becomes an answer."""
        try:
            viewer = self._admit(sid)
            return {"ok": True, **self.handler(viewer, self._read(data))}
        except Refused as refusal:
            return refusal_answer(refusal)
        except Exception:
            log.exception("event failed", namespace=self.namespace, name=self.name)
            return refusal_answer(
                Refused(N_("Da ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal."))
            )

    def _admit(self, sid: str) -> Viewer:
        viewer = rooms.viewer(self.namespace, sid)
        if viewer is None:
            raise SignedOut()
        if not rooms.may_speak(self.namespace, sid):
            raise TooSoon(N_("Das war sehr schnell hintereinander. Bitte einen Moment warten."))
        if not allows(self.role, viewer.role):
            raise Forbidden()
        return viewer

    def _read(self, data: object) -> Shape:
        try:
            return self.shape.model_validate(data)
        except (ValidationError, RecursionError) as error:
            raise Invalid() from error


events: list[Event] = []
doors: dict[str, Recognise] = {}


def event(namespace: str, name: str, shape: type[Shape], role: str) -> Callable[[H], H]:
    """Listen to ``name``; the handler is called as ``handler(viewer, message)``."""
    if role not in ROLES:
        raise ValueError(role)

    def register(handler: H) -> H:
        events.append(Event(namespace, name, shape, role, handler))
        return handler

    return register


def door(namespace: str) -> Callable[[R], R]:
    """Register who may connect: ``recognise(cookies, auth) -> Viewer``, or raise a ``Refused``."""

    def register(recognise: R) -> R:
        doors[namespace] = recognise
        return recognise

    return register


def cookies_of(environ: Mapping[str, Any]) -> dict[str, str]:
    """The cookies of a handshake, read as Flask reads those of a page; unreadable ones are none."""
    try:
        return parse_cookie(environ.get("HTTP_COOKIE")).to_dict()
    except UnicodeError:
        return {}


def refusal_answer(refusal: Refused) -> dict[str, Any]:
    """The answer ``{ok: false, code, message}``, with what stands there now on a conflict."""
    answer: dict[str, Any] = {"ok": False, "code": refusal.code, "message": refusal.sentence()}
    if isinstance(refusal, Conflict) and refusal.current is not None:
        answer["current"] = refusal.current
    return answer


def alive(_viewer: Viewer, _message: AliveMessage) -> dict[str, Any]:
    """A dead socket looks connected for a minute; a page that gets no answer opens another."""
    return {}


for _namespace in ("/phone", "/table", "/wall", "/desk"):
    event(_namespace, "alive", AliveMessage, "public")(alive)

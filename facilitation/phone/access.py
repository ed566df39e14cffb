"""Who holds this phone: a member by card, a guest by room code; asked at every door."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, g, request
from flask_wtf.csrf import CSRFError

from .. import db
from ..councils import councils
from ..errors import Forbidden, Refused, SignedOut
from ..language import N_
from ..live.events import door
from ..live.roles import Viewer, allows, declare
from ..participants import helping, joining, tablets
from ..web import cookies, failures
from . import pages

V = TypeVar("V", bound=Callable[..., Any])


class Displaced(Refused):
    """The seat goes on on another device."""

    status = 403
    code = "moved"
    default = N_("Sie haben auf einem anderen Gerät weitergemacht.")

    def __init__(self, council_id: int) -> None:
        super().__init__()
        self.council_id = council_id


class ReadsOnly(Forbidden):
    default = N_("Sie sind zu Gast und können mitlesen. Abstimmen können nur die Mitglieder.")


class NoCard(SignedOut):
    default = N_("Bitte melden Sie sich mit Ihrer Karte an. Dann geht es hier weiter.")


class NotPaired(SignedOut):
    default = N_(
        "Dieses Gerät ist nicht als Tablet gekoppelt. Die Moderation hat einen Link dafür: "
        "am Laptop unter „Karten und Beamer“, „Tablets“."
    )


class NoHelp(SignedOut):
    default = N_("Hier hilft gerade niemand. Die Moderation kann einen Link dafür geben.")


@door("/phone")
def recognise(given: Mapping[str, str], _auth: Mapping[str, Any] | None = None) -> Viewer:
    """Who the cookies stand for; raises ``Displaced`` or ``NoCard``."""
    with db.reading() as session:
        found = joining.known_device(session, cookies.read(given, cookies.SEAT))
        if found:
            if found.current != found.device:
                raise Displaced(found.council)
            return Viewer("member", found.council, seat_id=found.seat, device_id=found.device)
        # The room code opens nothing but reading, so a guest's cookie is the code itself.
        code = cookies.read(given, cookies.GUEST)
        council = councils.by_room_code(session, code) if code else None
    if council is None:
        raise NoCard()
    return Viewer("guest", council.id)


@door("/table")
def recognise_shared(given: Mapping[str, str], auth: Mapping[str, Any]) -> Viewer:
    """A shared tablet, or a helper's phone; a browser may be both, so it says which."""
    return recognise_helper(given) if auth.get("role") == "helper" else recognise_tablet(given)


def recognise_tablet(given: Mapping[str, str]) -> Viewer:
    """Who the tablet's cookie stands for; raises ``NotPaired``."""
    with db.reading() as session:
        tablet = tablets.by_cookie(session, cookies.read(given, cookies.TABLET))
    if tablet is None:
        raise NotPaired()
    return Viewer("tablet", tablet.council_id, tablet_id=tablet.id)


def recognise_helper(given: Mapping[str, str]) -> Viewer:
    """Who the helper's cookie stands for; raises ``NoHelp``."""
    with db.reading() as session:
        found = helping.by_cookie(session, cookies.read(given, cookies.HELPER))
    if found is None:
        raise NoHelp()
    return Viewer("helper", found[1].council_id, help_id=found[0].id)


_SHARED = {"tablet": recognise_tablet, "helper": recognise_helper}


def need(role: str) -> Callable[[V], V]:
    """Let only ``guest`` (everybody who has joined), ``member``, ``tablet`` or ``helper`` in."""

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            g.viewer = _SHARED.get(role, recognise)(request.cookies)
            if not allows(role, g.viewer.role):
                raise ReadsOnly()
            return view(*args, **values)

        return declare(role)(guarded)  # type: ignore[return-value]

    return decorate


def glance() -> None:
    """On pages that everybody may see: the header still says whose phone it is."""
    with suppress(Refused):
        g.viewer = recognise(request.cookies)


def guard(blueprint: Blueprint) -> None:
    """Show refusals of these pages in the phone's own words and look."""
    # What a blueprint has decided for itself stays.
    own = blueprint.error_handler_spec[None][None]
    blueprint.register_error_handler(Displaced, _moved)
    if Refused not in own:
        blueprint.register_error_handler(Refused, refused)
        blueprint.register_error_handler(CSRFError, lambda _error: refused(failures.Expired()))


def _moved(refusal: Displaced) -> Response:
    if failures.wants_json():
        return failures.show(refusal)
    return pages.page("phone/moved.html", status=refusal.status, council_id=refusal.council_id)


def refused(refusal: Refused) -> Response:
    if failures.wants_json():
        return failures.show(refusal)
    if isinstance(refusal, SignedOut):
        return pages.join_page(error=refusal)
    return pages.page("phone/refused.html", status=refusal.status, refusal=refusal)

"""The desk's door: cookie → signed-in person → role in the council.

``minutes``, ``moderator`` and ``lead`` are for views whose first argument is the council's slug; they
set ``g.viewer`` (``live.roles.Viewer``), ``g.person`` and ``g.council`` (read-only; look it
up again to change it). ``team_member`` and ``organiser`` are for pages of no council.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Response, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from ..councils import councils
from ..db import reading
from ..errors import Forbidden, SignedOut
from ..language import N_
from ..live.roles import Viewer, allows, declare
from ..web.failures import show, wants_json
from ..web.team import person, viewer_of
from .blueprint import desk

V = TypeVar("V", bound=Callable[..., Any])
SIGN_IN = "/mod/anmelden"
NO_COUNCIL = 0
ONLY_FOR = {
    "lead": N_("Das kann nur die Leitung dieses Verfahrens. Bitte sprechen Sie mit ihr."),
    "moderator": N_(
        "Das macht die Moderation. Mit der Rolle Protokoll schreiben Sie Empfehlungen und Ideen "
        "und erfassen Papierstimmen."
    ),
}


def _council_door(required: str) -> Callable[[V], V]:
    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(council: str, *args: Any, **kwargs: Any) -> Any:
            enter(council, required)
            return view(council, *args, **kwargs)

        return declare(required)(guarded)  # type: ignore[return-value]

    return decorate


def enter(slug: str, required: str = "moderator") -> Viewer:
    """Let the asking browser into a council, or raise ``SignedOut``, ``NotFound``, ``Forbidden``."""
    g.person = person(request.cookies)
    with reading() as session:
        g.council = councils.find(session, slug)
    g.viewer = viewer_of(g.person, g.council)
    if not allows(required, g.viewer.role):
        raise Forbidden(ONLY_FOR.get(required))
    return g.viewer


minutes = _council_door("minutes")
moderator = _council_door("moderator")
lead = _council_door("lead")


def team_member(view: V) -> V:
    """Anybody who is signed in, whatever the council."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        _enter_without_council("minutes")
        return view(*args, **kwargs)

    return declare("minutes")(guarded)  # type: ignore[return-value]


def organiser(view: V) -> V:
    """Who may set up further councils."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        _enter_without_council("lead")
        if not g.person.is_organiser:
            raise Forbidden(
                N_("Neue Verfahren legt die Person an, die Ratschlag eingerichtet hat.")
            )
        return view(*args, **kwargs)

    return declare("lead")(guarded)  # type: ignore[return-value]


def _enter_without_council(role: str) -> None:
    g.person = person(request.cookies)
    g.council = None
    g.viewer = Viewer(
        role=role,
        council_id=NO_COUNCIL,
        account_id=g.person.account_id,
        sign_in_id=g.person.sign_in_id,
    )


@desk.errorhandler(SignedOut)
def ask_to_sign_in(refusal: SignedOut) -> AnyResponse:
    """A page to read leads to the sign-in; a script gets 401; typed texts stay in the browser."""
    if wants_json():
        return show(refusal)
    if request.method == "GET":
        return redirect(f"{SIGN_IN}?weiter={quote(request.full_path.rstrip('?'))}")
    return _keep_what_was_typed(refusal)


def _keep_what_was_typed(refusal: SignedOut) -> Response:
    response = make_response(render_template("desk/signed_out.html", refusal=refusal))
    response.status_code = refusal.status
    return response


def local_path(given: str) -> str:
    """``given`` if it is a path of the desk, else the desk's first page."""
    safe = (
        given.startswith("/mod") and not any(c in given for c in "\\\r\n\t") and "//" not in given
    )
    return given if safe else "/mod"

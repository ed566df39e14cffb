"""What every page of the phone needs: the look a person chose, their seat, their council."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, make_response, redirect, request
from sqlalchemy.orm import Session

from .. import db
from ..councils import councils
from ..councils.models import Council
from ..errors import Refused
from ..live.messages import SeatMessage
from ..live.roles import Viewer
from ..meetings import agenda
from ..participants.models import Seat
from ..web import cookies
from ..web.templating import render_page

LOOK = "ratschlag_look"
SIZES = ("100", "125", "150", "200")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Look:
    """Size of letters in per cent, and light or dark."""

    size: str = "100"
    theme: str = "auto"


@dataclass(frozen=True)
class Me:
    """Whose phone this is, as the header says it."""

    role: str
    seat: int | None
    table: int | None
    council: Council


def look() -> Look:
    """What this browser has chosen; anything unknown is the default."""
    size, _, theme = cookies.read(request.cookies, LOOK).partition("-")
    return Look(size if size in SIZES else "100", theme if theme in THEMES else "auto")


def me(session: Session, viewer: Viewer | None) -> Me | None:
    """Read the viewer's seat and council."""
    if viewer is None or viewer.role in ("tablet", "helper"):
        return None
    council = session.get_one(Council, viewer.council_id)
    if viewer.seat_id is None:
        return Me("guest", None, None, council)
    seat = session.get_one(Seat, viewer.seat_id)
    return Me("member", seat.number, seat.table_number, council)


def page(
    template: str,
    *,
    status: int = 200,
    scene: str = "",
    seat: SeatMessage | None = None,
    council_id: int | None = None,
    **context: Any,
) -> Response:
    """A whole page in this person's look."""
    with db.reading() as session:
        mine = me(session, g.get("viewer"))
        council = session.get(Council, council_id) if council_id else None
        council = council or (mine.council if mine else only(session))
        body = render_page(
            template,
            scene=scene,
            seat=seat,
            me=mine,
            council=council,
            look=look(),
            home=home(mine),
            **context,
        )
    response = make_response(body)
    response.status_code = status
    return response


def home(mine: Me | None) -> str:
    """Where „Zurück“ leads from a page that everybody may read."""
    if cookies.read(request.cookies, cookies.HELPER):
        return "/helfen"
    if mine:
        return "/jetzt"
    return "/tisch" if cookies.read(request.cookies, cookies.TABLET) else "/"


def join_page(
    *,
    error: Refused | None = None,
    typed: str = "",
    room: str = "",
    action: str = "/",
    card: int = 0,
) -> Response:
    """The one field for card code or room code; what was typed stays."""
    with db.reading() as session:
        council = councils.by_room_code(session, room) if room else None
        council = council or only(session)
        meeting = agenda.on_now(session, council.id) if council else None
    return page(
        "phone/join.html",
        status=error.status if error else 200,
        council_id=council.id if council else None,
        meeting=meeting,
        error=error,
        typed=typed,
        room=room if council else "",
        action=action,
        card=card,
    )


def only(session: Session) -> Council | None:
    """The council of a server that serves only one, as a laptop in a hall does."""
    every = councils.all_councils(session)
    return every[0] if len(every) == 1 else None


def onward(path: str) -> Response:
    """After a POST: look at ``path``, so that reloading sends nothing again."""
    return make_response(redirect(path, 303))

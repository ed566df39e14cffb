"""Helping somebody with one vote, on the helper's own phone (screens.md T3).

The helper's own seat and answers on this phone are not touched: the help has a cookie of
its own and ends with the vote.
"""

from flask import Blueprint, Response, current_app, g, request

from .. import db
from ..live import publish
from ..live.roles import Viewer, declare
from ..participants import helping as rules
from ..participants.models import Help, Seat
from ..voting import ways
from ..web import cookies
from . import acting, pages
from .access import NoHelp, need, recognise_helper
from .borrowed import Look

helping = Blueprint("helping", __name__, url_prefix="/helfen")
BALLOT = "phone/helping/ballot.html"
DAYS = 1
PATH = "/helfen"
look = Look(PATH, "phone/helping/begin.html", "phone/helping/refused.html")
look.speak_in(helping)


@helping.get("")
@declare("public")
def help_now() -> Response:
    """What the member would see, under a band that says whom one helps."""
    try:
        g.viewer = recognise_helper(request.cookies)
    except NoHelp:
        return look.let_in()
    given, seat = _given(g.viewer)
    if rules.is_over(given):
        return _over(seat)
    return acting.ballot_page(_acting(seat), BALLOT)


@helping.post("")
@declare("public")
def begin() -> Response:
    """The link's token, posted by the page's script, or typed in."""
    key = current_app.config["SETTINGS"].secret_key
    with db.transaction() as session:
        _offered, token = rules.begin(session, key, request.form.get("token", "")[:200])
    response = pages.onward(PATH)
    cookies.put(response, cookies.HELPER, token, days=DAYS)
    return response


@helping.get("/stand")
@need("helper")
def stand() -> Response:
    """What is on, for the page that lies open; a help that is over is none."""
    given, seat = _given(g.viewer)
    if rules.is_over(given):
        raise NoHelp()
    return acting.stand(_acting(seat))


@helping.post(f"/stimme/<int(max={db.LARGEST_ID}):round_id>")
@need("helper")
def cast(round_id: int) -> Response:
    """The ballot by the way „Hilfe“; the help ends with it."""
    return acting.cast(_acting(_given(g.viewer)[1]), round_id, BALLOT)


@helping.post("/ende")
@need("helper")
def stop() -> Response:
    """The member goes on alone."""
    with db.transaction() as session:
        ways.end_help(session, session.get_one(Seat, _given(g.viewer)[1].id))
    publish.changed(g.viewer.council_id)
    return pages.onward(f"{PATH}/danke")


@helping.get("/danke")
@need("helper")
def thanks() -> Response:
    """It is over; the phone is the helper's own again."""
    return _over(_given(g.viewer)[1])


def _over(seat: Seat) -> Response:
    response = pages.page(
        "phone/helping/over.html",
        council_id=seat.council_id,
        helped=seat,
        own=bool(cookies.read(request.cookies, cookies.SEAT)),
    )
    cookies.drop(response, cookies.HELPER)
    return response


def _given(viewer: Viewer) -> tuple[Help, Seat]:
    with db.reading() as session:
        found = rules.by_cookie(session, cookies.read(request.cookies, cookies.HELPER))
    if found is None or found[0].id != viewer.help_id:
        raise NoHelp()
    return found


def _acting(seat: Seat) -> acting.Acting:
    return acting.Acting(seat.council_id, seat.id, seat.number, "helper", PATH, PATH)

"""The shared tablet on a table (screens.md T1): whose turn is it, the ballot, pass it on."""

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, g, jsonify, render_template, request

from .. import db
from ..errors import NotFound
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.messages import SeatMessage
from ..live.picture import Picture, SeatLine
from ..live.roles import Viewer, declare
from ..live.scene import BOOT
from ..participants import tablets as rules
from ..participants.models import Tablet
from ..web import cookies
from . import acting, pages, scene
from .access import NotPaired, need, recognise_tablet
from .borrowed import Look

tablets = Blueprint("tablets", __name__, url_prefix="/tisch")
look = Look("/tisch", "phone/tablet/pair.html", "phone/tablet/refused.html")
look.speak_in(tablets)
BALLOT = "phone/tablet/ballot.html"
DAYS = 180
LONGEST = 9999
NOT_HERE = N_(
    "Platz %(number)s ist für dieses Tablet nicht vorgemerkt. Die Moderation kann das umstellen."
)


@dataclass(frozen=True)
class Tile:
    """One seat to tap."""

    number: int
    look: str
    """``open``, ``begun``, ``done`` or ``aside``: not on the roll of this round."""
    words: str


@tablets.get("")
@declare("public")
def board() -> Response:
    """„Wer ist dran?“ on a paired tablet; else the page that pairs it."""
    try:
        g.viewer = recognise_tablet(request.cookies)
    except NotPaired as refusal:
        known = cookies.read(request.cookies, cookies.TABLET)
        return look.let_in(refusal if known else None)
    html, title = _board(g.viewer)
    return pages.page(
        "phone/tablet/page.html",
        council_id=g.viewer.council_id,
        tablet=_own(g.viewer),
        scene=html,
        title=title,
        version=publish.scenes().counted(g.viewer.council_id),
        boot=BOOT,
    )


@tablets.post("")
@declare("public")
def pair() -> Response:
    """The link's token, posted by the page's script, or typed in."""
    key = current_app.config["SETTINGS"].secret_key
    with db.transaction() as session:
        tablet, token = rules.pair(session, key, request.form.get("token", "")[:200])
    publish.presence_changed(tablet.council_id)
    response = pages.onward("/tisch")
    cookies.put(response, cookies.TABLET, token, days=DAYS)
    return response


@tablets.get("/stand")
@need("tablet")
def stand() -> Response:
    """The newest tiles, where the tablet's are older."""
    version = publish.scenes().counted(g.viewer.council_id)
    answer: dict[str, object] = {"version": version, "boot": BOOT}
    if request.args.get("boot") != BOOT or request.args.get("version", -1, type=int) < version:
        answer["html"], answer["title"] = _board(g.viewer)
    return jsonify(answer)


@tablets.get(f"/platz/<int(max={LONGEST}):number>")
@need("tablet")
def ballot(number: int) -> Response:
    """The ballot of whoever has tapped on this seat; without one, the tiles again."""
    picture = publish.scenes().picture(g.viewer.council_id, "tablet")
    mine = _acting(number, picture)
    if scene.kind_of(picture) != "ballot" or acting.seat_of(mine).state not in ("vote", "arrived"):
        return pages.onward("/tisch")
    return acting.ballot_page(mine, BALLOT)


@tablets.get(f"/platz/<int(max={LONGEST}):number>/stand")
@need("tablet")
def ballot_stand(number: int) -> Response:
    """What is on, for the ballot that lies open."""
    return acting.stand(_acting(number))


@tablets.post(f"/platz/<int(max={LONGEST}):number>/stimme/<int(max={db.LARGEST_ID}):round_id>")
@need("tablet")
def cast(number: int, round_id: int) -> Response:
    """A ballot by the way „Tablet“; refused for every seat that isn't marked so."""
    return acting.cast(_acting(number), round_id, BALLOT)


@tablets.get("/danke")
@need("tablet")
def thanks() -> Response:
    """Nothing of the vote remains; empties by itself after three seconds."""
    return pages.page(
        "phone/tablet/thanks.html", council_id=g.viewer.council_id, tablet=_own(g.viewer)
    )


def _own(viewer: Viewer) -> Tablet:
    assert viewer.tablet_id is not None
    with db.reading() as session:
        return rules.find(session, viewer.council_id, viewer.tablet_id)


def _acting(number: int, picture: Picture | None = None) -> acting.Acting:
    """The seat that was tapped; ``NotFound`` where it isn't marked for this tablet."""
    viewer: Viewer = g.viewer
    picture = picture or publish.scenes().picture(viewer.council_id, "tablet")
    for line, _message in _marked(viewer, picture):
        if line.number == number:
            return acting.Acting(
                viewer.council_id, line.id, number, "tablet", f"/tisch/platz/{number}", "/tisch"
            )
    raise NotFound(NOT_HERE, number=number)


def _marked(viewer: Viewer, picture: Picture) -> list[tuple[SeatLine, SeatMessage]]:
    """The seats that may be tapped here, each with its state from the rows."""
    table = _own(viewer).table_number
    near = {line.id: line for line in picture.seats if table in (None, line.table)}
    messages = publish.scenes().seats(viewer.council_id, set(near))
    return [
        (line, messages[line.id])
        for line in near.values()
        if line.id in messages and messages[line.id].channel == "tablet"
    ]


def _board(viewer: Viewer) -> tuple[str, str]:
    """The tiles while a vote is open, else what is on; with the title of the page."""
    picture = publish.scenes().picture(viewer.council_id, "tablet")
    kind = scene.kind_of(picture)
    tiles = [_tile(*marked) for marked in _marked(viewer, picture)] if kind == "ballot" else []
    html = render_template(
        "phone/tablet/board.html",
        picture=picture,
        tiles=tiles,
        **scene.context(picture, guest=True),
    )
    return html, scene.title(picture)


def _tile(line: SeatLine, message: SeatMessage) -> Tile:
    if not message.entitled:
        return Tile(line.number, "aside", _ASIDE[message.state]())
    if message.arrived:
        return Tile(line.number, "done", _("hat abgestimmt"))
    if message.seq or any(each.seq for each in message.rounds):
        return Tile(line.number, "begun", _("angefangen, noch nicht fertig"))
    return Tile(line.number, "open", _("noch offen"))


_ASIDE = {
    "left_out": lambda: _("bei dieser Abstimmung nicht dabei"),
    "not_here": lambda: _("als nicht anwesend eingetragen"),
    "not_on_roll": lambda: _("ab der nächsten Abstimmung dabei"),
    "none": lambda: _("ab der nächsten Abstimmung dabei"),
}

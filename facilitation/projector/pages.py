"""The wall's pages: the slides, the code that lets a browser in, the desk's preview, polling."""

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
)
from markupsafe import Markup, escape

from .. import db
from ..councils import walls
from ..councils.models import Council
from ..live import publish
from ..live.messages import SceneMessage
from ..live.roles import allows
from ..live.scene import BOOT
from ..web import cookies as jar
from .access import open_door, team, wall

projector = Blueprint("projector", __name__)

PAIRED_DAYS = 180
"""A council's sessions lie weeks apart; the hall's computer is paired once."""


@projector.get("/beamer/<council>")
@open_door
def slides(council: Council) -> Response:
    """What is on now; a browser that isn't let in yet shows its code and waits."""
    if allows("wall", g.viewer.role):
        return _page(council, preview=False)
    return _code_page(council)


@projector.get("/beamer/<council>/vorschau")
@team
def preview(council: Council) -> Response:
    """The same slides for a frame on the desk: nothing in them can be focused or clicked."""
    return _page(council, preview=True)


@projector.get("/beamer/<council>/stand")
@wall
def newest(council: Council) -> Response:
    """The newest slide, where the browser's is an older one; works without a socket."""
    scene = _newest(council)
    if request.args.get("boot") == BOOT and request.args.get("version", type=int) == scene.version:
        return jsonify(version=scene.version, boot=BOOT)
    return jsonify(scene.model_dump())


@projector.get("/beamer/<council>/code")
@open_door
def code(council: Council) -> Response:
    """Whether the browser is let in by now, and if not, the code that it should show."""
    with db.reading() as session:
        mine = walls.by_token(session, council, jar.read(request.cookies, jar.WALL))
    waiting = mine is not None and walls.is_waiting(mine)
    return jsonify(
        open=allows("wall", g.viewer.role), code=mine.code if mine is not None and waiting else ""
    )


def _newest(council: Council) -> SceneMessage:
    """The newest slide, drawn anew where the laptop is in another Wi-Fi than when it was drawn."""
    address = escape(current_app.extensions["address"].spoken())
    scene = publish.scenes().current(council.id, "wall")
    if f'data-address="{address}"' not in scene.html:
        publish.changed(council.id)
        scene = publish.scenes().current(council.id, "wall")
    return scene


def _page(council: Council, *, preview: bool) -> Response:
    scene = _newest(council)
    html = render_template(
        "projector/wall.html",
        council=council,
        preview=preview,
        version=scene.version,
        boot=scene.boot,
        title=scene.title,
        scene=Markup(scene.html),  # noqa: S704  (drawn by our own templates)
    )
    return make_response(html)


def _code_page(council: Council) -> Response:
    token = jar.read(request.cookies, jar.WALL)
    with db.transaction() as session:
        waiting = walls.by_token(session, council, token)
        if waiting is None or not walls.is_waiting(waiting):
            waiting, token = walls.ask(session, council)
        html = render_template("projector/code.html", council=council, code=waiting.code)
    response = make_response(html)
    jar.put(response, jar.WALL, token, days=PAIRED_DAYS)
    return response

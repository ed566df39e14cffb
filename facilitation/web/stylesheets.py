"""One stylesheet per face, put together from its parts in their order.

A phone in a hall with bad reception asks once instead of twenty times, and keeps the answer for
good: its address says which bytes it is. The parts stay files of their own, for whoever edits them.
"""

from functools import cache
from hashlib import sha256

from flask import Blueprint, Flask, Response, abort

from ..live.roles import declare
from ..settings import ROOT

stylesheets = Blueprint("stylesheets", __name__)

PARTS = ROOT / "static/css"
FACES = {
    "handy": (
        "tokens", "steps", "result_bar", "rounds", "result_rating", "phone", "phone_page",
        "phone_forms", "phone_scene", "phone_ballot", "phone_rating", "phone_together",
        "result_list", "phone_list", "phone_sheet", "result_spread", "phone_spread",
        "phone_ranked", "phone_writing", "phone_reasons", "phone_small",
    ),
    "beamer": (
        "tokens", "projector", "projector_slides", "projector_ideas", "steps", "projector_vote",
        "projector_rounds", "rounds", "result_rating", "projector_rating", "result_list", "projector_list",
        "result_spread", "projector_spread", "projector_together", "projector_stage",
    ),
    "regie": (
        "tokens", "steps", "result_bar", "rounds", "result_rating", "result_list", "result_spread",
        "desk-results", "desk-parts", "desk-cards", "desk-stack", "desk", "desk-editor",
        "desk-rows", "desk-run", "desk-presence", "desk-seats", "desk-regie", "desk-ideas-side",
        "desk-decisions", "desk-reasons",
    ),
}  # fmt: skip
"""Which parts a face is made of; later ones win."""
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def _joined(face: str) -> str:
    return "\n".join((PARTS / f"{part}.css").read_text(encoding="utf-8") for part in FACES[face])


@cache
def address(face: str) -> str:
    """Where a face's stylesheet is, as long as it is these bytes."""
    return f"/stil/{face}/{sha256(_joined(face).encode()).hexdigest()[:16]}.css"


@stylesheets.get("/stil/<face>/<version>.css")
@declare("public")
def stylesheet(face: str, version: str) -> Response:
    """The face's stylesheet; who asks for an older one gets what there is now, and keeps it not."""
    if face not in FACES:
        abort(404)
    answer = Response(_joined(face), mimetype="text/css")
    if address(face).endswith(f"/{version}.css"):
        answer.headers["Cache-Control"] = FOR_GOOD
    return answer


def register(app: Flask) -> None:
    """Add the route, and the addresses for the layouts."""
    app.register_blueprint(stylesheets)
    app.jinja_env.globals["stylesheet"] = address

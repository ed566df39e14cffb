"""„Möchten Sie sagen, warum?“: taken in without knowing from whom (web/nameless.py)."""

import secrets
from typing import Annotated, Any

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from markupsafe import Markup
from pydantic import Field, ValidationError

from .. import db
from ..errors import Invalid, Refused
from ..live import publish
from ..live.messages import Key, Shape, Word
from ..live.roles import declare
from ..voting import reasons as rules
from ..web import failures, nameless
from ..web.csrf import csrf
from . import pages

reasons = Blueprint("reasons", __name__, url_prefix=nameless.PREFIX.rstrip("/"))
SENT = "/jetzt?danke=grund"
NOBODY: dict[str, Any] = {"me": None, "council": None, "csrf_token": Markup()}
"""What a page says of whoever looks at it; a token would begin a session."""
Typed = Annotated[str, Field(max_length=1_000_000)]


class ReasonSent(Shape):
    """One reason as a form holds it; a script adds a key, so that it arrives once."""

    text: Typed
    token: Word
    key: Key


@reasons.post(f"/<int(max={db.LARGEST_ID}):round_id>")
@csrf.exempt
@declare("public")
def send(round_id: int) -> Response:
    """Keep a reason; whoever holds the page of that result may send one."""
    sent = _read()
    if not nameless.is_ours(current_app.config["SETTINGS"].secret_key, round_id, sent.token):
        raise failures.Expired()
    with db.transaction() as session:
        about = rules.give(session, round_id, text=sent.text, key=sent.key)
        council_id = about.poll.council_id
    publish.ballots_changed(council_id)  # only the desk looks different
    return jsonify(ok=True) if failures.wants_json() else pages.onward(SENT)


@reasons.errorhandler(Refused)
def show_again(refusal: Refused) -> Response:
    """Nothing that was typed is lost: the form comes back with it, and asks nobody's name either."""
    if failures.wants_json() or request.method != "POST":
        return failures.show(refusal)
    body = render_template(
        "phone/reason.html",
        refusal=refusal,
        round_id=(request.view_args or {}).get("round_id", 0),
        limit=rules.LONGEST,
        typed=request.form.get("text", ""),
        look=pages.look(),
        **NOBODY,
    )
    return make_response(body, refusal.status)


def _read() -> ReasonSent:
    given = request.form.to_dict()
    given.setdefault("key", secrets.token_urlsafe(16))
    try:
        return ReasonSent.model_validate(given)
    except ValidationError as error:
        raise Invalid() from error

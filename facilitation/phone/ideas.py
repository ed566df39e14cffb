"""Writing an idea down: by form, or by script with a key, so that it arrives once (P8)."""

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Annotated, Any

from flask import Blueprint, Response, g, jsonify, request
from flask_wtf.csrf import CSRFError
from pydantic import Field, ValidationError

from .. import db
from ..errors import Invalid, Refused, TooSoon
from ..ideas import collecting, inbox
from ..language import N_
from ..live import publish
from ..live.messages import Key, Shape, Word
from ..live.roles import Viewer
from ..measures import measures
from ..participants import seats
from ..web import failures
from . import pages
from .access import glance, need, refused

ideas = Blueprint("ideas", __name__)
AT_ONCE = 8
"""So many in a row; then one more every ``EVERY`` seconds. Per seat: a hall has one address."""
EVERY = 10.0
Typed = Annotated[str, Field(max_length=1_000_000)]


class IdeaSent(Shape):
    """One idea as a script sends it; as a form it has the same fields."""

    text: Typed
    why: Typed = ""
    kind: Word = "idea"
    about: Word = ""
    key: Key


@dataclass
class Pace:
    """How fast seats may write; kept in memory only, so nothing tells who wrote when."""

    left: dict[int, tuple[float, float]] = field(default_factory=dict)

    def step(self, seat_id: int) -> None:
        """One more, or ``TooSoon``."""
        now = time.monotonic()
        allowance, heard_at = self.left.get(seat_id, (AT_ONCE, now))
        allowance = min(AT_ONCE, allowance + (now - heard_at) / EVERY)
        if allowance < 1:
            raise TooSoon(
                N_(
                    "Das waren viele Ideen in kurzer Zeit. Ihr Text bleibt stehen: "
                    "Bitte schicken Sie ihn in ein paar Sekunden noch einmal ab."
                )
            )
        self.left[seat_id] = (allowance - 1, now)


pace = Pace()


@ideas.get("/idee")
@need("member")
def write_down() -> Response:
    """One sentence; after it has arrived, thanks and „Noch eine“."""
    return _page(thanks=request.args.get("danke", ""))


@ideas.post("/idee")
@need("member")
def send() -> Response:
    """Keep it; what comes after the item is over is kept as well."""
    viewer: Viewer = g.viewer
    sent = _read()
    assert viewer.seat_id is not None
    pace.step(viewer.seat_id)
    about = inbox.about_of(sent.about)
    with db.transaction() as session:
        item = collecting.item_for(session, viewer.council_id, sent.kind)
        seat = seats.find(session, viewer.council_id, viewer.seat_id)
        inbox.write(
            session,
            viewer.council_id,
            text=sent.text,
            why=sent.why,
            kind=sent.kind,
            about=about,
            meeting_id=item.meeting_id,
            table_number=seat.table_number if item.keeps_table else None,
            key=sent.key,
        )
    publish.presence_changed(viewer.council_id)
    if request.is_json:
        return jsonify(ok=True)
    return pages.onward(f"/idee?danke={sent.kind}")


@ideas.errorhandler(Refused)
def show_again(refusal: Refused) -> Response:
    """Nothing that was typed is lost: the form comes back with it."""
    glance()
    viewer: Viewer | None = g.get("viewer")
    if failures.wants_json() or request.method == "GET" or not viewer or viewer.seat_id is None:
        return refused(refusal)
    typed = {name: request.form.get(name, "") for name in IdeaSent.model_fields}
    return _page(refusal=refusal, typed=typed)


@ideas.errorhandler(CSRFError)
def expired(_error: CSRFError) -> Response:
    """The page lay open for long: the same page again, with what was typed."""
    return show_again(
        failures.Expired(
            N_("Die Seite war lange offen. Bitte tippen Sie noch einmal auf „Abschicken“.")
        )
    )


def _page(
    *, thanks: str = "", refusal: Refused | None = None, typed: dict[str, str] | None = None
) -> Response:
    council_id = g.viewer.council_id
    picture = publish.scenes().picture(council_id)
    kind = picture.collecting
    with db.reading() as session:
        fields = measures.all_fields(session, council_id)
        subjects = measures.all_measures(session, council_id)
    typed = dict.fromkeys(IdeaSent.model_fields, "") | (typed or {})
    return pages.page(
        "phone/idea.html",
        status=refusal.status if refusal else 200,
        collecting=kind,
        keeps_table=bool(picture.now and picture.now.keeps_table),
        kind=_kind(typed.get("kind") or thanks or kind),
        thanks=thanks in inbox.KIND_NAMES,
        refusal=refusal,
        wrong="why" if isinstance(refusal, Invalid) and "why" in refusal.fields else "text",
        typed=typed,
        key=typed.get("key") or secrets.token_urlsafe(16),
        fields=fields,
        measures=subjects,
        limits={"text": inbox.SENTENCE, "why": inbox.WHY},
    )


def _kind(word: str) -> str:
    return word if word in inbox.KIND_NAMES else "idea"


def _read() -> IdeaSent:
    given: Any = request.form.to_dict()
    given.pop("csrf_token", None)
    try:
        return IdeaSent.model_validate(json.loads(request.get_data()) if request.is_json else given)
    except (ValueError, RecursionError, ValidationError) as error:
        raise Invalid() from error

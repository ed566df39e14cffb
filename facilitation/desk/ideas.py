"""The inbox of ideas at the desk: new, groups, parked; and what the team types in itself."""

import hashlib
import re
import secrets
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ..db import reading
from ..errors import Refused
from ..ideas import inbox
from ..ideas.models import Idea
from ..language import gettext as _
from ..live import publish
from ..live.events import refusal_answer
from ..meetings import agenda
from ..web.failures import wants_json
from ..web.templating import CSRF_PLACE
from . import idea_board
from .access import minutes
from .blueprint import desk
from .forms.fields import options
from .forms.ideas import NOTHING, CorrectionForm, NewIdeaForm

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@desk.get("/<council>/ideen")
@minutes
def ideas(council):
    """Three columns, all of it usable by keyboard and without script."""
    return _page(_new_form(formdata=None))


@desk.get("/<council>/ideen/stand")
@minutes
def newest_ideas(council):
    """The board, if the asking page has an older one."""
    html, version = _board()
    if request.args.get("version") == version:
        return jsonify(version=version)
    return jsonify(version=version, html=html)


@desk.post("/<council>/ideen/neu")
@minutes
def add_idea(council):
    """An idea from a paper card or from a table; sent twice it is kept once."""
    form = _new_form()
    if form.saves(lambda session: _write(session, form)):
        return done(_("„%(text)s“ steht jetzt unter Neu.", text=form.text.data))
    if wants_json():
        return _said_wrong(form)
    return _page(form)


@desk.route("/<council>/ideen/<id:idea_id>", methods=["GET", "POST"])
@minutes
def correct_idea(council, idea_id):
    """Mend typing errors; what the author wrote is kept."""
    with reading() as session:
        idea = inbox.find(session, g.council.id, idea_id)
    form = CorrectionForm(obj=idea)
    if form.saves(lambda session: _correct(session, idea_id, form)):
        return done(_("Gespeichert. Der ursprüngliche Text bleibt erhalten."))
    return form.page("desk/idea.html", idea=idea, limits=_limits())


def done(message: str, focus: str = "", *, path: str = "") -> Response:
    """Tell everybody, then say it here: as an answer to a script, or on the page."""
    with reading() as session:
        meeting = agenda.on_now(session, g.council.id)
        on_wall = meeting is not None and meeting.wall_view in ("ideas", "idea", "idea_group")
    if on_wall:
        publish.changed(g.council.id)
    else:
        publish.presence_changed(g.council.id)
    path = path or f"/mod/{g.council.slug}/ideen"
    if wants_json():
        return jsonify(ok=True, message=message, focus=focus)
    flash(message, "ok")
    return redirect(f"{path}#{focus}" if focus else path, 303)


def _page(form: NewIdeaForm) -> tuple[str, int]:
    html, version = _board()
    return form.page(
        "desk/ideas.html",
        board=Markup(html.replace(CSRF_PLACE, generate_csrf())),  # noqa: S704  (our own template)
        version=version,
        key=_key() or secrets.token_urlsafe(16),
        limits=_limits(),
        running=_running(),
    )


def _running() -> int | None:
    """The number of the session that is on, for the way back."""
    with reading() as session:
        meeting = agenda.on_now(session, g.council.id)
        return meeting.number if meeting and meeting.state == "running" else None


def _board() -> tuple[str, str]:
    """The board as HTML, with a short name for exactly this state."""
    with reading() as session:
        shown = idea_board.context(session, g.council.id, g.council.slug)
    html = render_template("desk/ideas_board.html", **shown)
    return html, hashlib.sha256(html.encode()).hexdigest()[:16]


def _new_form(**values: Any) -> NewIdeaForm:
    with reading() as session:
        choices = idea_board.about_choices(session, g.council.id)
    form = NewIdeaForm(**values)
    form.about.choices = options([(NOTHING, _("nichts davon")), *choices])
    if not form.is_submitted():
        form.kind.data = publish.scenes().picture(g.council.id).collecting or "idea"
    return form


def _write(session: Session, form: NewIdeaForm) -> Idea:
    meeting = agenda.on_now(session, g.council.id)
    return inbox.write(
        session,
        g.council.id,
        text=form.text.data,
        why=form.why.data,
        kind=form.kind.data,
        about=inbox.about_of(form.about.data),
        table_number=form.table.data,
        meeting_id=meeting.id if meeting and meeting.state != "planned" else None,
        key=_key() or None,
    )


def _correct(session: Session, idea_id: int, form: CorrectionForm) -> None:
    idea = inbox.find(session, g.council.id, idea_id)
    form.meets(idea)
    inbox.correct(session, idea, text=form.text.data, why=form.why.data)


def _said_wrong(form: NewIdeaForm) -> Response:
    refusal = form.refusal or Refused(next(str(field.errors[0]) for field in form if field.errors))
    response = jsonify(refusal_answer(refusal))
    response.status_code = form.status
    return response


def _key() -> str:
    given = request.form.get("key", "")
    return given if KEY.fullmatch(given) else ""


def _limits() -> dict[str, int]:
    return {"text": inbox.SENTENCE, "why": inbox.WHY}

"""Recommendations at the desk: list, write, compare, withdraw."""

import hashlib
import json
import secrets
from typing import Any

from flask import Response, flash, g, jsonify, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from .. import clock
from ..db import reading, transaction
from ..errors import Invalid, Refused
from ..language import N_, ngettext
from ..language import gettext as _
from ..live import publish
from ..live.events import refusal_answer
from ..meetings import agenda
from ..recommendations import asking, drafting, minority
from ..recommendations.changing import Locked
from ..recommendations.models import TEXTS, Recommendation
from ..recommendations.standing import STATE_NAMES, standing, standings
from ..voting import reasons, words
from ..voting.models import Round
from ..web.failures import show as show_refusal
from ..web.failures import wants_json
from . import changes, editing, scene
from .access import minutes
from .blueprint import desk
from .differences import as_typed, author, between, choices, proposed, since
from .forms.recommendation import TextsForm


@desk.get("/<council>/empfehlungen")
@minutes
def recommendations(council):
    """All of them by number with where they stand; withdrawn ones keep theirs."""
    with reading() as session:
        stand = standings(session, g.council.id)
        rows = [
            (
                found,
                stand[found.id],
                _measure_line(session, found),
                asking.can_be_asked(found, stand[found.id]),
            )
            for found in drafting.all_recommendations(session, g.council.id)
        ]
        said = bool(reasons.rounds(session, g.council.id))
        return render_template(
            "desk/recommendations.html", rows=rows, states=STATE_NAMES, said=said
        )


@desk.get("/<council>/empfehlungen/neu")
@minutes
def new_recommendation(council):
    """An empty editor; the number is given when it is saved."""
    texts = drafting.prefill(g.council, None, None)
    return _page("desk/recommendation_new.html", texts=_filled(texts), key=_new_key())


@desk.post("/<council>/empfehlungen/neu")
@minutes
def add_recommendation(council):
    """Save a recommendation that belongs to no measure; a form sent twice makes one."""
    texts = TextsForm().texts
    if not texts["title"] and not texts["wording"]:
        raise Invalid(N_("Bitte schreiben Sie wenigstens einen Titel oder einen Wortlaut."))
    with transaction() as session:
        made = drafting.capture(
            session,
            g.council,
            measure=None,
            around=None,
            account_id=g.viewer.account_id,
            texts=texts,
            key=_key(texts),
        )
        made_id = made.id
    publish.presence_changed(g.council.id)
    return redirect(_path(made_id), 303)


@desk.get("/<council>/empfehlungen/<id:number>")
@minutes
def recommendation(council, number):
    """One recommendation to edit."""
    with reading() as session:
        found = drafting.find(session, g.council.id, number)
        return _page("desk/recommendation.html", **_about(session, found), texts=found)


@desk.post("/<council>/empfehlungen/<id:number>")
@minutes
def save_recommendation(council, number):
    """Save over the version that was edited; ``EditConflict`` shows both texts."""
    form = TextsForm()
    with transaction() as session:
        found = drafting.find(session, g.council.id, number)
        drafting.reword(
            session,
            g.council,
            found,
            form.texts,
            from_version=form.version,
            account_id=g.viewer.account_id,
        )
        version, at = found.version, clock.hall_time(found.changed_at)
    _tell(number)
    if wants_json():
        return jsonify(ok=True, version=version, saved=_("gespeichert %(time)s", time=at))
    return redirect(_path(number), 303)


@desk.get("/<council>/empfehlungen/<id:number>/fassungen")
@minutes
def versions(council, number):
    """Every wording, newest first, each beside the one before it."""
    with reading() as session:
        found = drafting.find(session, g.council.id, number)
        rows = drafting.versions(session, found)
        steps = [
            (row, author(session, row), since(session, g.council.id, row, before))
            for row, before in zip(rows, [*rows[1:], None], strict=True)
        ]
        return render_template("desk/recommendation_versions.html", found=found, steps=steps)


@desk.post("/<council>/empfehlungen/<id:number>/zurueckziehen")
@minutes
def withdraw(council, number):
    """Take it back; its number and its wordings stay."""
    return _set_withdrawn(number, back=False)


@desk.post("/<council>/empfehlungen/<id:number>/zurueckholen")
@minutes
def fetch_back(council, number):
    """A draft again."""
    return _set_withdrawn(number, back=True)


@desk.errorhandler(drafting.EditConflict)
def show_both(refusal: drafting.EditConflict) -> Response:
    """Somebody saved first: both texts with the difference, nothing is lost."""
    number = request.view_args["number"] if request.view_args else 0
    form = TextsForm()
    with reading() as session:
        found = drafting.find(session, g.council.id, number)
        newest = drafting.versions(session, found)[0]
        about = _about(session, found) | {
            "refusal": refusal,
            "author": author(session, newest),
            "differences": between(session, g.council.id, form.typed, drafting.snapshot(found)),
            "texts": form.typed,
            "theirs": as_typed(drafting.snapshot(found)),
            "proposed": proposed(session, found, form.typed, form.from_version.data),
            "council_slug": g.council.slug,
        }
        about["choices"] = choices(about["lists"])
        if wants_json():
            html = render_template("desk/recommendation_conflict.html", **about)
            answer = refusal_answer(refusal) | {
                "current": about["theirs"],
                "version": found.version,
            }
            response = jsonify(answer | {"html": html})
        else:
            response = make_response(_page("desk/recommendation.html", conflict=True, **about))
    response.status_code = refusal.status
    return response


@desk.errorhandler(Invalid)
def show_again(refusal: Invalid) -> AnyResponse:
    """A text that can't be saved stays in its field, with the reason above."""
    if wants_json() or request.endpoint not in (
        "desk.save_recommendation",
        "desk.add_recommendation",
    ):
        return show_refusal(refusal)
    return _typed_again(refusal)


@desk.errorhandler(Locked)
def show_locked(refusal: Locked) -> AnyResponse:
    """A wording that stands fixed: what was typed meanwhile isn't lost."""
    if wants_json() or request.endpoint != "desk.save_recommendation":
        return show_refusal(refusal)
    return _typed_again(refusal)


def _typed_again(refusal: Refused) -> AnyResponse:
    typed = TextsForm().typed
    number = (request.view_args or {}).get("number")
    if number is None:
        key = request.form.get("key", "") or _new_key()
        page = _page("desk/recommendation_new.html", texts=typed, refusal=refusal, key=key)
    else:
        with reading() as session:
            found = drafting.find(session, g.council.id, number)
            about = _about(session, found)
            page = _page("desk/recommendation.html", **about, texts=typed, refusal=refusal)
    return make_response(page, refusal.status)


def _set_withdrawn(number: int, *, back: bool) -> AnyResponse:
    with transaction() as session:
        found = drafting.find(session, g.council.id, number)
        off = editing.set_withdrawn(session, found, g.viewer.account_id, back=back)
    if off:
        flash(
            ngettext(
                "Die geplante Abstimmung ist aus dem Ablauf genommen.",
                "%(num)s geplante Abstimmungen sind aus dem Ablauf genommen.",
                off,
            ),
            "ok",
        )
    publish.changed(g.council.id)
    return redirect(_path(number), 303)


def _tell(number: int) -> None:
    """Everybody, where the wall reads along; else only the desks look different."""
    with reading() as session:
        meeting = agenda.on_now(session, g.council.id)
        along = meeting is not None and (
            meeting.wall_view == "recommendation" and meeting.wall_subject_id == number
        )
    if along:
        publish.changed(g.council.id)
    else:
        publish.presence_changed(g.council.id)


def _page(template: str, **context: Any) -> str:
    with reading() as session:
        lists = scene.editor_lists(session, g.council.id)
    return render_template(template, **{"lists": lists, "council_slug": g.council.slug} | context)


def _about(session: Session, found: Recommendation) -> dict[str, Any]:
    stands = standing(session, found)
    return {
        "recommendation": found,
        "stands": stands,
        "states": STATE_NAMES,
        "can_be_asked": asking.can_be_asked(found, stands),
        "voices": minority.about(session, found),
        "changed": changes.steps(session, stands),
        "measure_line": _measure_line(session, found),
        "lists": scene.editor_lists(session, g.council.id),
    }


def _filled(texts: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(TEXTS, "") | {"stance": "open"}
    return empty | texts


def _measure_line(session: Session, found: Recommendation) -> str:
    """What was said last about the *measure*: „Zu M7: 21 Ja · 4 Nein · 2 Enthaltungen“."""
    begun = session.get(Round, found.round_id) if found.round_id else None
    shown = [one for one in begun.poll.rounds if one.state == "shown"] if begun else []
    if not shown or not shown[-1].result:
        return ""
    around = shown[-1]
    option = around.wording["options"][0]
    found_words = words.result_words(words.shown(around, 0), option["key"])
    said = " · ".join(part for part in (found_words.counts, found_words.verdict) if part)
    return _("Zu %(code)s: %(result)s", code=option["code"], result=said)


def _new_key() -> str:
    return secrets.token_urlsafe(48)


def _key(texts: dict[str, object]) -> str | None:
    """The same page with the same texts is the same recommendation; other texts are another."""
    page = request.form.get("key", "")
    said = json.dumps([page, texts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest() if page else None


def _path(number: int) -> str:
    return f"/mod/{g.council.slug}/empfehlungen/{number}"

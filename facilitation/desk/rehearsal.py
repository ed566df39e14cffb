"""The last step of the set-up: try everything out in a copy that goes without a trace."""

from typing import NamedTuple

import gevent
from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..councils import councils
from ..councils.models import Council
from ..db import reading, transaction
from ..errors import Conflict, Invalid
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.rooms import rooms
from ..meetings import agenda
from ..meetings.models import Meeting
from ..participants.models import Seat
from ..rehearsals import rehearsals
from ..settings import Settings
from ..voting.models import Poll
from . import rehearsing, steps
from .access import moderator
from .blueprint import desk

NONE_ON = N_("Gerade läuft keine Probe. Sie können hier eine beginnen.")
LAST_WORDS = 0.5
"""Seconds for what was just about to be told to the rehearsal's screens."""


class Offered(NamedTuple):
    """A session that can be tried out."""

    number: int
    title: str
    items: int
    votes: int


class OwnPhone(NamedTuple):
    """The seat that is left for a real phone."""

    number: int
    path: str
    code: str


@desk.record_once
def tidy_up(state: BlueprintSetupState) -> None:
    """Simulated members of an earlier start are gone; so are their cards."""
    rehearsing.tidy(state.app.config["SETTINGS"].instance)


@desk.get("/<council>/probe")
@moderator
def rehearsal(council):
    """What to do, in three steps; in a rehearsal it leads back to the council's own page."""
    if g.council.rehearsal_of_id is not None:
        return redirect(url_for("desk.rehearsal", council=_real_slug()))
    with reading() as session:
        twin = rehearsals.of_council(session, g.council.id)
        offered = _offered(session, g.council)
        context = _about(session, twin) if twin else {}
    chosen = request.args.get("sitzung", type=int)
    numbers = [one.number for one in offered]
    return render_template(
        "desk/setup/rehearsal.html",
        twin=twin,
        offered=offered,
        chosen=chosen if chosen in numbers else (_next_number(offered)),
        paces=rehearsing.PACES,
        **context,
        **steps.context(steps.REHEARSAL),
    )


@desk.post("/<council>/probe/beginnen")
@moderator
def begin_rehearsal(council):
    """Copy the set-up; nothing of the council itself changes."""
    number = request.form.get("meeting", type=int)
    if number is None:
        raise Invalid(N_("Bitte wählen Sie die Sitzung aus, die Sie proben möchten."))
    with transaction() as session:
        twin = rehearsals.begin(session, councils.find(session, g.council.slug), number=number)
    publish.forget(twin.id)
    flash(_("Die Probe ist bereit. Jetzt kommen die drei Schritte."), "ok")
    return _back()


@desk.post("/<council>/probe/mitglieder")
@moderator
def simulate_members(council):
    """Let simulated members come, or go on faster or slower."""
    pace = request.form.get("pace", type=int)
    if pace not in rehearsing.PACES:
        raise Invalid()
    settings: Settings = current_app.config["SETTINGS"]
    url = current_app.extensions["address"].own_url()
    with reading() as session:
        twin = _twin(session)
        cards = rehearsals.tickets(session, twin, settings.secret_key, url)
    rehearsing.start(twin.id, cards, pace, settings)
    flash(
        _("Die simulierten Mitglieder kommen, in %(pace)s-facher Geschwindigkeit.", pace=pace), "ok"
    )
    return _back()


@desk.post("/<council>/probe/anhalten")
@moderator
def send_members_home(council):
    """The simulated members go; what they have voted stays."""
    with reading() as session:
        twin = _twin(session)
    rehearsing.stop(twin.id)
    flash(_("Die simulierten Mitglieder sind gegangen."), "ok")
    return _back()


@desk.post("/<council>/probe/beenden")
@moderator
def end_rehearsal(council):
    """Everything of the rehearsal is deleted, also what can be found on free pages."""
    settings: Settings = current_app.config["SETTINGS"]
    with reading() as session:
        twin = _twin(session)
    rehearsing.stop(twin.id)
    publish.close_council(twin.id)
    gevent.sleep(LAST_WORDS)
    rehearsals.end(twin.id, settings.exports)
    publish.forget(twin.id)
    flash(_("Die Probe ist beendet. Von ihr ist nichts übrig."), "ok")
    return _back()


def _about(session: Session, twin: Council) -> dict[str, object]:
    meeting = agenda.on_now(session, twin.id)
    own = rehearsals.own_phone(session, twin)
    key = current_app.config["SETTINGS"].secret_key
    card = rehearsals.card_of(own, key) if own else None
    seats = session.scalar(select(func.count(Seat.id)).filter_by(council_id=twin.id)) or 0
    return {
        "meeting": meeting,
        "own": OwnPhone(card.seat, card.path, card.code) if card else None,
        "members": rehearsing.of_council(twin.id),
        "simulated": seats - (own is not None),
        "connected": len(rooms.connected_seats(twin.id) - ({own.id} if own else set())),
        "own_connected": own is not None and own.id in rooms.connected_seats(twin.id),
    }


def _offered(session: Session, council: Council) -> list[Offered]:
    return [
        Offered(meeting.number, meeting.title, len(meeting.items), _votes(session, meeting))
        for meeting in agenda.all_meetings(session, council.id)
        if meeting.items
    ]


def _next_number(offered: list[Offered]) -> int:
    """The session that is on or comes next, where it can be tried out, else the last one."""
    with reading() as session:
        on_now = agenda.on_now(session, g.council.id)
    numbers = [one.number for one in offered]
    if on_now and on_now.number in numbers:
        return on_now.number
    return numbers[-1] if numbers else 0


def _votes(session: Session, meeting: Meeting) -> int:
    items = [item.id for item in meeting.items]
    return session.scalar(select(func.count(Poll.id)).where(Poll.item_id.in_(items))) or 0


def _twin(session: Session) -> Council:
    real_id = g.council.rehearsal_of_id or g.council.id
    twin = rehearsals.of_council(session, real_id)
    if twin is None:
        raise Conflict(NONE_ON)
    return twin


def _real_slug() -> str:
    with reading() as session:
        return session.get_one(Council, g.council.rehearsal_of_id or g.council.id).slug


def _back():
    return redirect(url_for("desk.rehearsal", council=_real_slug()), 303)

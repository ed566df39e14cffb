"""The sessions of a council and step 4 of the set-up: sessions in blocks."""

from datetime import time, timedelta

from flask import flash, g, redirect, render_template, url_for
from sqlalchemy.orm import Session

from .. import clock
from ..db import reading, transaction
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda, timing
from ..meetings.models import Meeting
from ..voting import planned
from . import steps
from .access import minutes, moderator
from .blueprint import desk
from .forms.meetings import MeetingForm

USUAL_START = time(10, 0)
STATE_NAMES = {"planned": N_("geplant"), "running": N_("läuft"), "ended": N_("beendet")}


@desk.get("/<council>")
@minutes
def council_page(council):
    """A council's own first page: its sessions."""
    return redirect(url_for("desk.sessions", council=council))


@desk.get("/<council>/sitzungen")
@minutes
def sessions(council):
    """All sessions with the way into their cockpits, and what the set-up still lacks."""
    with reading() as session:
        blocks = in_blocks(session, g.council.id)
        on_now = agenda.on_now(session, g.council.id)
        gaps = [step for step in steps.all_steps(session, g.council) if not step.done]
        return render_template("desk/sessions.html", blocks=blocks, on_now=on_now, gaps=gaps)


@desk.get("/<council>/vorbereitung/4")
@moderator
def meetings_page(council):
    """All sessions of the council, by block."""
    with reading() as session:
        blocks = in_blocks(session, g.council.id)
        return render_template("desk/setup/meetings.html", blocks=blocks, **steps.context(4))


@desk.route("/<council>/vorbereitung/4/neu", methods=["GET", "POST"])
@moderator
def new_meeting(council):
    """One session more: the same place and time as the last one, a week later."""
    with reading() as session:
        offered = _offer(agenda.all_meetings(session, g.council.id))
    form = MeetingForm(data=offered)
    if form.saves(lambda session: _add(session, form)):
        return _to(
            form.number.data, _("Die Sitzung ist angelegt. Jetzt fehlt nur noch ihr Ablauf.")
        )
    return form.page("desk/setup/meeting.html", meeting=None, **steps.context(4))


@desk.route("/<council>/vorbereitung/4/<id:number>/angaben", methods=["GET", "POST"])
@moderator
def change_meeting(council, number):
    """Title, day, place, aim and result of a session."""
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
    form = MeetingForm(obj=meeting)
    if form.saves(lambda session: _change(session, number, form)):
        return _to(form.number.data, _("Gespeichert."))
    return form.page("desk/setup/meeting.html", meeting=meeting, **steps.context(4))


@desk.post("/<council>/vorbereitung/4/<id:number>/entfernen")
@moderator
def remove_meeting(council, number):
    """Take a session away that never ran."""
    with transaction() as session:
        planned.call_off(session, agenda.find_meeting(session, g.council.id, number))
    publish.changed(g.council.id)
    flash(_("Die Sitzung ist entfernt."), "ok")
    return redirect(url_for("desk.meetings_page", council=council))


def in_blocks(session: Session, council_id: int) -> dict[int, list[dict]]:
    """The sessions by block, with what a list says about them."""
    blocks: dict[int, list[dict]] = {}
    lacking = steps.votes_about_nothing(session, council_id)
    for meeting in agenda.all_meetings(session, council_id):
        line = {
            "meeting": meeting,
            "begins": timing.planned_start(meeting),
            "ends": timing.planned_end(meeting),
            "items": len(meeting.items),
            "state": meeting.state,
            "lacks": meeting.id in lacking,
            "state_name": _(STATE_NAMES[meeting.state]),
        }
        blocks.setdefault(meeting.block, []).append(line)
    return dict(sorted(blocks.items()))


def _offer(meetings: list[Meeting]) -> dict:
    if not meetings:
        return {
            "number": 1,
            "block": 1,
            "starts_at": USUAL_START,
            "date": clock.local(clock.now()).date(),
        }
    last = meetings[-1]
    return {
        "number": last.number + 1,
        "block": last.block,
        "starts_at": last.starts_at,
        "place": last.place,
        "date": last.date + timedelta(days=7),
    }


def _add(session: Session, form: MeetingForm) -> None:
    values = form.values
    meeting = agenda.add_meeting(
        session,
        g.council.id,
        number=values.pop("number"),
        title=values.pop("title"),
        on=values.pop("date"),
        starts_at=values.pop("starts_at"),
        block=values.pop("block"),
    )
    agenda.change_meeting(session, meeting, number=meeting.number, **values)


def _change(session: Session, number: int, form: MeetingForm) -> None:
    meeting = agenda.find_meeting(session, g.council.id, number)
    form.meets(meeting)
    agenda.change_meeting(session, meeting, **form.values)


def _to(number: int, message: str):
    publish.changed(g.council.id)
    flash(message, "ok")
    return redirect(url_for("desk.agenda_page", council=g.council.slug, number=number))

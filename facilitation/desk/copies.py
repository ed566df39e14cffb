"""A session once more, on another day: its agenda, and its votes if wanted."""

from datetime import timedelta

from flask import flash, g, redirect, url_for
from sqlalchemy.orm import Session

from ..db import reading
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda
from ..meetings.models import Meeting
from ..voting import copying
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.meetings import CopyForm


@desk.route("/<council>/vorbereitung/4/<id:number>/kopie", methods=["GET", "POST"])
@moderator
def copy_meeting(council, number):
    """Number, title and day of the copy; results never come along."""
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        offered = _offer(meeting, agenda.all_meetings(session, g.council.id))
    form = CopyForm(data=offered)
    if form.saves(lambda session: _copy(session, number, form)):
        publish.changed(g.council.id)
        flash(_("Die Kopie ist angelegt. Die alte Sitzung bleibt, wie sie ist."), "ok")
        made = form.number.data
        return redirect(url_for("desk.agenda_page", council=council, number=made))
    return form.page("desk/setup/copy.html", meeting=meeting, **steps.context(4))


def _offer(meeting: Meeting, meetings: list[Meeting]) -> dict:
    last = meetings[-1]
    return {
        "number": last.number + 1,
        "title": meeting.title,
        "date": last.date + timedelta(days=7),
        "starts_at": meeting.starts_at,
        "votes": ["yes"],
    }


def _copy(session: Session, number: int, form: CopyForm) -> Meeting:
    return copying.copy_meeting(
        session,
        agenda.find_meeting(session, g.council.id, number),
        number=form.number.data,
        title=form.title.data,
        on=form.date.data,
        starts_at=form.starts_at.data,
        with_votes="yes" in (form.votes.data or ()),
    )

"""Members that come and go during the procedure: a new card, Nachrückende, and the printed history."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, redirect, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..councils.models import Account
from ..db import reading, transaction
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda, log
from ..meetings.models import Meeting
from ..participants import membership, presence, seats
from ..participants.models import PresenceChange, Seat
from ..voting import polls
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.fields import option, options
from .forms.participants import NewCardForm

JOINED = log.declare("seat_joined", N_("Platz %(seat)s ist neu dabei"))
REPLACED = log.declare("seat_replaced", N_("Platz %(seat)s ist für Platz %(before)s nachgerückt"))
LEFT = log.declare("seat_left", N_("Platz %(seat)s ist ausgeschieden"))
BACK = log.declare("seat_back", N_("Platz %(seat)s gehört wieder dazu"))


@dataclass(frozen=True)
class Course:
    """Who came and went in one session."""

    meeting: Meeting
    attendance: presence.Attendance
    lines: list[tuple[datetime, int, str, str]]
    """(when, seat, state, by what or whom), oldest first."""


@desk.route("/<council>/vorbereitung/2/neu", methods=["GET", "POST"])
@moderator
def new_card(council):
    """A member more, perhaps in another one's place; the card is shown at once."""
    with reading() as session:
        active = membership.active(session, g.council.id)
        number = membership.next_number(session, g.council.id)
    form = NewCardForm()
    form.replaces.choices = [
        option("", N_("niemanden, sie kommt dazu")),
        *options((str(seat.id), _("Platz %(n)s", n=seat.number)) for seat in active),
    ]
    if request.method == "GET":
        form.number.data = number
        form.replaces.data = request.args.get("fuer", "")
    if form.saves(lambda session: _join(session, form)):
        seat, before = form.result
        if before:
            publish.close_seat(before.id)
        publish.changed(g.council.id)
        return redirect(f"/mod/{g.council.slug}/druck/karten?platz={seat.number}", 303)
    return form.page("desk/setup/new_card.html", **steps.context(2))


@desk.post("/<council>/vorbereitung/2/<id:seat_id>/ausscheiden")
@moderator
def leave(council, seat_id):
    """A member leaves the council; nobody takes the place."""
    with transaction() as session:
        polls.refuse_if_pending(session, g.council.id)
        seat = seats.find(session, g.council.id, seat_id)
        membership.leave(session, seat, account_id=g.viewer.account_id)
        _log(session, LEFT, seat=seat.number)
    publish.close_seat(seat_id)
    return _done(_("Platz %(number)s ist ausgeschieden.", number=seat.number))


@desk.post("/<council>/vorbereitung/2/<id:seat_id>/wieder")
@moderator
def come_back(council, seat_id):
    """It was a mistake: the seat belongs again, with a new card."""
    with transaction() as session:
        polls.refuse_if_pending(session, g.council.id)
        seat = seats.find(session, g.council.id, seat_id)
        membership.come_back(session, seat)
        _log(session, BACK, seat=seat.number)
    return _done(_("Platz %(number)s gehört wieder dazu.", number=seat.number))


@desk.get("/<council>/druck/anwesenheit")
@moderator
def print_attendance(council):
    """Attendance per session, who replaced whom, and every coming and going."""
    with reading() as session:
        counted = {one.meeting_id: one for one in presence.attendance(session, g.council.id)}
        courses = [
            Course(meeting, counted[meeting.id], _lines(session, meeting))
            for meeting in agenda.all_meetings(session, g.council.id)
            if meeting.id in counted
        ]
        changes = membership.changes(session, g.council.id)
    return render_template(
        "print/attendance.html", courses=courses, changes=[change_words(one) for one in changes]
    )


def change_words(change: membership.Change) -> str:
    """„Ab Sitzung 2: Platz 33 ist für Platz 12 nachgerückt“."""
    when = _("Ab Sitzung %(n)s", n=change.meeting) if change.meeting else _("Von Anfang an")
    kind = REPLACED if change.joined and change.left else JOINED if change.joined else LEFT
    what = _(log.sentences[kind], seat=change.joined or change.left, before=change.left)
    return f"{when}: {what}"


def _join(session: Session, form: NewCardForm) -> tuple[Seat, Seat | None]:
    before = None
    if form.replaces.data:
        polls.refuse_if_pending(session, g.council.id)
        before = seats.find(session, g.council.id, int(form.replaces.data))
    seat = membership.join(
        session,
        g.council.id,
        number=form.number.data,
        table=form.table.data,
        name=form.name.data,
        replaces=before,
        account_id=g.viewer.account_id,
    )
    if before:
        _log(session, REPLACED, seat=seat.number, before=before.number)
    else:
        _log(session, JOINED, seat=seat.number)
    return seat, before


def _lines(session: Session, meeting: Meeting) -> list[tuple[datetime, int, str, str]]:
    numbers = {seat.id: seat.number for seat in seats.all_seats(session, meeting.council_id)}
    names = {row.id: row.name for row in session.execute(select(Account.id, Account.name))}
    return [
        (
            change.at,
            numbers[change.seat_id],
            _(presence.STATE_NAMES[change.state]),
            _by(change, names),
        )
        for change in presence.history(session, meeting)
    ]


def _by(change: PresenceChange, names: dict[int, str]) -> str:
    if change.cause == "card":
        return _("mit der Karte")
    return names.get(change.account_id or 0, "") or _("von Hand")


def _log(session: Session, what: str, **facts: int) -> None:
    meeting = agenda.on_now(session, g.council.id)
    log.write(
        session,
        g.council.id,
        what,
        meeting_id=meeting.id if meeting else None,
        account_id=g.viewer.account_id,
        undo=None,
        **facts,
    )


def _done(message: str):
    publish.changed(g.council.id)
    flash(message, "ok")
    return redirect(f"/mod/{g.council.slug}/vorbereitung/2", 303)

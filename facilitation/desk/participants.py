"""Step 2 of the set-up: the members' seats, their tables and cards."""

from flask import flash, g, redirect, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..language import ngettext
from ..live import publish
from ..participants import membership, seats
from ..voting import ways
from . import steps
from .access import moderator
from .blueprint import desk
from .commands.seats import WAYS
from .forms.participants import ChangeSeatForm, RangeForm, SeatForm
from .membership import change_words


@desk.get("/<council>/vorbereitung/2")
@moderator
def members(council):
    """All seats, and the two ways to add some."""
    return _page(SeatForm(formdata=None), RangeForm(formdata=None))


@desk.post("/<council>/vorbereitung/2/platz")
@moderator
def add_seat(council):
    """One seat more."""
    form = SeatForm()
    if form.saves(lambda session: membership.join(session, g.council.id, **form.values)):
        return _done(_("Platz %(number)s ist angelegt.", number=form.number.data))
    return _page(form, RangeForm(formdata=None))


@desk.post("/<council>/vorbereitung/2/plaetze")
@moderator
def add_seats(council):
    """A whole range, all or nothing."""
    form = RangeForm()
    if form.saves(lambda session: _add_range(session, form)):
        n = len(form.result)
        return _done(ngettext("%(num)s Platz ist angelegt.", "%(num)s Plätze sind angelegt.", n))
    return _page(SeatForm(formdata=None), form)


@desk.route("/<council>/vorbereitung/2/<id:seat_id>", methods=["GET", "POST"])
@moderator
def change_seat(council, seat_id):
    """Table, name and way to vote of one seat."""
    with reading() as session:
        seat = seats.find(session, g.council.id, seat_id)
    form = ChangeSeatForm(obj=seat)
    if form.saves(lambda session: _change(session, seat_id, form)):
        publish.seat_changed(g.council.id, seat_id)
        return _done(_("Platz %(number)s ist gespeichert.", number=seat.number))
    return form.page("desk/setup/seat.html", seat=seat, **steps.context(2))


@desk.post("/<council>/vorbereitung/2/<id:seat_id>/entfernen")
@moderator
def remove_seat(council, seat_id):
    """Take a seat away that never took part."""
    with transaction() as session:
        seat = seats.find(session, g.council.id, seat_id)
        number = seat.number
        seats.remove(session, seat)
    return _done(_("Platz %(number)s ist entfernt.", number=number))


@desk.post("/<council>/vorbereitung/2/<id:seat_id>/sperren")
@moderator
def block_card(council, seat_id):
    """A lost card opens nothing any more; the new one is printed from here."""
    with transaction() as session:
        seat = seats.find(session, g.council.id, seat_id)
        seats.block_card(session, seat)
    publish.close_seat(seat_id)
    publish.changed(g.council.id)
    return redirect(f"/mod/{g.council.slug}/druck/karten?platz={seat.number}", 303)


def _add_range(session: Session, form: RangeForm):
    return membership.join_range(
        session,
        g.council.id,
        first=form.first.data,
        last=form.last.data,
        table=form.range_table.data,
    )


def _change(session: Session, seat_id: int, form: ChangeSeatForm) -> None:
    seat = seats.find(session, g.council.id, seat_id)
    form.meets(seat)
    if form.channel.data != seat.channel:
        ways.choose(session, seat, form.channel.data)
    seats.change(session, seat, table=form.table_number.data, name=form.name.data)


def _done(message: str):
    publish.changed(g.council.id)
    flash(message, "ok")
    return redirect(url_for("desk.members", council=g.council.slug))


def _page(one: SeatForm, many: RangeForm):
    with reading() as session:
        every = seats.all_seats(session, g.council.id)
        changes = membership.changes(session, g.council.id)
    found = [seat for seat in every if seat.retired_at is None]
    tables = sorted({seat.table_number for seat in found if seat.table_number})
    first = max((seat.number for seat in every), default=0) + 1
    sent = many if many.errors or many.refusal else one
    return sent.page(
        "desk/setup/members.html",
        one=one,
        many=many,
        seats=found,
        ways=WAYS,
        retired=[seat for seat in every if seat.retired_at],
        changes=[change_words(one) for one in changes],
        tables=tables,
        first=first,
        **steps.context(2),
    )

"""Shared tablets at the desk: set up, paired by a link that opens once, taken away."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, flash, g, redirect, render_template, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..live import closing, publish
from ..participants import membership
from ..participants import tablets as rules
from ..participants.models import Tablet
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.participants import TabletForm


@dataclass(frozen=True)
class Row:
    """One tablet with the link that pairs it, as long as nobody has opened that."""

    id: int
    number: int
    table: int | None
    paired_at: datetime | None
    path: str
    seats: list[int]
    """The seats that can be tapped on it now."""


@desk.get("/<council>/vorbereitung/5/tablets")
@moderator
def tablets(council):
    """All of them, and one more."""
    return _page(TabletForm(formdata=None))


@desk.post("/<council>/vorbereitung/5/tablets")
@moderator
def add_tablet(council):
    """One more, with a link to pair it."""
    form = TabletForm()
    if form.saves(lambda session: rules.add(session, g.council.id, form.table.data)):
        return _done(_("Tablet %(n)s ist angelegt. Jetzt koppeln.", n=form.result.number))
    return _page(form)


@desk.post("/<council>/vorbereitung/5/tablets/<id:tablet_id>/koppeln")
@moderator
def pair_tablet_anew(council, tablet_id):
    """A new link, on the same device or another one; the one before is out."""
    with transaction() as session:
        tablet = rules.find(session, g.council.id, tablet_id)
        rules.pair_anew(session, tablet)
    closing.close_tablet(tablet_id)
    return _done(_("Tablet %(n)s hat einen neuen Link.", n=tablet.number))


@desk.post("/<council>/vorbereitung/5/tablets/<id:tablet_id>/entfernen")
@moderator
def remove_tablet(council, tablet_id):
    """Lost, or not needed any more."""
    with transaction() as session:
        tablet = rules.find(session, g.council.id, tablet_id)
        number = tablet.number
        rules.remove(session, tablet)
    closing.close_tablet(tablet_id)
    return _done(_("Tablet %(n)s ist entfernt. Auf ihm geht nichts mehr.", n=number))


@desk.get("/<council>/druck/tablets")
@moderator
def print_tablets(council):
    """A sheet with the QR codes of all that wait to be paired, to carry from table to table."""
    with reading() as session:
        rows = [row for row in _rows(session) if row.path]
    return render_template("print/tablets.html", rows=rows)


def _rows(session: Session) -> list[Row]:
    key = current_app.config["SETTINGS"].secret_key
    seats = [seat for seat in membership.active(session, g.council.id) if seat.channel == "tablet"]
    return [
        Row(
            tablet.id,
            tablet.number,
            tablet.table_number,
            tablet.paired_at,
            _path(key, tablet),
            [s.number for s in seats if tablet.table_number in (None, s.table_number)],
        )
        for tablet in rules.every(session, g.council.id)
    ]


def _path(key: bytes, tablet: Tablet) -> str:
    token = rules.LINK.token(key, tablet)
    return f"/tisch#{token}" if token else ""


def _done(message: str):
    publish.presence_changed(g.council.id)
    flash(message, "ok")
    return redirect(url_for("desk.tablets", council=g.council.slug))


def _page(form: TabletForm):
    with reading() as session:
        rows = _rows(session)
        seats = [s for s in membership.active(session, g.council.id) if s.channel == "tablet"]
    served = {number for row in rows for number in row.seats}
    return form.page(
        "desk/setup/tablets.html",
        rows=rows,
        marked=[seat.number for seat in seats],
        nowhere=[seat.number for seat in seats if seat.number not in served],
        **steps.context(5),
    )

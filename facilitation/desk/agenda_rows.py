"""One line of an agenda, edited where it stands: in the cockpit and on the set-up's page.

The page's script fetches the form, sends it and gets JSON back; without a script the title
leads to the item's own page.
"""

from typing import Any

from flask import g, jsonify, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ..db import reading
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda
from ..meetings.models import Item
from ..web.failures import wants_json
from . import editing
from .access import moderator
from .blueprint import desk
from .forms.meetings import RowForm

TEMPLATE = "desk/setup/item_row.html"


@desk.get("/<council>/vorbereitung/4/punkt/<id:item_id>/zeile")
@moderator
def item_row(council, item_id):
    """The form for one line."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        _expect_open(item)
        form = _named(RowForm(formdata=None, obj=item), item_id)
        return render_template(TEMPLATE, form=form, item=item, path=_path(item_id))


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/zeile")
@moderator
def save_item_row(council, item_id):
    """Save a line, but never over what somebody else has saved meanwhile."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        number = item.meeting.number
    form = _named(RowForm(), item_id)
    if form.saves(lambda session: _change(session, item_id, form)):
        publish.changed(g.council.id)
        return _saved(number, item_id)
    html = render_template(TEMPLATE, form=form, item=item, path=_path(item_id))
    if not wants_json():
        return html, form.status
    message = form.refusal.sentence() if form.refusal else _("Noch nicht gespeichert")
    return jsonify(ok=False, message=message, html=html), form.status


def _change(session: Session, item_id: int, form: RowForm) -> None:
    item = agenda.find_item(session, g.council.id, item_id)
    _expect_open(item)
    form.meets(item)
    values: dict[str, Any] = form.values
    editing.change_item(session, item, g.viewer.account_id, kind=item.kind, **values)


def _expect_open(item: Item) -> None:
    if item.ended_at is not None or item.meeting.state == "ended":
        raise Refused(N_("„%(title)s“ ist vorbei und bleibt, wie es war."), title=item.title)


def _saved(number: int, item_id: int) -> Response:
    if wants_json():
        return jsonify(ok=True, message=_("gespeichert"))
    address = url_for("desk.agenda_page", council=g.council.slug, number=number)
    return redirect(f"{address}#punkt-{item_id}")


def _named(form: RowForm, item_id: int) -> RowForm:
    """Ids of its own: several lines may be open on one page."""
    for field in form:
        field.id = f"z{item_id}-{field.name}"
    return form


def _path(item_id: int) -> str:
    return url_for("desk.save_item_row", council=g.council.slug, item_id=item_id)

"""Step 3 of the set-up: fields of action and measures."""

from types import SimpleNamespace

from flask import flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..live import publish
from ..measures import measures
from ..measures.models import Measure
from ..recommendations import removing
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.measures import FieldForm, MeasureForm


@desk.get("/<council>/vorbereitung/3")
@moderator
def measures_page(council):
    """All fields of action with their measures."""
    return _page(FieldForm(formdata=None))


@desk.post("/<council>/vorbereitung/3/feld")
@moderator
def add_field(council):
    """One field of action more."""
    form = FieldForm()
    if form.saves(lambda session: measures.add_field(session, g.council.id, **form.values)):
        return _done(_("%(letter)s ist angelegt.", letter=form.letter.data))
    return _page(form)


@desk.route("/<council>/vorbereitung/3/feld/<id:field_id>", methods=["GET", "POST"])
@moderator
def change_field(council, field_id):
    """Letter and title of one field."""
    with reading() as session:
        field = measures.find_field(session, g.council.id, field_id)
    form = FieldForm(obj=field)
    if form.saves(lambda session: _change_field(session, field_id, form)):
        return _done(_("%(letter)s ist gespeichert.", letter=form.letter.data))
    return form.page("desk/setup/field.html", field=field, **steps.context(3))


@desk.post("/<council>/vorbereitung/3/feld/<id:field_id>/entfernen")
@moderator
def remove_field(council, field_id):
    """Take an empty field away."""
    with transaction() as session:
        removing.drop_field(session, measures.find_field(session, g.council.id, field_id))
    return _done(_("Entfernt."))


@desk.route("/<council>/vorbereitung/3/neu", methods=["GET", "POST"])
@moderator
def new_measure(council):
    """One measure more, with the next free number."""
    with reading() as session:
        number = measures.next_number(session, g.council.id)
        fields = measures.all_fields(session, g.council.id)
    asked = request.args.get("feld", "")
    form = MeasureForm(data={"number": number, "field_id": asked}).offer(fields)
    if form.saves(lambda session: measures.add(session, g.council.id, **form.measure_values)):
        return _done(_("M%(number)s ist angelegt.", number=form.number.data))
    return form.page("desk/setup/measure.html", measure=None, **steps.context(3))


@desk.route("/<council>/vorbereitung/3/<id:measure_id>", methods=["GET", "POST"])
@moderator
def change_measure(council, measure_id):
    """The texts of one measure."""
    with reading() as session:
        measure = measures.find(session, g.council.id, measure_id)
        fields = measures.all_fields(session, g.council.id)
    form = MeasureForm(obj=_shown(measure)).offer(fields)
    if form.saves(lambda session: _change(session, measure_id, form)):
        return _done(_("M%(number)s ist gespeichert.", number=form.number.data))
    return form.page("desk/setup/measure.html", measure=measure, **steps.context(3))


@desk.post("/<council>/vorbereitung/3/<id:measure_id>/entfernen")
@moderator
def remove_measure(council, measure_id):
    """Take a measure away that no vote is about."""
    with transaction() as session:
        removing.drop_measure(session, measures.find(session, g.council.id, measure_id))
    return _done(_("Entfernt."))


def _shown(measure: Measure) -> SimpleNamespace:
    values = {
        name: getattr(measure, name)
        for name in ("number", "title", "sentence", "text", "easy", "infinitive")
    }
    return SimpleNamespace(**values, field_id=str(measure.field_id or ""))


def _change(session: Session, measure_id: int, form: MeasureForm) -> None:
    measure = measures.find(session, g.council.id, measure_id)
    form.meets(_shown(measure))
    measures.change(session, measure, **form.measure_values)


def _change_field(session: Session, field_id: int, form: FieldForm) -> None:
    field = measures.find_field(session, g.council.id, field_id)
    form.meets(field)
    measures.change_field(session, field, **form.values)


def _done(message: str):
    publish.changed(g.council.id)
    flash(message, "ok")
    return redirect(url_for("desk.measures_page", council=g.council.slug))


def _page(form: FieldForm):
    with reading() as session:
        fields = measures.all_fields(session, g.council.id)
        found = measures.all_measures(session, g.council.id)
    groups = [(field, [m for m in found if m.field_id == field.id]) for field in fields]
    rest = [m for m in found if m.field_id is None]
    used = {field.letter for field in fields}
    letter = next((c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in used), "")
    return form.page(
        "desk/setup/measures.html", groups=groups, rest=rest, letter=letter, **steps.context(3)
    )

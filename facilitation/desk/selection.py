"""The lot and the composition at the desk, for chapter 3 of the Gutachten."""

from flask import flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..report import german
from ..selection import selection
from ..selection.composition import composition
from ..selection.models import Trait
from .access import moderator
from .blueprint import desk
from .forms.selection import FiguresForm, TraitForm, shown_figures, shown_trait


@desk.app_template_filter("share")
def share(value):
    """„22,5 %“"""
    return german.percent(value, 1)


@desk.app_template_filter("deviation")
def deviation(value):
    """„+1,3“"""
    return german.signed(value, 1)


@desk.route("/<council>/gutachten/zusammensetzung", methods=["GET", "POST"])
@moderator
def selection_page(council):
    """The lot in figures and words, and every trait with what it says."""
    with reading() as session:
        found = selection.figures(session, g.council.id)
        compared = [
            (trait.id, composition(trait)) for trait in selection.traits(session, g.council.id)
        ]
    form = FiguresForm(obj=shown_figures(found))
    if form.saves(lambda session: _save_figures(session, form)):
        flash(_("Gespeichert."), "ok")
        return redirect(url_for("desk.selection_page", council=council), 303)
    return form.page("desk/selection.html", compared=compared)


@desk.route("/<council>/gutachten/zusammensetzung/merkmal", methods=["GET", "POST"])
@moderator
def new_trait(council):
    """One trait more."""
    return _trait(council, TraitForm(), None)


@desk.route("/<council>/gutachten/zusammensetzung/merkmal/<id:trait_id>", methods=["GET", "POST"])
@moderator
def change_trait(council, trait_id):
    """The groups and texts of one trait."""
    with reading() as session:
        trait = selection.find_trait(session, g.council.id, trait_id)
        form = TraitForm(obj=shown_trait(trait))
    return _trait(council, form, trait_id)


@desk.post("/<council>/gutachten/zusammensetzung/merkmal/<id:trait_id>/entfernen")
@moderator
def remove_trait(council, trait_id):
    """Forget a trait with its figures."""
    with transaction() as session:
        selection.remove_trait(session, selection.find_trait(session, g.council.id, trait_id))
    flash(_("Entfernt."), "ok")
    return redirect(url_for("desk.selection_page", council=council), 303)


def _trait(council: str, form: TraitForm, trait_id: int | None):
    """Save, or show what was typed with a preview of what it says."""
    if "preview" not in request.form and form.saves(lambda session: _save(session, form, trait_id)):
        flash(_("%(title)s ist gespeichert.", title=form.title.data), "ok")
        return redirect(url_for("desk.selection_page", council=council), 303)
    if "preview" in request.form:
        form.validate()
    return form.page("desk/trait.html", trait_id=trait_id, preview=form.preview())


def _save_figures(session: Session, form: FiguresForm) -> None:
    form.meets(shown_figures(selection.figures(session, g.council.id)))
    selection.save_figures(session, g.council.id, **form.values)


def _save(session: Session, form: TraitForm, trait_id: int | None) -> None:
    trait: Trait | None = None
    if trait_id is not None:
        trait = selection.find_trait(session, g.council.id, trait_id)
        form.meets(shown_trait(trait))
    selection.save_trait(session, g.council.id, trait, form.rows.data, **form.trait_values)

"""Auswahl, Punkte verteilen and Freie Antwort under an item: planned in step 4."""

from flask import g, jsonify, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Invalid
from ..language import gettext as _
from ..language import ngettext
from ..meetings import agenda
from ..participants import membership
from ..voting import planned
from ..voting.methods.dots import proposed
from ..voting.models import Poll
from ..voting.words import allowed_words
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.choosing import AnswerForm, ChoiceForm, DotsForm, ListForm
from .forms.subjects import SubjectsForm
from .polls import back_to_item

ITEM = "/<council>/vorbereitung/4/punkt/<id:item_id>"


@desk.route(f"{ITEM}/auswahl", methods=["GET", "POST"])
@moderator
def new_choice(council, item_id):
    """Some of a list, one answer for each person."""
    form = ChoiceForm(data={"title": _("Auswahl"), "question": _("Was wählen Sie?")})
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        form.offer(session, g.council.id)
    if form.saves(lambda session: _plan(session, item_id, "choice", form, form.settings)):
        return back_to_item(item_id, _told("choice", form, form.settings))
    return form.page("desk/setup/choice.html", item=item, **steps.context(4))


@desk.route(f"{ITEM}/punkte", methods=["GET", "POST"])
@moderator
def new_dots(council, item_id):
    """Points for everybody, to be spread over a list."""
    form = DotsForm(
        data={"title": _("Punkte verteilen"), "question": _("Was ist Ihnen am wichtigsten?")}
    )
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        form.offer(session, g.council.id)
        form.people = len(membership.active(session, g.council.id))
    if form.saves(lambda session: _plan(session, item_id, "dots", form, form.settings)):
        return back_to_item(item_id, _told("dots", form, form.settings))
    return form.page(
        "desk/setup/dots.html",
        item=item,
        proposal=_proposal(form.chosen, form.people) if form.chosen > 1 else "",
        **steps.context(4),
    )


@desk.route(f"{ITEM}/freie-antwort", methods=["GET", "POST"])
@moderator
def new_answer(council, item_id):
    """A question that is answered in one's own words."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
    form = AnswerForm()
    if form.saves(lambda session: _plan_answer(session, item_id, form)):
        return back_to_item(item_id, _("Die freie Antwort ist geplant."))
    return form.page("desk/setup/answer.html", item=item, **steps.context(4))


@desk.get("/<council>/punkte-vorschlag")
@moderator
def propose_points(council):
    """How many points a list of so many options needs, with the reason, while it is chosen."""
    options = request.args.get("options", 0, type=int)
    if not SubjectsForm.FEWEST <= options <= SubjectsForm.MOST:
        raise Invalid()
    with reading() as session:
        people = len(membership.active(session, g.council.id))
    return jsonify(points=proposed(options, people), sentence=_proposal(options, people))


def _proposal(options: int, people: int) -> str:
    points = proposed(options, people)
    if not people:
        return _(
            "Vorschlag: %(points)s Punkte. Genauer wird er, sobald Mitglieder angelegt sind.",
            points=proposed(options, people),
        )
    members = ngettext("%(num)s Mitglied", "%(num)s Mitgliedern", people)
    return _(
        "Vorschlag: %(points)s Punkte. Bei %(options)s Vorschlägen und %(members)s reicht das, "
        "damit sich die Vorschläge unterscheiden.",
        points=points,
        options=options,
        members=members,
    )


def _plan(
    session: Session, item_id: int, method: str, form: ListForm, settings: dict[str, int]
) -> Poll:
    item = agenda.find_item(session, g.council.id, item_id)
    return planned.ask(
        session,
        item,
        method,
        form.subjects(session, g.council.id),
        title=form.title.data,
        question=form.question.data,
        settings=settings,
    )


def _told(method: str, form: ListForm, settings: dict[str, int]) -> str:
    allowed = allowed_words(method, settings, form.chosen)
    return _("„%(title)s“ ist geplant: %(allowed)s.", title=form.title.data, allowed=allowed)


def _plan_answer(session: Session, item_id: int, form: AnswerForm) -> Poll:
    item = agenda.find_item(session, g.council.id, item_id)
    planned.refuse_other_kinds(item)
    return planned.quick_question(session, item, "text", form.question.data, in_report=True)

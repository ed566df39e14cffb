"""Konsensieren and Rangfolge under an item: planned in step 4."""

from flask import g

from ..db import reading
from ..language import gettext as _
from ..meetings import agenda
from ..voting import planned
from ..voting.words.resistance import STATUS_QUO
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.ranked import PASSIVE, RankingForm, ResistanceForm
from .polls import back_to_item

USUAL_LEAST = 3
"""So many places have to be given unless the team says otherwise."""


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>/konsensieren", methods=["GET", "POST"])
@moderator
def new_resistance(council, item_id):
    """Proposals with the Passivlösung among them: how much resistance does each meet?"""
    form = ResistanceForm(data=_resistance_start())
    item = _offer(form, item_id)
    if form.saves(lambda session: _plan_resistance(session, item_id, form)):
        return back_to_item(item_id, _("Das Konsensieren ist geplant."))
    return form.page("desk/setup/resistance.html", item=item, **steps.context(4))


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>/rangfolge", methods=["GET", "POST"])
@moderator
def new_ranking(council, item_id):
    """Up to ten options that everybody puts in an order."""
    form = RankingForm(data=_ranking_start())
    item = _offer(form, item_id)
    if form.saves(lambda session: _plan_ranking(session, item_id, form)):
        return back_to_item(item_id, _("Die Rangfolge ist geplant."))
    return form.page("desk/setup/ranking.html", item=item, **steps.context(4))


def _offer(form, item_id):
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        form.offer(session, g.council.id)
    return item


def _resistance_start():
    return {
        "title": _("Konsensieren"),
        "question": _("Wie groß ist Ihr Widerstand gegen diesen Vorschlag?"),
        "status_quo": _(STATUS_QUO),
    }


def _ranking_start():
    return {
        "title": _("Rangfolge"),
        "question": _("Was ist Ihnen am wichtigsten?"),
        "least": USUAL_LEAST,
    }


def _plan_resistance(session, item_id, form):
    return planned.ask(
        session,
        agenda.find_item(session, g.council.id, item_id),
        "resistance",
        [*form.subjects(session, g.council.id), form.passive],
        title=form.title.data,
        question=form.question.data,
        settings={"status_quo": PASSIVE},
    )


def _plan_ranking(session, item_id, form):
    return planned.ask(
        session,
        agenda.find_item(session, g.council.id, item_id),
        "ranking",
        form.subjects(session, g.council.id),
        title=form.title.data,
        question=form.question.data,
        settings={"min": form.least.data},
    )

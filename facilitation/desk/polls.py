"""What is voted on under an item: choose measures or ask freely, change question and rule, drop."""

from flask import abort, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..language import ngettext
from ..live import publish
from ..measures import measures
from ..meetings import agenda
from ..voting import planned, polls, wording
from ..voting.methods import WAYS
from ..voting.models import Poll
from ..voting.words import names
from . import rule_sentences, steps
from .access import moderator
from .agenda import votes_of
from .blueprint import desk
from .forms.fields import options
from .forms.rules import FIELDS
from .forms.votes import NewPollsForm, PollForm, begun_with, shown_poll

FOLLOWED = ("question", "abstain", "veto", *FIELDS)
"""Fields that the preview follows."""


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>/abstimmen", methods=["GET", "POST"])
@moderator
def new_polls(council, item_id):
    """Choose measures or ask freely; each becomes a vote of its own (``?verfahren=doubt``)."""
    way = _way()
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        asked = {
            id
            for vote in votes_of(session, item)
            if vote["method"] == way
            for id in vote["measure_ids"]
        }
        offered = [m for m in measures.all_measures(session, g.council.id) if m.id not in asked]
    form = NewPollsForm(way=way, data=begun_with(g.council.vote_question, g.council.rule, way))
    form.measures.choices = options((str(m.id), f"{m.code} · {m.title}") for m in offered)
    if form.saves(lambda session: _plan(session, item_id, form)):
        n = len(form.result)
        return back_to_item(
            item_id,
            ngettext("%(num)s Abstimmung ist geplant.", "%(num)s Abstimmungen sind geplant.", n),
        )
    return form.page("desk/setup/polls.html", item=item, **_context(way, form))


@desk.route("/<council>/vorbereitung/4/abstimmung/<id:poll_id>", methods=["GET", "POST"])
@moderator
def change_poll(council, poll_id):
    """Question, answers and rule of one vote; fixed once it is open."""
    with reading() as session:
        poll = planned.find(session, g.council.id, poll_id)
        subject = wording.current(session, poll)["options"][0]
        item_id = poll.item_id
    form = PollForm(way=poll.method, obj=shown_poll(poll))
    if form.saves(lambda session: _reword(session, poll_id, form)):
        return back_to_item(item_id, _("Gespeichert."))
    return form.page(
        "desk/setup/poll.html",
        subject=subject,
        poll=poll,
        item_id=item_id,
        **_context(poll.method, form),
    )


@desk.post("/<council>/vorbereitung/4/abstimmung/<id:poll_id>/entfernen")
@moderator
def drop_poll(council, poll_id):
    """Take one vote off again, before anything of it was shown."""
    with transaction() as session:
        poll = planned.find(session, g.council.id, poll_id)
        item_id = poll.item_id
        polls.drop(session, poll)
    return back_to_item(item_id, _("Die Abstimmung ist aus dem Ablauf genommen."))


def _way() -> str:
    """The method that the address names; only those in which something is adopted or not."""
    way = request.args.get("verfahren", "yes_no")
    if way not in WAYS or not WAYS[way].DECIDES:
        abort(404)
    return way


def _context(way: str, form: PollForm) -> dict[str, object]:
    told = names(way)
    return {
        "way": way,
        "way_name": _(told.method),
        "way_help": _(told.help),
        "reads_rule": WAYS[way].READS_RULE,
        "decides": WAYS[way].DECIDES,
        "followed": FOLLOWED,
        "rule_said": rule_sentences.said(form),
        **steps.context(4),
    }


def _plan(session: Session, item_id: int, form: NewPollsForm) -> list[Poll]:
    item = agenda.find_item(session, g.council.id, item_id)
    chosen = [
        measures.find(session, g.council.id, int(given)) for given in form.measures.data or ()
    ]
    return planned.ask_about(
        session,
        item,
        chosen,
        question=form.question.data,
        rule=form.rule,
        method=form.way,
        lines=form.typed,
        settings=form.settings,
        labels=form.labels,
    )


def _reword(session: Session, poll_id: int, form: PollForm) -> None:
    poll = planned.find(session, g.council.id, poll_id)
    form.meets(shown_poll(poll))
    in_steps = WAYS[poll.method].DECIDES
    planned.reword(
        session,
        poll,
        question=form.question.data,
        rule=form.rule,
        settings=form.settings if in_steps else None,
        labels=form.labels if in_steps else None,
    )


def back_to_item(item_id: int, message: str):
    """To the item whose votes were changed, with a word about it."""
    publish.changed(g.council.id)
    flash(message, "ok")
    return redirect(url_for("desk.change_item", council=g.council.slug, item_id=item_id))

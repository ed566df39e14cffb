"""Ratings and Stimmungsbilder under an item: planned in step 4, asked on the spot in the cockpit."""

from flask import g
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Conflict, Invalid
from ..language import N_
from ..language import gettext as _
from ..measures import measures
from ..meetings import agenda
from ..text import clean_text
from ..voting import planned, polls, trials, wording
from ..voting.models import Poll
from ..voting.words import MOOD_STEPS
from . import steps
from .access import moderator
from .blueprint import desk
from .commands import Place, command
from .forms.fields import options
from .forms.polls import MoodForm, RatingForm
from .polls import back_to_item

QUESTION = 160
QUICK = {"yes_no": 0, "doubt": 0, "consent": 0, "thumbs": 3, "mood": 5, "text": 0}
"""Ways of a quick question, with the number of steps of a Stimmungsbild."""


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>/bewerten", methods=["GET", "POST"])
@moderator
def new_rating(council, item_id):
    """Several measures, one to four criteria: one rating."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        offered = measures.all_measures(session, g.council.id)
    form = RatingForm(data=_start())
    form.measures.choices = options((str(m.id), f"{m.code} · {m.title}") for m in offered)
    if form.saves(lambda session: _plan_rating(session, item_id, form)):
        return back_to_item(item_id, _("Die Bewertung ist geplant."))
    return form.page("desk/setup/rating.html", item=item, **steps.context(4))


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>/stimmungsbild", methods=["GET", "POST"])
@moderator
def new_mood(council, item_id):
    """One question with three to five steps."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
    form = MoodForm()
    if form.saves(lambda session: _plan_mood(session, item_id, form)):
        return back_to_item(item_id, _("Das Stimmungsbild ist geplant."))
    return form.page("desk/setup/mood.html", item=item, **steps.context(4))


@command(
    "quick_question",
    "question",
    "method",
    needs="regie",
    says=N_("Schnelle Frage: %(question)s"),
)
def quick_question(place: Place) -> dict[str, str]:
    """Ask what came up just now: planned, shown and opened in one go."""
    place.expect_running()
    polls.refuse_if_pending(place.session, place.council.id)
    item = place.meeting.current
    if item is None:
        raise Conflict(N_("Beginnen Sie zuerst einen Punkt im Ablauf, dann geht die Frage."))
    way = place.order.word("method", tuple(QUICK))
    question = clean_text(place.order.fields["question"], limit=QUESTION, lines=False)
    if not question:
        raise Invalid(N_("Bitte schreiben Sie die Frage auf."))
    labels = [_(step) for step in MOOD_STEPS[QUICK[way]]] if QUICK[way] else []
    method = "mood" if labels else way
    poll = planned.quick_question(place.session, item, method, question, labels)
    text = wording.current(place.session, poll)
    polls.open_round(place.session, poll.latest, place.meeting, text, from_state="ready")
    agenda.show_on_wall(place.meeting, "follow")
    return {"question": question}


@command(
    "keep_in_report",
    "round",
    says=N_("Ins Gutachten aufgenommen: %(question)s"),
    needs="minutes",
)
def keep_in_report(place: Place) -> dict[str, str]:
    """Let the Gutachten tell of a quick question after all."""
    poll = polls.find_round(place.session, place.council.id, place.order.number("round")).poll
    trials.refuse_in_report(poll)
    poll.in_report = True
    return {"question": poll.question}


def _start() -> dict[str, str]:
    return {
        "title": _("Bewertung der %(things)s", things=g.council.measures_word),
        "question": _("Wie schätzen Sie das ein?"),
        "label_1": _("Nutzen"),
        "words_1": "size",
        "label_2": _("Aufwand"),
        "words_2": "size",
        "better_2": "less",
    }


def _plan_rating(session: Session, item_id: int, form: RatingForm) -> Poll:
    item = agenda.find_item(session, g.council.id, item_id)
    chosen = [
        measures.find(session, g.council.id, int(given)) for given in form.measures.data or ()
    ]
    return planned.rate(
        session,
        item,
        chosen,
        title=form.title.data,
        question=form.question.data,
        scale=form.ends,
        criteria=form.criteria,
    )


def _plan_mood(session: Session, item_id: int, form: MoodForm) -> Poll:
    item = agenda.find_item(session, g.council.id, item_id)
    return planned.ask_mood(session, item, form.question.data, form.labels)

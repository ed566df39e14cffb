"""Decision day: recommendations are put to the vote in their exact wording, now or later."""

import json
from typing import Any

from flask import flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..db import LARGEST_ID, reading
from ..errors import Invalid
from ..language import N_, ngettext
from ..language import gettext as _
from ..live import publish
from ..live.asked import subject_name
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from ..recommendations import asking, drafting
from ..text import clean_text
from ..voting import bundles, planned, polls, together, wording
from ..voting.models import Poll
from ..voting.refusals import StateChanged
from ..voting.words import NBSP
from . import rule_sentences
from .access import moderator
from .blueprint import desk
from .commands import Order, Place, command, run, ways
from .forms.decisions import DECIDING, DecisionForm
from .forms.fields import options
from .forms.rules import FIELDS, shown_rule
from .forms.votes import QUESTION, labels_of, settings_of

YES_NO = ("yes", "no")
FOLLOWED = ("recommendations", "question", "method", "abstain", "veto", *FIELDS)
"""Fields that the preview follows."""
MOST = 100
"""So many recommendations are put to the vote at once."""


@desk.route("/<council>/empfehlungen/abstimmen", methods=["GET", "POST"])
@moderator
def decide(council):
    """Choose recommendations, question, rule and the point of the agenda; plan or vote now."""
    with reading() as session:
        offered = asking.offered(session, g.council.id)
        meetings = agenda.all_meetings(session, g.council.id)
        running = next((one for one in meetings if one.state == "running" and _holds(one)), None)
        places = [(str(item.id), _named(item, item.meeting)) for item in _places(meetings)]
    form = DecisionForm(data=_start(running))
    form.recommendations.choices = options((str(one.id), _line(one)) for one in offered)
    form.item.choices = options(places)
    if running and "now" in request.form:
        if form.does(lambda: _vote_now(form, running)):
            return redirect(f"/mod/{council}/s/{running.number}/regie", 303)
    elif form.saves(lambda session: _plan(session, form)):
        return _planned(form.result)
    return form.page(
        "desk/decide.html",
        running=running,
        places=places,
        rule_said=rule_sentences.said(form),
        followed=FOLLOWED,
    )


@command(
    "vote_now",
    "recommendations",
    "question",
    "rule",
    "method",
    "abstain",
    "veto",
    needs="regie",
    says=N_("%(name)s: Text gezeigt"),
    undo=ways.TEXT_SHOWN,
)
def vote_now(place: Place) -> dict[str, str]:
    """Plan votes under the point that runs and show the text of the first one."""
    made = _made(place)
    text = wording.current(place.session, made[0])
    polls.show_text(place.session, made[0].latest, text)
    agenda.show_on_wall(place.meeting, "follow")
    first = text["options"][0]
    name = subject_name(place.council, first["kind"], first["code"])
    return {"name": name.replace(NBSP, " ")}


@command(
    "vote_together_now",
    "recommendations",
    "question",
    "rule",
    "method",
    "abstain",
    "veto",
    needs="regie",
    says=N_("Sammelabstimmung: Liste gezeigt, %(number)s Abstimmungen"),
    undo=ways.TEXT_SHOWN,
)
def vote_together_now(place: Place) -> dict[str, int]:
    """The same for all of them together: their list is shown."""
    made = _made(place)
    item = agenda.find_item(place.session, place.council.id, made[0].item_id)
    bundles.put_together(place.session, item, made)
    together.show_text(place.session, made[0].latest)
    agenda.show_on_wall(place.meeting, "follow")
    return {"number": len(made)}


def _made(place: Place) -> list[Poll]:
    place.expect_running()
    item = place.meeting.current
    if item is None or place.from_item() != item.id:
        raise StateChanged()
    polls.refuse_if_pending(place.session, place.council.id)
    fields, method = place.order.fields, place.order.word("method", DECIDING)
    return asking.ask_about(
        place.session,
        item,
        [drafting.find(place.session, place.council.id, one) for one in _ids(place.order)],
        question=clean_text(fields["question"], limit=QUESTION, lines=False),
        rule=_rule(fields["rule"]),
        method=method,
        settings=settings_of(method, veto=place.order.word("veto", YES_NO)),
        labels=labels_of(method, abstain=place.order.word("abstain", YES_NO)),
    )


def _ids(order: Order) -> list[int]:
    typed = order.fields["recommendations"].split(",")
    if len(typed) > MOST or not all(one.isascii() and one.isdecimal() for one in typed):
        raise Invalid()
    wanted = [int(one) for one in dict.fromkeys(typed) if len(one) <= len(str(LARGEST_ID))]
    if len(wanted) != len(dict.fromkeys(typed)) or max(wanted) > LARGEST_ID:
        raise Invalid()
    return wanted


def _rule(typed: str) -> dict[str, Any] | None:
    try:
        rule = json.loads(typed)
    except ValueError as error:
        raise Invalid() from error
    if rule is not None and not isinstance(rule, dict):
        raise Invalid()
    return rule


def _vote_now(form: DecisionForm, running: Meeting) -> None:
    fields = {
        "recommendations": ",".join(form.recommendations.data or ()),
        "question": form.question.data,
        "rule": json.dumps(form.rule),
        "method": form.method.data,
        "abstain": form.abstain.data,
        "veto": form.veto.data,
    }
    name = "vote_together_now" if "together" in request.form else "vote_now"
    run(Order(g.viewer, name, running.number, str(running.current_item_id), fields))


def _plan(session: Session, form: DecisionForm) -> list[Poll]:
    item = agenda.find_item(session, g.council.id, int(form.item.data))
    chosen = [
        drafting.find(session, g.council.id, int(given))
        for given in form.recommendations.data or ()
    ]
    made = asking.ask_about(
        session,
        item,
        chosen,
        question=form.question.data,
        rule=form.rule,
        method=form.method.data,
        settings=form.settings,
        labels=form.labels,
    )
    if "together" in request.form:
        bundles.put_together(session, item, made)
    return made


def _planned(made: list[Poll]):
    publish.changed(g.council.id)
    n = len(made)
    flash(
        ngettext("%(num)s Abstimmung ist geplant.", "%(num)s Abstimmungen sind geplant.", n), "ok"
    )
    return redirect(
        url_for("desk.change_item", council=g.council.slug, item_id=made[0].item_id), 303
    )


def _start(running: Meeting | None) -> dict[str, Any]:
    """What the form begins with: the council's rule, and what the page before had chosen."""
    here = str(running.current_item_id) if running else ""
    return {
        "question": asking.question(g.council),
        "recommendations": request.args.getlist("e"),
        "item": request.args.get("punkt", here),
        **vars(shown_rule(g.council.rule)),
    }


def _places(meetings: list[Meeting]) -> list[Item]:
    """Points that are still to come, or on, and of a kind that may hold a vote."""
    return [
        item
        for meeting in meetings
        if meeting.state != "ended"
        for item in meeting.items
        if item.ended_at is None and item.kind in planned.MAY_HOLD
    ]


def _holds(meeting: Meeting) -> bool:
    return meeting.current is not None and meeting.current.kind in planned.MAY_HOLD


def _named(item: Item, meeting: Meeting) -> str:
    named = _("Sitzung %(n)s: %(title)s", n=meeting.number, title=item.title)
    return _("%(place)s (läuft gerade)", place=named) if meeting.current is item else named


def _line(found: Any) -> str:
    return f"{found.code} · {found.title or _('ohne Titel')}"

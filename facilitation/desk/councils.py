"""My councils, a new one, and step 1 of its set-up: the event and its rule."""

from flask import flash, g, redirect, request, url_for
from flask import session as browser
from sqlalchemy.orm import Session

from .. import clock
from ..councils import councils, team
from ..councils.models import Account, Council
from ..db import reading
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda
from . import rule_sentences, steps
from .access import lead, moderator, organiser, team_member
from .blueprint import desk
from .forms.councils import EventForm, NewCouncilForm, shown
from .signing_in import BY_LINK


@desk.get("")
@desk.get("/")
@team_member
def my_councils():
    """Where everybody lands after signing in."""
    with reading() as session:
        mine = [
            _card(session, council) for council in team.councils_of(session, g.person.account_id)
        ]
    by_link = browser.get(BY_LINK) == g.person.account_id
    only_example = bool(mine) and all(card["council"].is_example for card in mine)
    return NewCouncilForm(formdata=None).page(
        "desk/my_councils.html", cards=mine, forgotten=by_link and not only_example
    )


@desk.post("/neu")
@organiser
def new_council():
    """A name is enough to begin; the organiser leads it."""
    form = NewCouncilForm()
    if form.saves(lambda session: _set_up(session, form.title.data)):
        return redirect(url_for("desk.event", council=form.result))
    with reading() as session:
        mine = [
            _card(session, council) for council in team.councils_of(session, g.person.account_id)
        ]
    return form.page("desk/my_councils.html", cards=mine, forgotten=False)


@desk.get("/<council>/vorbereitung")
@moderator
def setup(council):
    """The first step that this person may change."""
    view = "desk.event" if g.viewer.role == "lead" else "desk.members"
    return redirect(url_for(view, council=council))


@desk.route("/<council>/vorbereitung/1", methods=["GET", "POST"])
@lead
def event(council):
    """What the council is asked, by whom, in which words, and by which rule."""
    form = EventForm(obj=shown(g.council))
    if form.saves(lambda session: _change(session, council, form)):
        publish.changed(g.council.id)
        flash(_("Gespeichert."), "ok")
        return redirect(
            url_for("desk.members" if "onward" in request.form else "desk.event", council=council)
        )
    return form.page(
        "desk/setup/event.html",
        rule_said=rule_sentences.said(form),
        today=clock.local(clock.now()).date(),
        **steps.context(1),
    )


def _set_up(session: Session, title: str) -> str:
    council = councils.set_up(session, slug=councils.short_name(session, title), title=title)
    account = session.get_one(Account, g.person.account_id)
    team.join(session, account, council.id, "lead")
    return council.slug


def _change(session: Session, slug: str, form: EventForm) -> None:
    council = councils.find(session, slug)
    form.meets(shown(council))
    councils.change(session, council, **form.council_values)


def _card(session: Session, council: Council) -> dict:
    return {
        "council": council,
        "meeting": agenda.on_now(session, council.id),
        "role": team.role_in(session, g.person.account_id, council.id),
        "open": sum(1 for step in steps.all_steps(session, council) if not step.done),
    }

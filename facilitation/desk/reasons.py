"""Reasons from the phones at the desk: read, put into a recommendation's concerns, remove.

Only the team reads them. What isn't put into a recommendation is in no report and no archive.
"""

from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..db import reading, transaction
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.asked import subject_name
from ..live.picture import Picture
from ..meetings import agenda, log
from ..recommendations import drafting, minority
from ..recommendations.minority import Voice
from ..recommendations.models import Recommendation
from ..voting import reasons, words
from ..voting.models import Round
from .access import minutes
from .blueprint import desk
from .commands import Place, command

TAKEN = N_("%(code)s: einen Grund von den Handys in die Bedenken übernommen")
REMOVED = N_("%(name)s: einen Grund von den Handys entfernt")


@dataclass(frozen=True)
class Group:
    """The reasons about one round."""

    name: str
    number: int
    voices: list[Voice]


def context(session: Session, picture: Picture) -> dict[str, Any]:
    """For the cockpit: what was said about the result that is on, and where it could go."""
    poll = picture.poll
    if poll is None or not poll.asks_reasons or picture.phase != "item" or not poll.results:
        return {"voices": None, "concerned": None}
    target = _concerned(session, picture)
    return {"voices": minority.beside(session, poll.round_id, target), "concerned": target}


@command(
    "take_reason",
    "reason",
    "recommendation",
    tell=publish.presence_changed,
    needs="minutes",
    says=TAKEN,
)
def take_reason(place: Place) -> dict[str, str]:
    """Below the concerns of a recommendation, as somebody said it."""
    account_id = place.order.viewer.account_id
    number = place.order.number("recommendation")
    return _take(place.session, place.council, number, place.order.fields["reason"], account_id)


@command("remove_reason", "reason", tell=publish.ballots_changed, needs="minutes", says=REMOVED)
def remove_reason(place: Place) -> dict[str, str]:
    """What insults somebody or names them; the log doesn't repeat it."""
    return _remove(place.session, place.council, place.order.fields["reason"])


@desk.get("/<council>/gruende")
@minutes
def all_reasons(council):
    """Every reason of the council, by result."""
    with reading() as session:
        groups = [
            Group(
                _name(g.council, around), around.number, minority.beside(session, around.id, None)
            )
            for around in reasons.rounds(session, g.council.id)
        ]
    return render_template("desk/reasons.html", groups=groups)


@desk.post("/<council>/empfehlungen/<id:number>/grund")
@minutes
def take_into(council, number):
    """From the recommendation's own page."""
    account_id = g.viewer.account_id
    with transaction() as session:
        facts = _take(session, g.council, number, request.form.get("reason", ""), account_id)
        _note(session, "take_reason", facts)
    publish.presence_changed(g.council.id)
    flash(_("Der Grund steht jetzt in den Bedenken."), "ok")
    return redirect(f"/mod/{council}/empfehlungen/{number}#gruende", 303)


@desk.post("/<council>/gruende")
@minutes
def take_away(council):
    """Remove one, from whichever page lists it."""
    with transaction() as session:
        facts = _remove(session, g.council, request.form.get("reason", ""))
        _note(session, "remove_reason", facts)
    publish.ballots_changed(g.council.id)
    flash(_("Der Grund ist gelöscht."), "ok")
    back = request.form.get("recommendation", type=int)
    return redirect(
        f"/mod/{council}/empfehlungen/{back}#gruende" if back else f"/mod/{council}/gruende", 303
    )


def _concerned(session: Session, picture: Picture) -> Recommendation | None:
    """The draft beside the result, or the recommendation that it is about."""
    poll = picture.poll
    assert poll
    if poll.option.kind == "recommendation":
        return drafting.find(session, picture.council.id, poll.option.id)
    return picture.drafts[-1] if picture.drafts else None


def _take(
    session: Session, council: Council, number: int, key: str, account_id: int | None
) -> dict[str, str]:
    found = drafting.find(session, council.id, number)
    reason = reasons.find(session, council.id, key)
    minority.take_over(session, council, found, reason, account_id=account_id)
    return {"code": found.code}


def _remove(session: Session, council: Council, key: str) -> dict[str, str]:
    reason = reasons.find(session, council.id, key)
    around = session.get_one(Round, reason.round_id)
    reasons.remove(session, reason)
    return {"name": _name(council, around)}


def _note(session: Session, what: str, facts: dict[str, Any]) -> None:
    meeting = agenda.on_now(session, g.council.id)
    log.write(
        session,
        g.council.id,
        what,
        meeting_id=meeting.id if meeting else None,
        account_id=g.viewer.account_id,
        **facts,
    )


def _name(council: Council, around: Round) -> str:
    """„Maßnahme 7“, or the title of what was rated, or the question."""
    option = around.wording["options"][0]
    alone = len(around.wording["options"]) == 1
    name = subject_name(council, option["kind"], option["code"]) if alone else around.poll.title
    return name.replace(words.NBSP, " ") or around.wording["question"]

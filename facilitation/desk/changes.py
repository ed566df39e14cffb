"""A wording that is changed after members voted on it: said why, listed, never in silence."""

from types import SimpleNamespace

from flask import flash, g, redirect
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Conflict
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda, log
from ..recommendations import drafting
from ..recommendations.models import Recommendation
from ..recommendations.standing import standing
from .access import minutes
from .blueprint import desk
from .differences import between
from .forms.decisions import ChangeForm

CHANGED = log.declare(
    "change_wording", N_("Empfehlung %(code)s nach der Abstimmung geändert. Grund: %(why)s")
)


@desk.route("/<council>/empfehlungen/<id:number>/aendern", methods=["GET", "POST"])
@minutes
def change_wording(council, number):
    """Old and new side by side, with the reason that everybody will read."""
    with reading() as session:
        found = drafting.find(session, g.council.id, number)
        stands = standing(session, found)
    if not stands.votes:
        raise Conflict(N_("Über diese Empfehlung wurde noch nicht abgestimmt."))
    form = ChangeForm(obj=_shown(found))
    if form.saves(lambda session: _change(session, number, form)):
        publish.changed(g.council.id)
        flash(
            _("Die Änderung ist gespeichert. Sie steht bei der Empfehlung und im Gutachten."), "ok"
        )
        return redirect(f"/mod/{council}/empfehlungen/{number}", 303)
    return form.page("desk/change_wording.html", found=found, stands=stands)


def steps(session: Session, stands) -> list[dict]:
    """Changes since the last vote with their words marked, for the recommendation's page."""
    return [
        {
            "change": change,
            "differences": between(session, g.council.id, change.new, change.old),
        }
        for change in stands.changes
    ]


def _shown(found: Recommendation) -> SimpleNamespace:
    return SimpleNamespace(title=found.title, wording=found.wording, why="")


def _change(session: Session, number: int, form: ChangeForm) -> None:
    found = drafting.find(session, g.council.id, number)
    form.meets(_shown(found))
    before = found.version
    drafting.change(
        session,
        g.council,
        found,
        {"title": form.title.data, "wording": form.wording.data},
        why=form.why.data,
        from_version=before,
        account_id=g.viewer.account_id,
    )
    if found.version == before:
        return
    meeting = agenda.on_now(session, g.council.id)
    log.write(
        session,
        g.council.id,
        CHANGED,
        meeting_id=meeting.id if meeting else None,
        account_id=g.viewer.account_id,
        code=found.code,
        why=form.why.data,
    )

"""Step 5 of the set-up: print cards, open and pair the wall, go to a session's cockpit."""

from flask import flash, g, redirect, url_for
from sqlalchemy import func, select

from ..councils import councils, walls
from ..councils.models import Wall
from ..db import reading, transaction
from ..language import gettext as _
from ..live import publish
from ..meetings import agenda
from ..participants import membership, tablets
from . import steps
from .access import moderator
from .blueprint import desk
from .forms.walls import WallForm


@desk.get("/<council>/vorbereitung/5")
@moderator
def cards_and_wall(council):
    """Everything that is printed or shown in the room."""
    return _page(WallForm(formdata=None))


@desk.post("/<council>/vorbereitung/5/beamer")
@moderator
def pair_wall(council):
    """Let the wall in that shows this code."""
    form = WallForm()
    if form.saves(
        lambda session: walls.pair(session, councils.find(session, council), form.code.data)
    ):
        publish.changed(g.council.id)
        return _done(_("Verbunden. Die Leinwand zeigt jetzt die Sitzung."))
    return _page(form)


@desk.post("/<council>/vorbereitung/5/trennen")
@moderator
def forget_walls(council):
    """Unpair every wall; each shows a code again when it is loaded anew."""
    with transaction() as session:
        walls.forget_all(session, councils.find(session, council))
    publish.close_walls(g.council.id)
    return _done(_("Alle Geräte sind getrennt."))


def _done(message: str):
    flash(message, "ok")
    return redirect(url_for("desk.cards_and_wall", council=g.council.slug))


def _page(form: WallForm):
    paired = select(func.count(Wall.id)).where(
        Wall.council_id == g.council.id, Wall.paired_at.is_not(None)
    )
    with reading() as session:
        meetings = agenda.all_meetings(session, g.council.id)
        members = len(membership.active(session, g.council.id))
        connected = session.scalar(paired) or 0
        paired_tablets = tablets.paired(session, g.council.id)
    return form.page(
        "desk/setup/cards.html",
        meetings=meetings,
        members=members,
        walls=connected,
        tablets=paired_tablets,
        **steps.context(5),
    )

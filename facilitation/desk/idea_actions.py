"""What the team does with chosen ideas: group, park, hide, put on the wall, make something of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g, redirect, request
from sqlalchemy.orm import Session

from ..db import LARGEST_ID, reading, transaction
from ..errors import Invalid, Refused
from ..ideas import groups, inbox, wall
from ..ideas.models import Group, Idea
from ..language import N_, ngettext
from ..language import gettext as _
from ..meetings import agenda
from ..recommendations import drafting
from .access import minutes, moderator
from .blueprint import desk
from .commands import Order, run
from .ideas import done

MOST_CHOSEN = 500
WALL = {"ideas": "show_ideas", "idea": "show_idea", "group": "show_group", "follow": "wall"}
ON_WALL = {
    "ideas": N_("Die Ideenwand ist auf der Leinwand."),
    "idea": N_("Die Idee ist auf der Leinwand."),
    "group": N_("Die Gruppe ist auf der Leinwand."),
    "follow": N_("Die Leinwand folgt wieder dem Ablauf."),
}


@dataclass(frozen=True)
class Chosen:
    """The ticked ideas and groups."""

    session: Session
    ideas: list[Idea]
    groups: list[Group]

    @property
    def inside(self) -> list[Idea]:
        """All ideas that are meant, those of ticked groups too."""
        return [*self.ideas, *(idea for group in self.groups for idea in group.ideas)]


@desk.post("/<council>/ideen/auswahl")
@minutes
def with_chosen(council):
    """One of ``ACTIONS`` for everything that is ticked."""
    act = ACTIONS.get(request.form.get("do", ""))
    if act is None:
        raise Invalid()
    with transaction() as session:
        message, focus = act(_chosen(session))
    return done(message, focus)


@desk.post("/<council>/ideen/gruppe/<id:group_id>")
@minutes
def change_group(council, group_id):
    """Its title, and the measure into which it went."""
    with transaction() as session:
        found = groups.find(session, g.council.id, group_id)
        groups.rename(session, found, request.form.get("title", ""))
        groups.link_measure(session, found, _number(request.form.get("measure", "")))
    return done(_("„%(title)s“ ist gespeichert.", title=found.title), f"group-{group_id}")


@desk.post("/<council>/ideen/gruppe/<id:group_id>/empfehlung")
@minutes
def make_recommendation(council, group_id):
    """A draft from the group; asked for twice, it is the one that is there."""
    with transaction() as session:
        found = groups.find(session, g.council.id, group_id)
        if found.recommendation_id is None:
            made = drafting.capture(
                session,
                g.council,
                measure=None,
                around=None,
                account_id=g.viewer.account_id,
                texts=_texts(found),
            )
            groups.link_recommendation(session, found, made.id)
        number = found.recommendation_id
    done(_("Der Entwurf ist angelegt. Der Wortlaut fehlt noch."))
    return redirect(f"/mod/{g.council.slug}/empfehlungen/{number}", 303)


@desk.post("/<council>/ideen/leinwand")
@moderator
def show_on_wall(council):
    """The wall of ideas, one idea, a group, or the agenda again; as the cockpit's commands do."""
    view, _dash, number = request.form.get("show", "").partition("-")
    if view not in WALL:
        raise Invalid()
    with reading() as session:
        meeting = agenda.on_now(session, g.council.id)
    if meeting is None or meeting.state != "running":
        raise Refused(N_("Auf die Leinwand kommt etwas, sobald eine Sitzung läuft."))
    fields = {"follow": {"view": view}, "ideas": {}}.get(view, {view: number})
    run(Order(g.viewer, WALL[view], meeting.number, "", fields))
    return done(_(ON_WALL[view]))


def _merge(chosen: Chosen) -> tuple[str, str]:
    made = groups.merge(
        chosen.session, g.council.id, chosen.groups, chosen.ideas, request.form.get("title", "")
    )
    return _("Zusammengefasst: „%(title)s“.", title=made.title), f"group-{made.id}-title"


def _group(chosen: Chosen) -> tuple[str, str]:
    made = groups.group(chosen.session, g.council.id, chosen.ideas, request.form.get("title", ""))
    return _("Neue Gruppe: „%(title)s“.", title=made.title), f"group-{made.id}-title"


def _park(chosen: Chosen) -> tuple[str, str]:
    inbox.park(chosen.session, chosen.ideas)
    for group in chosen.groups:
        groups.park(chosen.session, group)
    return _("Geparkt."), ""


def _back(chosen: Chosen) -> tuple[str, str]:
    inbox.unpark(chosen.session, chosen.ideas)
    for group in chosen.groups:
        groups.park(chosen.session, group, back=True)
    return _("Zurückgeholt."), ""


def _ungroup(chosen: Chosen) -> tuple[str, str]:
    inbox.unpark(chosen.session, [idea for idea in chosen.inside if idea.group])
    return _("Aus der Gruppe genommen."), ""


def _hide(chosen: Chosen) -> tuple[str, str]:
    reason = request.form.get("reason", "")
    inbox.hide(chosen.session, chosen.ideas, reason or request.form.get("reason_list", ""))
    return _("Verborgen. Nur das Team sieht es noch."), ""


def _wall_on(chosen: Chosen) -> tuple[str, str]:
    wall.put(chosen.session, chosen.inside)
    number = len(chosen.inside)
    return ngettext(
        "%(num)s Idee ist jetzt auf der Ideenwand.",
        "%(num)s Ideen sind jetzt auf der Ideenwand.",
        number,
    ), ""


def _wall_off(chosen: Chosen) -> tuple[str, str]:
    wall.put(chosen.session, chosen.inside, on=False)
    return _("Von der Ideenwand genommen."), ""


ACTIONS: dict[str, Callable[[Chosen], tuple[str, str]]] = {
    "merge": _merge,
    "group": _group,
    "park": _park,
    "back": _back,
    "ungroup": _ungroup,
    "hide": _hide,
    "wall_on": _wall_on,
    "wall_off": _wall_off,
}


def _chosen(session: Session) -> Chosen:
    idea_ids, group_ids = _numbers("idea"), _numbers("group")
    if not idea_ids and not group_ids:
        raise Refused(N_("Bitte wählen Sie zuerst wenigstens eine Idee aus."))
    ideas = inbox.find_several(session, g.council.id, idea_ids) if idea_ids else []
    found = [groups.find(session, g.council.id, group_id) for group_id in group_ids]
    return Chosen(session, ideas, found)


def _numbers(name: str) -> list[int]:
    given = request.form.getlist(name)[:MOST_CHOSEN]
    return [number for number in map(_number, dict.fromkeys(given)) if number is not None]


def _number(typed: str) -> int | None:
    if not typed:
        return None
    plain = typed.isascii() and typed.isdecimal() and len(typed) <= 15
    if not plain or int(typed) > LARGEST_ID:
        raise Invalid()
    return int(typed)


def _texts(group: Group) -> dict[str, Any]:
    """What the draft begins with: the ideas stand in the reasons, as they were written."""
    fields = {idea.field_id for idea in group.ideas}
    said = "\n".join(f"• {idea.text}" for idea in group.ideas)
    return {
        "title": group.title,
        "reasons": said,
        "kind": "own_idea",
        "field_id": fields.pop() if len(fields) == 1 else None,
    }

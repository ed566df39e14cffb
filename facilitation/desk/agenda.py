"""Step 4 of the set-up, one session: the items of its agenda and the votes under them."""

from flask import flash, g, redirect, url_for
from sqlalchemy.orm import Session

from ..db import reading, transaction
from ..language import gettext as _
from ..language import ngettext
from ..live import publish
from ..meetings import agenda, timing
from ..meetings.models import Item
from ..voting import modes, planned, polls, trials, wording
from ..voting.methods import WAYS
from ..voting.models import Poll
from ..voting.rules import Rule
from ..voting.words import MODE_CHOICES, MODE_NAMES, STATE_NAMES, allowed_words, names, rule_words
from . import bundled, editing, offers, steps
from .access import moderator
from .blueprint import desk
from .forms.meetings import ItemForm, NewItemForm

UP, DOWN = -1, 1


@desk.get("/<council>/vorbereitung/4/<id:number>")
@moderator
def agenda_page(council, number):
    """The agenda of one session with computed times."""
    return _page(number, NewItemForm(formdata=None))


@desk.post("/<council>/vorbereitung/4/<id:number>/punkt")
@moderator
def add_item(council, number):
    """One item more, at the end."""
    form = NewItemForm()
    if form.saves(lambda session: _add(session, number, form)):
        if form.kind.data in planned.HOLDING_KINDS:
            _tell(_("Angelegt. Was soll hier gefragt werden?"))
            return redirect(url_for("desk.change_item", council=council, item_id=form.result.id))
        return _back(number, _("„%(title)s“ steht jetzt im Ablauf.", title=form.title.data))
    return _page(number, form)


@desk.route("/<council>/vorbereitung/4/punkt/<id:item_id>", methods=["GET", "POST"])
@moderator
def change_item(council, item_id):
    """Kind, title, minutes and texts of one item; under a vote also what is voted on."""
    with reading() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        number = item.meeting.number
        votes = votes_of(session, item)
        several = bundled.context(session, item)
    form = ItemForm(obj=item)
    if form.saves(lambda session: _change(session, item_id, form)):
        return _back(number, _("„%(title)s“ ist gespeichert.", title=form.title.data))
    return form.page(
        "desk/setup/item.html",
        item=item,
        session_number=number,
        votes=votes,
        holding_kinds=planned.MAY_HOLD,
        holding_names=[_(name) for kind, name in agenda.KINDS.items() if kind in planned.MAY_HOLD],
        **several,
        **offers.context(item),
        **steps.context(4),
    )


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/hoch")
@moderator
def move_up(council, item_id):
    """One place earlier."""
    return _shift(item_id, UP)


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/runter")
@moderator
def move_down(council, item_id):
    """One place later."""
    return _shift(item_id, DOWN)


@desk.post("/<council>/vorbereitung/4/punkt/<id:item_id>/entfernen")
@moderator
def remove_item(council, item_id):
    """Take an item off that hasn't begun, with its votes."""
    with transaction() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        number, title = item.meeting.number, item.title
        planned.take_off(session, item)
    return _back(number, _("„%(title)s“ ist aus dem Ablauf genommen.", title=title))


def votes_of(session: Session, item: Item) -> list[dict]:
    """What is planned to be voted on, rated or asked under an item, as the desk lists it."""
    return [
        _vote(session, poll) for poll in polls.of_item(session, item.id) if trials.is_planned(poll)
    ]


def _vote(session: Session, poll: Poll) -> dict:
    text = wording.current(session, poll)
    first, state = text["options"][0], poll.latest.state
    alone = len(text["options"]) == 1
    return {
        "id": poll.id,
        "measure_ids": [o["id"] for o in text["options"] if o["kind"] == "measure"],
        "method": poll.method,
        "code": _code(poll, first["code"] if alone else ""),
        "trial": poll.trial,
        "title": first["title"] if alone else poll.title,
        "question": poll.question,
        "about": "" if alone else ", ".join(o["code"] or o["title"] for o in text["options"]),
        "rule": _rule(poll),
        "mode": poll.mode,
        "mode_name": _(MODE_NAMES[poll.mode]),
        "modes": [(mode, _(MODE_CHOICES[mode])) for mode in modes.offered(poll)],
        "begun": state != "ready" or len(poll.rounds) > 1,
        "state": _(STATE_NAMES[state]),
    }


def _code(poll: Poll, code: str) -> str:
    """What it is called in a list: „M7“, „Bewertung“, „Probe“."""
    return _("Probe") if poll.trial else code or _(names(poll.method).held)


def _rule(poll: Poll) -> str:
    allowed = allowed_words(poll.method, poll.settings, len(poll.options))
    if allowed:
        return allowed
    way = WAYS[poll.method]
    if way.DECIDES and not way.READS_RULE:
        return _("angenommen, wenn niemand einen schwerwiegenden Einwand hat")
    if not way.READS_RULE:
        return _("entscheidet nichts, es werden nur die Zahlen gezeigt")
    return rule_words(Rule.from_data(poll.rule), poll.method) or _(
        "ohne Regel, es werden nur die Zahlen gezeigt"
    )


def _add(session: Session, number: int, form: NewItemForm) -> Item:
    meeting = agenda.find_meeting(session, g.council.id, number)
    return agenda.add_item(session, meeting, **form.values)


def _change(session: Session, item_id: int, form: ItemForm) -> None:
    item = agenda.find_item(session, g.council.id, item_id)
    form.meets(item)
    editing.change_item(session, item, g.viewer.account_id, **form.values)


def _shift(item_id: int, by: int):
    with transaction() as session:
        item = agenda.find_item(session, g.council.id, item_id)
        number = item.meeting.number
        agenda.shift_item(session, item, by)
    publish.changed(g.council.id)
    address = url_for("desk.agenda_page", council=g.council.slug, number=number)
    return redirect(f"{address}#punkt-{item_id}")


def _tell(message: str) -> None:
    publish.changed(g.council.id)
    flash(message, "ok")


def _back(number: int, message: str):
    _tell(message)
    return redirect(url_for("desk.agenda_page", council=g.council.slug, number=number))


def _page(number: int, form: NewItemForm):
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        lines = [
            {
                "item": item,
                "planned": times.planned,
                "gap": timing.gap(meeting, item),
                "kind": _(agenda.KINDS[item.kind]),
                "votes": votes_of(session, item),
            }
            for item, times in zip(meeting.items, timing.times(meeting), strict=True)
        ]
        begins, ends = timing.planned_start(meeting), timing.planned_end(meeting)
        total = round((ends - begins).total_seconds() / 60)
        return form.page(
            "desk/setup/agenda.html",
            meeting=meeting,
            lines=lines,
            begins=begins,
            ends=ends,
            length=ngettext("%(num)s Minute", "%(num)s Minuten", total),
            **steps.context(4),
        )

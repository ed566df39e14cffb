"""The agenda while things are going on: add, move, double and take off points; catch up."""

from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from ...errors import Invalid, Refused
from ...language import N_
from ...meetings import agenda, items, log, pace
from ...meetings.models import Item, Meeting
from ...text import clean_text
from ...voting import copying, planned
from .. import undoing
from ..undoing import Kept, Way
from . import Place, command, note

OWN = "Writes its own entry: the stage stays as it is."
UP_DOWN = {"up": -1, "down": 1}
WHERE = ("next", "end")
TITLE = 120


def _item(place: Place) -> Item:
    """The item that is meant, of the session whose cockpit it is."""
    found = agenda.find_item(place.session, place.council.id, place.order.number("item"))
    if found.meeting_id != place.meeting.id:
        raise Invalid()
    return found


@command("move_item", "item", "by", silent=OWN)
def move_item(place: Place) -> None:
    item = _item(place)
    before = items.place(item)
    agenda.shift_item(place.session, item, UP_DOWN[place.order.word("by", tuple(UP_DOWN))])
    now = items.place(item)
    if now != before:
        note(
            place,
            {"title": item.title, "place": now, "of": len(place.meeting.items)},
            {"item": item.id, "from": before, "to": now},
        )


@command("add_item", "kind", "title", "minutes", "where", silent=OWN)
def add_item(place: Place) -> None:
    _expect_not_over(place)
    title = clean_text(place.order.fields["title"], limit=TITLE, lines=False)
    if not title:
        raise Invalid(N_("Wie heißt der Punkt?"))
    minutes = place.order.number("minutes")
    if not 1 <= minutes <= 600:
        raise Invalid(N_("Ein Punkt dauert wenigstens eine und höchstens 600 Minuten."))
    last = place.order.word("where", WHERE) == "end"
    add = agenda.add_item if last else items.add_next
    kind = place.order.word("kind", tuple(agenda.KINDS))
    made = add(place.session, place.meeting, kind=kind, title=title, minutes=minutes)
    note(place, {"title": title}, {"item": made.id})


@command("duplicate_item", "item", silent=OWN)
def duplicate_item(place: Place) -> None:
    _expect_not_over(place)
    made = items.duplicate(place.session, _item(place))
    note(place, {"title": made.title}, {"item": made.id})


@command("remove_item", "item", silent=OWN)
def remove_item(place: Place) -> None:
    item = _item(place)
    kept = copying.keep(place.session, item) | {"place": items.place(item)}
    planned.take_off(place.session, item)
    note(place, {"title": kept["values"]["title"]}, kept | {"values": _as_data(kept["values"])})


@command("catch_up", "minutes", silent=OWN)
def catch_up(place: Place) -> None:
    """Take over the lengths that the asking page showed: „12=40 13=28“."""
    if place.from_item() != place.meeting.current_item_id:
        raise Refused(N_("Der Ablauf ist inzwischen weiter. Bitte sehen Sie noch einmal hin."))
    wanted = _lengths(place.order.fields["minutes"])
    noted = place.meeting.noted_offset
    before = pace.take_over(place.session, place.meeting, wanted)
    saved = sum(before.values()) - sum(wanted.values())
    note(
        place,
        {"minutes": saved},
        {"before": _keyed(before), "after": _keyed(wanted), "noted": noted},
    )


@command("note_offset", "offset", silent=OWN)
def note_offset(place: Place) -> None:
    place.expect_running()
    offset = place.order.number("offset")
    before = pace.note(place.meeting, offset)
    note(place, {"minutes": offset}, {"noted": before, "offset": offset})


def _expect_not_over(place: Place) -> None:
    if place.meeting.state == "ended":
        raise Refused(N_("Diese Sitzung ist beendet. Ihr Ablauf bleibt, wie er war."))


def _lengths(typed: str) -> dict[int, int]:
    pairs = [part.partition("=") for part in typed.split()[:100]]
    numbers = [text for item, _is, length in pairs for text in (item, length)]
    if not all(text.isascii() and text.isdecimal() and len(text) < 10 for text in numbers):
        raise Invalid()
    return {int(item): int(length) for item, _is, length in pairs}


def _keyed(lengths: dict[int, int]) -> dict[str, int]:
    return {str(item): length for item, length in lengths.items()}


def _as_data(values: dict[str, Any]) -> dict[str, Any]:
    anchor = values["anchor"]
    return values | {"anchor": anchor.isoformat() if anchor else None}


# ── the ways back ───────────────────────────────────────────────────────────


def _find(meeting: Meeting, undo: Kept) -> Item | None:
    return next((item for item in meeting.items if item.id == undo["item"]), None)


def _still_there(session: Session, meeting: Meeting, undo: Kept) -> bool:
    item = _find(meeting, undo)
    return item is not None and item.started_at is None


def _still_moved(session: Session, meeting: Meeting, undo: Kept) -> bool:
    item = _find(meeting, undo)
    if item is None or meeting.items.index(item) + 1 != undo["to"]:
        return False  # asked of a picture's meeting, which has left its session
    other = meeting.items[undo["from"] - 1]
    return item.started_at is None and other.started_at is None


def _move_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    item = _find(meeting, undo)
    if item:
        agenda.shift_item(session, item, undo["from"] - undo["to"])


def _take_off(session: Session, meeting: Meeting, undo: Kept) -> None:
    item = _find(meeting, undo)
    if item:
        planned.take_off(session, item)


def _not_over(session: Session, meeting: Meeting, undo: Kept) -> bool:
    return meeting.state != "ended"


def _put_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    anchor = undo["values"]["anchor"]
    values = undo["values"] | {"anchor": time.fromisoformat(anchor) if anchor else None}
    item = copying.bring_back(session, meeting, dict(undo) | {"values": values})
    items.move_to(session, item, undo["place"])


def _lengths_stand(session: Session, meeting: Meeting, undo: Kept) -> bool:
    now = {str(item.id): item.minutes for item in meeting.items if item.ended_at is None}
    return meeting.state == "running" and all(
        now.get(item) == length for item, length in undo["after"].items()
    )


def _give_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    before = {int(item): length for item, length in undo["before"].items()}
    pace.take_over(session, meeting, before)
    meeting.noted_offset = undo["noted"]


def _still_noted(session: Session, meeting: Meeting, undo: Kept) -> bool:
    return meeting.state == "running" and meeting.noted_offset == undo["offset"]


def _forget(session: Session, meeting: Meeting, undo: Kept) -> None:
    meeting.noted_offset = undo["noted"]


for name, sentence, way in (
    (
        "move_item",
        N_("Ablauf: „%(title)s“ auf Platz %(place)s von %(of)s"),
        Way(N_("Punkt verschoben"), _move_back, _still_moved),
    ),
    (
        "add_item",
        N_("Ablauf: „%(title)s“ kam dazu"),
        Way(N_("Punkt angelegt"), _take_off, _still_there),
    ),
    (
        "duplicate_item",
        N_("Ablauf: „%(title)s“ verdoppelt"),
        Way(N_("Punkt verdoppelt"), _take_off, _still_there),
    ),
    (
        "remove_item",
        N_("Ablauf: „%(title)s“ herausgenommen"),
        Way(N_("Punkt gelöscht"), _put_back, _not_over),
    ),
    (
        "catch_up",
        N_("Ablauf: %(minutes)s Minuten aufgeholt"),
        Way(N_("Aufgeholt"), _give_back, _lengths_stand),
    ),
    (
        "note_offset",
        N_("%(minutes)s Minuten hinter dem Plan, zur Kenntnis genommen"),
        Way(N_("Gemerkt"), _forget, _still_noted),
    ),
):
    log.declare(name, sentence)
    undoing.ways[name] = way

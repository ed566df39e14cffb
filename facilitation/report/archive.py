"""The archive: what a council knows, as JSON that can be counted again (docs/archive.md).

``polls`` holds one entry per round in the shape of voting.md § 10 and nothing else, so that
``recount`` reads it; titles, wordings and times of the rounds stand beside it under
``rounds``. Names and secrets never get here, seats of ballots only after a roll call.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..councils.models import Council
from ..ideas.models import Group, Idea
from ..measures.models import Field, Measure
from ..meetings.models import Item, LogEntry, Meeting
from ..participants import presence
from ..recommendations.models import Change, Recommendation, Version
from ..recommendations.standing import standings
from ..selection.models import Selection, Trait
from ..voting import by_seat
from ..voting.models import Poll, Round
from . import archived_polls

FORMAT, VERSION = "ratschlag-archive", 1
_COUNCIL = [
    "slug",
    "title",
    "question",
    "client",
    "addressee",
    "conducted_by",
    "place",
    "mandate",
    "follow_up",
    "council_word",
    "field_word",
    "fields_word",
    "measure_word",
    "measures_word",
    "rule",
    "is_example",
]
_MEETING = [
    "number",
    "block",
    "title",
    "aim",
    "date",
    "starts_at",
    "place",
    "summary",
    "state",
    "opened_at",
    "ended_at",
]
_ITEM = [
    "position",
    "kind",
    "title",
    "minutes",
    "least_minutes",
    "anchor",
    "leads",
    "aim",
    "material",
    "wanted",
    "public_text",
    "outcome",
    "collects",
    "started_at",
    "ended_at",
]
_MEASURE = ["number", "title", "sentence", "text", "easy", "infinitive"]
_RECOMMENDATION = [
    "number",
    "state",
    "title",
    "wording",
    "reasons",
    "hints",
    "concerns",
    "addressee",
    "kind",
    "stance",
    "version",
    "created_at",
    "changed_at",
]
_IDEA = ["kind", "text", "why", "state", "hidden_reason", "table_number", "created_at"]
_SELECTION = [
    "invited",
    "replied",
    "drawn",
    "took_part",
    "first_stage",
    "second_stage",
    "replacements",
]
_TRAIT = ["title", "base", "source", "as_of", "unit", "members", "population", "explanation"]


def archive(session: Session, council: Council) -> dict[str, Any]:
    """Everything as plain JSON data, in a fixed order."""
    rounds = _rounds(session, council.id)
    return {
        "format": FORMAT,
        "version": VERSION,
        "written_at": _plain(clock.now()),
        "council": _row(council, _COUNCIL),
        "polls": [
            entry
            for around, _meeting in rounds
            for entry in archived_polls.entries(session, around)
        ],
        "rounds": [_round(session, around, meeting) for around, meeting in rounds],
        "fields": [_row(field, ("letter", "title")) for field in _all(session, Field, council)],
        "measures": [_measure(session, measure) for measure in _all(session, Measure, council)],
        "meetings": _meetings(session, council),
        "recommendations": _recommendations(session, council),
        "ideas": _ideas(session, council),
        "selection": _selection(session, council),
        "log": [
            _row(entry, ("at", "role", "what", "sentence", "undone_at"))
            for entry in _all(session, LogEntry, council)
        ],
    }


def as_bytes(session: Session, council: Council) -> bytes:
    """The archive as a file."""
    text = json.dumps(archive(session, council), ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _rounds(session: Session, council_id: int) -> Sequence[tuple[Round, Meeting]]:
    found = session.execute(
        select(Round, Meeting)
        .join(Poll, Round.poll_id == Poll.id)
        .join(Item, Poll.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(Poll.council_id == council_id, Round.state != "ready")
        .order_by(Meeting.number, Item.position, Poll.position, Round.number)
    )
    return [(around, meeting) for around, meeting in found]


def _round(session: Session, around: Round, meeting: Meeting) -> dict[str, Any]:
    shown = around.state == "shown"
    return {
        "id": f"round-{around.id}",
        "meeting": meeting.number,
        **_row(around.poll, ("mode", "trial")),
        "wording": around.wording,
        "channels": around.channels if shown else None,
        "previewed_at": _plain(around.previewed_at) if shown else None,
        "left_out": Counter(exclusion.reason for exclusion in around.exclusions),
        "by_seat": by_seat.read(session, around),
        "addenda": [
            _row(addendum, ("at", "role", "reason", "counted", "result", "channels"))
            for addendum in around.corrections
            if shown
        ],
        **_row(around, ("number", "state", "opened_at", "closed_at", "shown_at", "cancel_reason")),
    }


def _measure(session: Session, measure: Measure) -> dict[str, Any]:
    field = session.get(Field, measure.field_id) if measure.field_id else None
    return _row(measure, _MEASURE) | {"field": field.letter if field else None}


def _meetings(session: Session, council: Council) -> list[dict[str, Any]]:
    there = {each.meeting_id: each for each in presence.attendance(session, council.id)}
    return [
        _row(meeting, _MEETING)
        | {
            "agenda": [_row(item, _ITEM) for item in meeting.items],
            "present": there[meeting.id].present if meeting.id in there else None,
        }
        for meeting in sorted(_all(session, Meeting, council), key=lambda each: each.number)
    ]


def _recommendations(session: Session, council: Council) -> list[dict[str, Any]]:
    stand = standings(session, council.id)
    return [
        _row(each, _RECOMMENDATION)
        | {
            "measure": _number(session, each.measure_id),
            "standing": stand[each.id].state,
            "changes": [
                _row(change, ("version", "old", "new", "why", "role", "at"))
                for change in session.scalars(
                    select(Change).filter_by(recommendation_id=each.id).order_by(Change.id)
                )
            ],
            "versions": [
                _row(version, ("version", "texts", "saved_at"))
                for version in session.scalars(
                    select(Version).filter_by(recommendation_id=each.id).order_by(Version.version)
                )
            ],
        }
        for each in _all(session, Recommendation, council)
    ]


def _ideas(session: Session, council: Council) -> dict[str, Any]:
    """Hidden ones are only counted: they were hidden for a reason."""
    every = sorted(_all(session, Idea, council), key=lambda idea: (idea.created_at, idea.text))
    groups = {group.id: group for group in _all(session, Group, council)}
    return {
        "hidden": sum(1 for idea in every if idea.state == "hidden"),
        "groups": [_row(group, ("kind", "title", "parked")) for group in groups.values()],
        "ideas": [
            _row(idea, _IDEA)
            | {
                "group": groups[idea.group_id].title if idea.group_id else None,
                "measure": _number(session, idea.measure_id),
            }
            for idea in every
            if idea.state != "hidden"
        ],
    }


def _selection(session: Session, council: Council) -> dict[str, Any] | None:
    found = session.scalar(select(Selection).filter_by(council_id=council.id))
    traits = sorted(_all(session, Trait, council), key=lambda trait: trait.position)
    if found is None and not traits:
        return None
    return (_row(found, _SELECTION) if found else {}) | {
        "traits": [
            _row(trait, _TRAIT)
            | {"rows": [_row(row, ("label", "population", "panel")) for row in trait.rows]}
            for trait in traits
        ]
    }


def _all(session: Session, table: Any, council: Council) -> Iterable[Any]:
    return session.scalars(select(table).filter_by(council_id=council.id).order_by(table.id)).all()


def _number(session: Session, measure_id: int | None) -> int | None:
    return session.get_one(Measure, measure_id).number if measure_id else None


def _row(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date | time) else value

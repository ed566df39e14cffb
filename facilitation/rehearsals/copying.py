"""What a rehearsal takes over from its council: the set-up, and nothing that has happened."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..councils.models import Council
from ..db import Base
from ..measures import measures
from ..meetings import agenda
from ..meetings.items import plan_of
from ..meetings.models import Item, Meeting
from ..participants import membership, seats
from ..participants.models import Seat
from ..recommendations import drafting
from ..recommendations.models import TEXTS, Recommendation, Version
from ..voting import bundles, polls, trials
from ..voting.models import Option, Poll

OWN = {"id", "slug", "room_code", "created_at", "delete_after", "rehearsal_of_id"}
"""What a council doesn't hand on to its rehearsal."""
FULL_MINUTES = 5
SEATS, PER_TABLE = 30, 6
"""Where no seats are set up yet."""

Moved = dict[tuple[str, int], int]
"""(kind, id) of what votes are about → its copy's id."""


def settings_of(council: Council) -> dict[str, Any]:
    """Words, rule and everything else that is set on the council itself."""
    return _columns(council, OWN)


def copy_seats(session: Session, council: Council, twin: Council) -> None:
    """The same places at the same tables, without names; one of them votes on paper."""
    for seat in membership.active(session, council.id):
        place = seats.add(session, twin.id, number=seat.number, table=seat.table_number)
        place.channel = seat.channel
    if not seats.all_seats(session, twin.id):
        for number in range(1, SEATS + 1):
            seats.add(session, twin.id, number=number, table=(number - 1) // PER_TABLE + 1)
    every: list[Seat] = seats.all_seats(session, twin.id)
    if all(seat.channel == "phone" for seat in every):
        every[-1].channel = "paper"


def copy_measures(session: Session, council: Council, twin: Council) -> Moved:
    """Fields and measures with all their texts."""
    fields: Moved = {}
    for field in measures.all_fields(session, council.id):
        fields["field", field.id] = _twin(session, field, council_id=twin.id)
    moved = dict(fields)
    for measure in measures.all_measures(session, council.id):
        field_id = fields.get(("field", measure.field_id or 0))
        moved["measure", measure.id] = _twin(
            session, measure, council_id=twin.id, field_id=field_id
        )
    return moved


def copy_recommendations(session: Session, council: Council, twin: Council, moved: Moved) -> Moved:
    """The drafts as they read today; the results beside which they were written stay behind."""
    now = clock.now()
    copied: Moved = {}
    for draft in drafting.all_recommendations(session, council.id):
        if draft.state == "withdrawn":
            continue
        texts = {name: getattr(draft, name) for name in TEXTS}
        texts["field_id"] = moved.get(("field", draft.field_id or 0))
        copy = Recommendation(
            council_id=twin.id,
            number=draft.number,
            measure_id=moved.get(("measure", draft.measure_id or 0)),
            created_at=now,
            changed_at=now,
            **texts,
        )
        session.add(copy)
        session.flush()
        session.add(Version(recommendation_id=copy.id, version=1, texts=texts, saved_at=now))
        copied["recommendation", draft.id] = copy.id
    return copied


def copy_meetings(
    session: Session, twin: Council, meetings: list[Meeting], moved: Mapping[tuple[str, int], int]
) -> None:
    """The sessions with their votes; the first of them begins now."""
    start = _full_minutes(clock.local(clock.now()))
    for at, meeting in enumerate(meetings):
        copy = agenda.add_meeting(
            session,
            twin.id,
            number=meeting.number,
            title=meeting.title,
            on=meeting.date if at else start.date(),
            starts_at=meeting.starts_at if at else start.time(),
            block=meeting.block,
        )
        copy.aim, copy.place = meeting.aim, meeting.place
        later = _minutes(copy.starts_at) - _minutes(meeting.starts_at)
        for item in meeting.items:
            plan = plan_of(item) | {"anchor": shifted(item.anchor, later)}
            _copy_votes(session, item, agenda.add_item(session, copy, **plan), moved)


def _copy_votes(
    session: Session, item: Item, twin: Item, moved: Mapping[tuple[str, int], int]
) -> None:
    taken, copies = [], []
    for poll in polls.of_item(session, item.id):
        if not trials.is_planned(poll):
            continue  # it came up on the spot and was never planned
        subjects = [_subject(option, moved) for option in poll.options]
        known = [subject for subject in subjects if subject is not None]
        if len(known) == len(subjects):
            taken.append(poll)
            copies.append(trials.plan(session, twin, subjects=known, **_question(poll)))
    bundles.group(session, twin, copies, bundles.grouping(taken))


def _question(poll: Poll) -> dict[str, Any]:
    names = ("method", "question", "rule", "title", "settings", "labels", "mode", "trial")
    return {name: getattr(poll, name) for name in names}


def _subject(
    option: Option, moved: Mapping[tuple[str, int], int]
) -> tuple[str, str, int, str] | None:
    """The option about the copy; None where what it stands for wasn't taken over."""
    kind, subject_id = option.subject_kind, option.subject_id
    copy = moved.get((kind, subject_id)) if subject_id else 0
    return None if copy is None else (option.key, kind, copy, option.text)


def shifted(anchor: time | None, minutes: int) -> time | None:
    """A fixed time of day some minutes later; none where that would be another day."""
    if anchor is None:
        return None
    noon = date.min + timedelta(days=1)
    moved = datetime.combine(noon, anchor) + timedelta(minutes=minutes)
    return moved.time() if moved.date() == noon else None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _full_minutes(moment: datetime) -> datetime:
    return moment.replace(
        minute=moment.minute // FULL_MINUTES * FULL_MINUTES, second=0, microsecond=0
    )


def _columns(row: Base, without: set[str]) -> dict[str, Any]:
    names = [column.key for column in row.__table__.columns if column.key not in without]
    return {name: getattr(row, name) for name in names}


def _twin(session: Session, row: Base, **changed: Any) -> int:
    """The same row once more with some columns changed; returns its id."""
    copy: Any = type(row)(**_columns(row, {"id"}) | changed)
    session.add(copy)
    session.flush()
    return int(copy.id)

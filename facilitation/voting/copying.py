"""A session once more, on another day: its plan, with its votes if wanted, never its results."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from ..measures import measures
from ..meetings import agenda
from ..meetings.items import plan_of
from ..meetings.models import Item, Meeting
from . import bundles, polls, trials
from .models import Option, Poll


def copy_meeting(
    session: Session,
    meeting: Meeting,
    *,
    number: int,
    title: str,
    on: date,
    starts_at: time,
    with_votes: bool,
) -> Meeting:
    """The copy; fixed times move with the beginning."""
    copy = agenda.add_meeting(
        session,
        meeting.council_id,
        number=number,
        title=title,
        on=on,
        starts_at=starts_at,
        block=meeting.block,
    )
    copy.aim, copy.place = meeting.aim, meeting.place
    later = _minutes(starts_at) - _minutes(meeting.starts_at)
    for item in meeting.items:
        anchor = _shifted(item.anchor, later)
        twin = agenda.add_item(session, copy, **plan_of(item) | {"anchor": anchor})
        if with_votes:
            copy_votes(session, item, twin)
    return copy


def copy_votes(session: Session, item: Item, twin: Item) -> list[Poll]:
    """The same questions under another item; a recommendation is voted on where it stands."""
    wanted = [poll for poll in polls.of_item(session, item.id) if _is_planned(poll)]
    copies = [trials.plan(session, twin, **_plan(poll)) for poll in wanted]
    bundles.group(session, twin, copies, bundles.grouping(wanted))
    return copies


def keep(session: Session, item: Item) -> dict[str, Any]:
    """An item and its votes as data, before it is taken off."""
    found = polls.of_item(session, item.id)
    return {
        "values": plan_of(item) | {"minutes": item.minutes},
        "votes": [_plan(poll) for poll in found],
        "together": bundles.grouping(found),
    }


def bring_back(session: Session, meeting: Meeting, kept: Mapping[str, Any]) -> Item:
    """The item that was taken off, at the end of the agenda, with its votes.

    Raises ``NotFound`` where a measure has gone that one of them was about.
    """
    item = agenda.add_item(session, meeting, **kept["values"])
    made = []
    for vote in kept["votes"]:
        for _key, kind, subject_id, _text in vote["subjects"]:
            if kind == "measure":
                measures.find(session, meeting.council_id, subject_id)
        made.append(trials.plan(session, item, **vote))
    bundles.group(session, item, made, kept.get("together", []))
    return item


def _plan(poll: Poll) -> dict[str, Any]:
    return {
        "method": poll.method,
        "question": poll.question,
        "rule": poll.rule,
        "subjects": [_subject(option) for option in poll.options],
        "title": poll.title,
        "settings": poll.settings,
        "labels": poll.labels,
        "mode": poll.mode,
        "trial": poll.trial,
    }


def _is_planned(poll: Poll) -> bool:
    kinds = {option.subject_kind for option in poll.options}
    return trials.is_planned(poll) and "recommendation" not in kinds


def _subject(option: Option) -> tuple[str, str, int, str]:
    return option.key, option.subject_kind, option.subject_id, option.text


def _shifted(anchor: time | None, minutes: int) -> time | None:
    """A time of day some minutes later; none where that would be another day."""
    if anchor is None:
        return None
    moved = datetime.combine(date.min + timedelta(days=1), anchor) + timedelta(minutes=minutes)
    return moved.time() if moved.date() == date.min + timedelta(days=1) else None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute

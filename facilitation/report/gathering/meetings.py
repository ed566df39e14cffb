"""The sessions: when, who was there, what was on the programme, what came out."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ... import clock, language
from ...councils.models import Council
from ...meetings import timing
from ...meetings.agenda import KINDS
from ...meetings.models import Item, Meeting
from ...participants import membership, presence
from ...participants.membership import Change
from ...participants.presence import Attendance
from .. import german
from ..outline import MeetingSection, Point
from ..rounds import Rounds, how_voted


def read_meetings(
    session: Session, council: Council, rounds: Rounds, members: int
) -> tuple[MeetingSection, ...]:
    """All sessions by number; ``members`` is how many belong to the council now."""
    there = {each.meeting_id: each for each in presence.attendance(session, council.id)}
    changes = membership.changes(session, council.id)
    found = session.scalars(
        select(Meeting)
        .where(Meeting.council_id == council.id)
        .order_by(Meeting.number)
        .options(selectinload(Meeting.items))
    )
    return tuple(
        _meeting(meeting, rounds, there.get(meeting.id), members, changes) for meeting in found
    )


def _meeting(
    meeting: Meeting,
    rounds: Rounds,
    there: Attendance | None,
    members: int,
    changes: Sequence[Change],
) -> MeetingSection:
    return MeetingSection(
        number=meeting.number,
        title=meeting.title,
        when=_when(meeting),
        present=there.present if there else None,
        members=there.members if there else members,
        aim=meeting.aim,
        points=_points(meeting, rounds),
        how_voted=how_voted(
            rounds.in_meeting(meeting.id),
            rounds.ratings_in(meeting.id),
            rounds.lists_in(meeting.id),
        ),
        summary=meeting.summary,
        votes=tuple(each.vote for each in rounds.in_meeting(meeting.id)),
        ratings=tuple(each.rating for each in rounds.ratings_in(meeting.id)),
        listed=rounds.lists_in(meeting.id),
        day=german.long_date(meeting.date),
        at_end=there.at_end if there and meeting.state == "ended" else None,
        changes=tuple(_said(each) for each in changes if (each.meeting or 1) == meeting.number),
    )


def _said(change: Change) -> str:
    """„Platz 33 für Platz 7“: numbers of places, never names."""
    if change.joined and change.left:
        return f"Platz\N{NO-BREAK SPACE}{change.joined} für Platz\N{NO-BREAK SPACE}{change.left}"
    if change.joined:
        return f"Platz\N{NO-BREAK SPACE}{change.joined} neu"
    return f"Platz\N{NO-BREAK SPACE}{change.left} ausgeschieden"


def _when(meeting: Meeting) -> str:
    """„Samstag, 8. Oktober 2022, 10:00 bis 17:00 Uhr“; once it is over, as it really was."""
    planned = timing.planned_start(meeting), timing.planned_end(meeting)
    start, end = timing.actual(meeting) or planned
    until = f" bis {clock.hall_time(end)}" if end > start else ""
    on = clock.local(start).date()
    day = f"{german.weekday(on)}, {german.long_date(on)}"
    return f"{day}, {clock.hall_time(start)}{until}\N{NO-BREAK SPACE}Uhr"


def _points(meeting: Meeting, rounds: Rounds) -> tuple[Point, ...]:
    return tuple(
        Point(
            time=clock.hall_time(times.expected),
            title=item.title,
            method="" if item.kind == "break" else language.gettext(KINDS[item.kind]),
            outcome=item.outcome or _voted(item, rounds),
            minutes=item.minutes,
            text=item.public_text,
        )
        for item, times in zip(meeting.items, timing.times(meeting), strict=True)
    )


def _voted(item: Item, rounds: Rounds) -> str:
    codes = list(dict.fromkeys(each.vote.subject for each in rounds.in_item(item.id)))
    return f"Ergebnis zu {german.listed(codes)}" if codes else ""

"""The sessions: when, who was there, what was on the programme, what came out."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ... import clock, language
from ...councils.models import Council
from ...meetings import timing
from ...meetings.agenda import KINDS
from ...meetings.models import Item, Meeting
from ...participants.models import Presence
from .. import german
from ..outline import MeetingSection, Point
from ..rounds import Rounds, how_voted


def read_meetings(
    session: Session, council: Council, rounds: Rounds, members: int
) -> tuple[MeetingSection, ...]:
    here: dict[int, int] = dict(
        session.execute(
            select(Presence.meeting_id, func.count(Presence.id))
            .join(Meeting, Meeting.id == Presence.meeting_id)
            .where(Meeting.council_id == council.id, Presence.state == "here")
            .group_by(Presence.meeting_id)
        ).all()
    )
    found = session.scalars(
        select(Meeting)
        .where(Meeting.council_id == council.id)
        .order_by(Meeting.number)
        .options(selectinload(Meeting.items))
    )
    return tuple(
        MeetingSection(
            number=meeting.number,
            title=meeting.title,
            when=_when(meeting),
            present=None if meeting.state == "planned" else here.get(meeting.id, 0),
            members=members,
            aim=meeting.aim,
            points=_points(meeting, rounds),
            how_voted=how_voted(rounds.in_meeting(meeting.id)),
            summary=meeting.summary,
            votes=tuple(each.vote for each in rounds.in_meeting(meeting.id)),
        )
        for meeting in found
    )


def _when(meeting: Meeting) -> str:
    """„Samstag, 8. Oktober 2022, 10:00 bis 17:00 Uhr“"""
    start, end = timing.planned_start(meeting), timing.planned_end(meeting)
    until = f" bis {clock.hall_time(end)}" if end > start else ""
    day = f"{german.weekday(meeting.date)}, {german.long_date(meeting.date)}"
    return f"{day}, {clock.hall_time(start)}{until}\N{NO-BREAK SPACE}Uhr"


def _points(meeting: Meeting, rounds: Rounds) -> tuple[Point, ...]:
    return tuple(
        Point(
            time=clock.hall_time(times.expected),
            title=item.title,
            method="" if item.kind == "break" else language.gettext(KINDS[item.kind]),
            outcome=item.outcome or _voted(item, rounds),
        )
        for item, times in zip(meeting.items, timing.times(meeting), strict=True)
    )


def _voted(item: Item, rounds: Rounds) -> str:
    codes = list(dict.fromkeys(each.vote.subject for each in rounds.in_item(item.id)))
    return f"Ergebnis zu {german.listed(codes)}" if codes else ""

"""The first step: the database becomes an outline. The only step that queries."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from .. import clock, language
from ..councils.models import Council
from ..measures.models import Field, Measure
from ..meetings import timing
from ..meetings.agenda import KINDS
from ..meetings.models import Item, Meeting
from ..participants.models import Presence, Seat
from ..recommendations.drafting import KIND_NAMES, STANCE_NAMES
from ..recommendations.models import Recommendation
from . import german
from .outline import (
    FieldSection,
    KeyFigure,
    Labels,
    MeasureSection,
    MeetingSection,
    Outline,
    Point,
    RecommendationSection,
    Vote,
)
from .rounds import Rounds, how_voted, read_rounds

_FOR_ALL = ("guiding", "overarching")
_BULLET = re.compile(r"^[-–*•]\s+")


def gather(session: Session, council_id: int, *, version: int) -> Outline:
    """Everything that the Gutachten of this council says now, in German."""
    with language.speaking("de"):
        council = session.get_one(Council, council_id)
        rounds = read_rounds(session, council_id)
        recommendations = _recommendations(session, council, rounds)
        fields = _fields(session, council, rounds, recommendations)
        meetings = _meetings(session, council, rounds)
        return Outline(
            slug=council.slug,
            title=council.title,
            version=version,
            as_of=clock.local(clock.now()),
            question=council.question,
            client=council.client,
            conducted_by=council.conducted_by,
            place=council.place,
            mandate=council.mandate,
            follow_up=council.follow_up,
            is_example=council.is_example,
            labels=_labels(council),
            key_figures=_key_figures(session, council, meetings, fields, recommendations, rounds),
            meetings=meetings,
            overarching=_sections(each for each in recommendations if each[0].kind in _FOR_ALL),
            fields=fields,
            cancelled=rounds.cancelled,
        )


_Read = tuple[Recommendation, RecommendationSection]


def _labels(council: Council) -> Labels:
    return Labels(
        field=council.field_word,
        measure=council.measure_word,
        measures=council.measures_word,
    )


def _members(session: Session, council: Council) -> int:
    seats = select(func.count(Seat.id)).where(Seat.council_id == council.id)
    return session.scalar(seats) or 0


def _key_figures(
    session: Session,
    council: Council,
    meetings: Sequence[MeetingSection],
    fields: Sequence[FieldSection],
    recommendations: Sequence[_Read],
    rounds: Rounds,
) -> tuple[KeyFigure, ...]:
    """The numbers worth a large print; what isn't there yet is left out."""
    figures = (
        (_members(session, council), "Mitglied", "Mitglieder"),
        (len(meetings), "Sitzung", "Sitzungen"),
        (
            sum(len(field.measures) for field in fields),
            council.measure_word,
            council.measures_word,
        ),
        (
            sum(section.state != "withdrawn" for _, section in recommendations),
            "Empfehlung",
            "Empfehlungen",
        ),
        (len(rounds.held), "Abstimmung", "Abstimmungen"),
    )
    return tuple(KeyFigure(n, one if n == 1 else many) for n, one, many in figures if n)


def _meetings(session: Session, council: Council, rounds: Rounds) -> tuple[MeetingSection, ...]:
    members = _members(session, council)
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


def _fields(
    session: Session, council: Council, rounds: Rounds, recommendations: Sequence[_Read]
) -> tuple[FieldSection, ...]:
    fields = list(
        session.scalars(select(Field).filter_by(council_id=council.id).order_by(Field.letter))
    )
    measures = list(
        session.scalars(select(Measure).filter_by(council_id=council.id).order_by(Measure.number))
    )
    placed = [each for each in recommendations if each[0].kind not in _FOR_ALL]
    sections = [
        _field(field.id, field.letter, field.title, measures, placed, rounds) for field in fields
    ]
    homeless = _field(None, "", f"Ohne {council.field_word}", measures, placed, rounds)
    if homeless.measures or homeless.recommendations:
        sections.append(homeless)
    return tuple(sections)


def _field(
    field_id: int | None,
    letter: str,
    title: str,
    measures: Sequence[Measure],
    recommendations: Sequence[_Read],
    rounds: Rounds,
) -> FieldSection:
    return FieldSection(
        letter=letter,
        title=title,
        measures=tuple(
            MeasureSection(
                number=measure.number,
                title=measure.title,
                sentence=measure.sentence,
                text=measure.text,
                votes=rounds.about("measure", measure.id),
                recommendations=_sections(
                    each for each in recommendations if each[0].measure_id == measure.id
                ),
            )
            for measure in measures
            if measure.field_id == field_id
        ),
        recommendations=_sections(
            each
            for each in recommendations
            if each[0].measure_id is None and each[0].field_id == field_id
        ),
    )


def _sections(read: Iterable[_Read]) -> tuple[RecommendationSection, ...]:
    return tuple(section for _, section in read)


def _recommendations(session: Session, council: Council, rounds: Rounds) -> list[_Read]:
    found = session.execute(
        select(Recommendation, Measure, Field)
        .outerjoin(Measure, Measure.id == Recommendation.measure_id)
        .outerjoin(Field, Field.id == Recommendation.field_id)
        .where(Recommendation.council_id == council.id)
        .order_by(Recommendation.number)
    )
    return [
        (each, _section(council, each, measure, field, rounds)) for each, measure, field in found
    ]


def _section(
    council: Council,
    each: Recommendation,
    measure: Measure | None,
    field: Field | None,
    rounds: Rounds,
) -> RecommendationSection:
    votes = rounds.about("recommendation", each.id)
    return RecommendationSection(
        number=each.number,
        title=each.title,
        state=_state(each, votes),
        details=_details(council, each, measure, field),
        wording=each.wording,
        reasons=each.reasons,
        hints=tuple(
            _BULLET.sub("", line.strip()) for line in each.hints.splitlines() if line.strip()
        ),
        concerns=each.concerns,
        measure=measure.number if measure else None,
        measure_votes=rounds.about("measure", measure.id) if measure else (),
        votes=votes,
    )


def _state(each: Recommendation, votes: Sequence[Vote]) -> str:
    if each.state == "withdrawn" or not votes or votes[-1].adopted is None:
        return each.state
    return "adopted" if votes[-1].adopted else "rejected"


def _details(
    council: Council, each: Recommendation, measure: Measure | None, field: Field | None
) -> tuple[str, ...]:
    known = (
        f"{council.field_word} {field.letter} {field.title}" if field else "",
        f"bezieht sich auf {measure.code} „{measure.title}“" if measure else "",
        language.gettext(KIND_NAMES[each.kind]),
        language.gettext(STANCE_NAMES[each.stance]),
    )
    return tuple(part for part in known if part)

"""The first step: the database becomes an outline. The only step that queries."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock, language
from ..chapters import chapters
from ..councils.models import Council
from ..measures.measures import all_measures
from ..participants.models import Seat
from .gathering.fields import read_fields
from .gathering.ideas import read_ideas
from .gathering.log import read_log
from .gathering.meetings import read_meetings
from .gathering.recommendations import (
    FOR_ALL,
    Read,
    read_changes,
    read_recommendations,
    sections_of,
)
from .gathering.selection import read_lot
from .outline import FieldSection, KeyFigure, Labels, MeetingSection, Outline
from .rounds import Rounds, read_rounds


def gather(session: Session, council_id: int, *, version: int) -> Outline:
    """Everything that the Gutachten of this council says now, in German."""
    with language.speaking("de"):
        council = session.get_one(Council, council_id)
        rounds = read_rounds(session, council_id)
        recommendations = read_recommendations(session, council, rounds)
        fields = read_fields(session, council, rounds, recommendations)
        meetings = read_meetings(session, council, rounds, _members(session, council))
        ideas, hidden = read_ideas(
            session,
            council_id,
            {measure.id: measure.code for measure in all_measures(session, council_id)},
            {row.id: section.code for row, section in recommendations},
        )
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
            is_rehearsal=council.rehearsal_of_id is not None,
            labels=_labels(council),
            key_figures=_key_figures(session, council, meetings, fields, recommendations, rounds),
            meetings=meetings,
            overarching=sections_of(each for each in recommendations if each[0].kind in FOR_ALL),
            fields=fields,
            cancelled=rounds.cancelled,
            imprint=council.imprint,
            parts=tuple(chapters.all_parts(session, council_id)),
            lot=read_lot(session, council_id),
            ideas=ideas,
            hidden_ideas=hidden,
            log=read_log(session, council_id),
            changes=read_changes(session, council_id),
        )


def _labels(council: Council) -> Labels:
    return Labels(
        field=council.field_word,
        measure=council.measure_word,
        measures=council.measures_word,
        council=council.council_word,
    )


def _members(session: Session, council: Council) -> int:
    seats = select(func.count(Seat.id)).where(
        Seat.council_id == council.id, Seat.retired_at.is_(None)
    )
    return session.scalar(seats) or 0


def _key_figures(
    session: Session,
    council: Council,
    meetings: Sequence[MeetingSection],
    fields: Sequence[FieldSection],
    recommendations: Sequence[Read],
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
        (sum(each.decides for each in rounds.held), "Abstimmung", "Abstimmungen"),
    )
    return tuple(KeyFigure(n, one if n == 1 else many) for n, one, many in figures if n)

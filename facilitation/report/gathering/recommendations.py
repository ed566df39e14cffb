"""Recommendations with both of their results."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import clock, language
from ...councils.models import Council
from ...measures.models import Field, Measure
from ...recommendations import changing
from ...recommendations.drafting import KIND_NAMES, STANCE_NAMES
from ...recommendations.models import Change, Recommendation
from ...recommendations.standing import KIND, Standing, standings
from ..outline import RecommendationSection
from ..rounds import Rounds
from ..told import WordingChange

FOR_ALL = ("guiding", "overarching")
"""Kinds that belong to no field."""
_TEXTS = {"title": "Titel", "wording": "Wortlaut"}
_BULLET = re.compile(r"^[-–*•]\s+")

Read: TypeAlias = tuple[Recommendation, RecommendationSection]


def read_recommendations(session: Session, council: Council, rounds: Rounds) -> list[Read]:
    found = session.execute(
        select(Recommendation, Measure, Field)
        .outerjoin(Measure, Measure.id == Recommendation.measure_id)
        .outerjoin(Field, Field.id == Recommendation.field_id)
        .where(Recommendation.council_id == council.id)
        .order_by(Recommendation.number)
    )
    stand = standings(session, council.id)
    return [
        (each, _section(council, each, measure, field, rounds, stand[each.id]))
        for each, measure, field in found
    ]


def sections_of(read: Iterable[Read]) -> tuple[RecommendationSection, ...]:
    """The sections alone, without the rows behind them."""
    return tuple(section for _, section in read)


def _section(
    council: Council,
    each: Recommendation,
    measure: Measure | None,
    field: Field | None,
    rounds: Rounds,
    stands: Standing,
) -> RecommendationSection:
    return RecommendationSection(
        number=each.number,
        title=each.title,
        state=stands.state,
        details=_details(council, each, measure, field),
        wording=each.wording,
        reasons=each.reasons,
        hints=tuple(
            _BULLET.sub("", line.strip()) for line in each.hints.splitlines() if line.strip()
        ),
        concerns=each.concerns,
        measure=measure.number if measure else None,
        measure_votes=rounds.about("measure", measure.id) if measure else (),
        votes=rounds.about(KIND, each.id),
        kind=each.kind,
        changes=tuple(line for change in stands.changes for line in _lines(each, change)),
    )


def read_changes(session: Session, council_id: int) -> tuple[WordingChange, ...]:
    """What was changed after votes, by recommendation, a line per text."""
    return tuple(
        line
        for change, row in changing.all_changes(session, council_id)
        for line in _lines(row, change)
    )


def _lines(row: Recommendation, change: Change) -> Iterable[WordingChange]:
    for name, old in change.old.items():
        yield WordingChange(
            code=row.code,
            what=_TEXTS[name],
            old=old,
            new=change.new[name],
            at=clock.local(change.at),
            who=changing.function(change),
            why=change.why,
        )


def _details(
    council: Council, each: Recommendation, measure: Measure | None, field: Field | None
) -> tuple[str, ...]:
    known = (
        f"{council.field_word} {field.letter} {field.title}" if field else "",
        f"bezieht sich auf {measure.code} „{measure.title}“" if measure else "",
        language.gettext(KIND_NAMES[each.kind]),
        language.gettext(STANCE_NAMES[each.stance]) if measure else "",
    )
    return tuple(part for part in known if part)

"""Recommendations with both of their results."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import language
from ...councils.models import Council
from ...measures.models import Field, Measure
from ...recommendations.drafting import KIND_NAMES, STANCE_NAMES
from ...recommendations.models import Recommendation
from ..outline import RecommendationSection, Vote
from ..rounds import Rounds

FOR_ALL = ("guiding", "overarching")
"""Kinds that belong to no field."""
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
    return [
        (each, _section(council, each, measure, field, rounds)) for each, measure, field in found
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
        kind=each.kind,
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

"""Fields of action with their measures, and what is recommended about them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...councils.models import Council
from ...measures.models import Field, Measure
from ..outline import FieldSection, MeasureSection
from ..rounds import Rounds
from .recommendations import FOR_ALL, Read, sections_of


def read_fields(
    session: Session, council: Council, rounds: Rounds, recommendations: Sequence[Read]
) -> tuple[FieldSection, ...]:
    fields = list(
        session.scalars(select(Field).filter_by(council_id=council.id).order_by(Field.letter))
    )
    measures = list(
        session.scalars(select(Measure).filter_by(council_id=council.id).order_by(Measure.number))
    )
    placed = [each for each in recommendations if each[0].kind not in FOR_ALL]
    sections = [
        _field(field.id, field.letter, field.title, measures, placed, rounds) for field in fields
    ]
    # Where a council has no fields at all, nothing is without one.
    without = f"Ohne {council.field_word}" if fields else council.measures_word
    homeless = _field(None, "", without, measures, placed, rounds)
    if homeless.measures or homeless.recommendations:
        sections.append(homeless)
    return tuple(sections)


def _field(
    field_id: int | None,
    letter: str,
    title: str,
    measures: Sequence[Measure],
    recommendations: Sequence[Read],
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
                rated=rounds.ratings_of(measure.id),
                recommendations=sections_of(
                    each for each in recommendations if each[0].measure_id == measure.id
                ),
            )
            for measure in measures
            if measure.field_id == field_id
        ),
        recommendations=sections_of(
            each
            for each in recommendations
            if each[0].measure_id is None and each[0].field_id == field_id
        ),
    )

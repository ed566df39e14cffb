"""Take fields and measures away, unless a recommendation refers to them."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..measures import measures
from ..measures.models import Field, Measure
from ..voting import planned
from .models import Recommendation


def drop_measure(session: Session, measure: Measure) -> None:
    """Take a measure away that neither a vote nor a recommendation is about."""
    _refuse_if(
        session,
        Recommendation.measure_id == measure.id,
        N_("%(code)s ist aus dieser Maßnahme entstanden; deshalb bleibt sie erhalten."),
    )
    planned.drop_measure(session, measure)


def drop_field(session: Session, field: Field) -> None:
    """Take a field away that neither measures nor recommendations belong to."""
    _refuse_if(
        session,
        Recommendation.field_id == field.id,
        N_("Zu diesem Handlungsfeld gehört %(code)s. Ordnen Sie die Empfehlung zuerst anders zu."),
    )
    measures.remove_field(session, field)


def _refuse_if(session: Session, refers: ColumnElement[bool], sentence: str) -> None:
    found = session.scalar(select(Recommendation).where(refers).limit(1))
    if found:
        raise Refused(sentence, code=found.code)

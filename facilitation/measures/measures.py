"""Fields and measures: add, find, change, remove."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..db import LARGEST_ID
from ..errors import Conflict, NotFound, Refused
from ..language import N_
from .models import Field, Measure


def add_field(session: Session, council_id: int, *, letter: str, title: str) -> Field:
    """A further field of action."""
    if session.scalar(select(Field.id).filter_by(council_id=council_id, letter=letter)):
        raise Conflict(N_("Den Buchstaben %(letter)s gibt es schon."), letter=letter)
    field = Field(council_id=council_id, letter=letter, title=title)
    session.add(field)
    session.flush()
    return field


def all_fields(session: Session, council_id: int) -> list[Field]:
    """The council's fields by letter."""
    return list(
        session.scalars(select(Field).filter_by(council_id=council_id).order_by(Field.letter))
    )


def find_field(session: Session, council_id: int, field_id: int) -> Field:
    """The field of this council, or ``NotFound``."""
    asked = select(Field).filter_by(council_id=council_id, id=field_id)
    field = session.scalar(asked) if field_id <= LARGEST_ID else None
    if field is None:
        raise NotFound(N_("Dieses Handlungsfeld gibt es nicht."))
    return field


def change_field(session: Session, field: Field, *, letter: str, title: str) -> None:
    """Another letter or title; the letter must be free."""
    taken = select(Field.id).filter_by(council_id=field.council_id, letter=letter)
    if session.scalar(taken.where(Field.id != field.id)):
        raise Conflict(N_("Den Buchstaben %(letter)s gibt es schon."), letter=letter)
    field.letter, field.title = letter, title
    session.flush()


def remove_field(session: Session, field: Field) -> None:
    """Only a field without measures can go."""
    if session.scalar(select(Measure.id).filter_by(field_id=field.id).limit(1)):
        raise Refused(
            N_("Zu diesem Handlungsfeld gehören noch Maßnahmen. Ordnen Sie sie zuerst anders zu.")
        )
    session.delete(field)
    session.flush()


def add(
    session: Session,
    council_id: int,
    *,
    number: int,
    title: str,
    sentence: str = "",
    text: str = "",
    easy: str = "",
    infinitive: str = "",
    field_id: int | None = None,
) -> Measure:
    """A further measure."""
    if session.scalar(select(Measure.id).filter_by(council_id=council_id, number=number)):
        raise Conflict(N_("Die Nummer %(number)s ist schon vergeben."), number=number)
    if field_id is not None:
        find_field(session, council_id, field_id)
    measure = Measure(
        council_id=council_id,
        number=number,
        title=title,
        sentence=sentence,
        text=text,
        easy=easy,
        infinitive=infinitive,
        field_id=field_id,
    )
    session.add(measure)
    session.flush()
    return measure


def change(
    session: Session,
    measure: Measure,
    *,
    number: int,
    title: str,
    sentence: str,
    text: str,
    easy: str,
    infinitive: str,
    field_id: int | None,
) -> None:
    """New texts; rounds that were opened keep the wording they had."""
    taken = select(Measure.id).filter_by(council_id=measure.council_id, number=number)
    if session.scalar(taken.where(Measure.id != measure.id)):
        raise Conflict(N_("Die Nummer %(number)s ist schon vergeben."), number=number)
    if field_id is not None:
        find_field(session, measure.council_id, field_id)
    measure.number, measure.title, measure.sentence = number, title, sentence
    measure.text, measure.easy, measure.infinitive = text, easy, infinitive
    measure.field_id = field_id
    session.flush()


def next_number(session: Session, council_id: int) -> int:
    """The number that the next measure is offered."""
    return (
        session.scalar(select(func.max(Measure.number)).filter_by(council_id=council_id)) or 0
    ) + 1


def all_measures(session: Session, council_id: int) -> list[Measure]:
    """The council's measures by number."""
    return list(
        session.scalars(select(Measure).filter_by(council_id=council_id).order_by(Measure.number))
    )


def find(session: Session, council_id: int, measure_id: int) -> Measure:
    """The measure of this council, or ``NotFound``."""
    measure = session.scalar(select(Measure).filter_by(council_id=council_id, id=measure_id))
    if measure is None:
        raise NotFound(N_("Diese Maßnahme gibt es nicht."))
    return measure


def remove(session: Session, measure: Measure) -> None:
    """Take a measure away; whoever calls has checked that nothing refers to it."""
    session.delete(measure)
    session.flush()

"""Reading at one's own pace: the measures by field, with the results that were shown."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from .. import db
from ..errors import NotFound
from ..language import N_
from ..measures import measures
from ..measures.models import Field, Measure
from ..meetings.models import Meeting
from ..voting import words
from ..voting.models import Option, Poll, RollEntry, Round
from . import pages
from .access import need

reading = Blueprint("reading", __name__)


@dataclass(frozen=True)
class Shown:
    """One round's result that everybody has seen."""

    round_id: int
    number: int
    words: words.ResultWords


@reading.get("/lesen")
@need("guest")
def overview() -> Response:
    """All measures by field."""
    with db.reading() as session:
        every = measures.all_measures(session, g.viewer.council_id)
        fields: list[Field | None] = [*measures.all_fields(session, g.viewer.council_id), None]
        groups = [
            (field, [one for one in every if one.field_id == (field.id if field else None)])
            for field in fields
        ]
        results = {one.id: _shown(session, one) for one in every}
    return pages.page(
        "phone/reading.html", groups=[group for group in groups if group[1]], results=results
    )


@reading.get("/lesen/massnahme/<int(max=999):number>")
@need("guest")
def measure(number: int) -> Response:
    """One measure with its text and every result of it that was shown."""
    with db.reading() as session:
        found = session.scalar(
            select(Measure).filter_by(council_id=g.viewer.council_id, number=number)
        )
        if found is None:
            raise NotFound(N_("Diese Maßnahme gibt es nicht."))
        field = found.field
        results = _shown(session, found)
    return pages.page("phone/measure.html", measure=found, field=field, results=results)


def _covered(council_id: int) -> Select[Any]:
    """A result that came too early and isn't to be seen for now."""
    return select(Meeting.covered_round_id).where(
        Meeting.council_id == council_id, Meeting.covered_round_id.is_not(None)
    )


def _shown(session: Session, measure: Measure) -> list[Shown]:
    rows = session.execute(
        select(Round, Option.key, func.count(RollEntry.id))
        .join(Poll, Round.poll_id == Poll.id)
        .join(Option, Option.poll_id == Poll.id)
        .join(RollEntry, RollEntry.round_id == Round.id)
        .where(
            Poll.council_id == measure.council_id,
            Option.subject_kind == "measure",
            Option.subject_id == measure.id,
            Round.state == "shown",
            Round.id.not_in(_covered(measure.council_id)),
        )
        .group_by(Round.id, Option.key)
        .order_by(Round.shown_at)
    )
    return [
        Shown(
            around.id,
            around.number,
            words.result_words(words.shown(around, present), key),
        )
        for around, key, present in rows
    ]

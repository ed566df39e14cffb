"""Reading at one's own pace: measures and recommendations, with the results that were shown."""

from dataclasses import dataclass

from flask import Blueprint, Response, g
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import db
from ..errors import NotFound
from ..language import N_, gettext
from ..measures import measures
from ..measures.models import Field, Measure
from ..meetings import agenda, log
from ..recommendations import changing, drafting
from ..recommendations.models import Recommendation
from ..recommendations.standing import STATE_NAMES, Standing, standings
from ..voting import words
from ..voting.methods import WAYS
from ..voting.models import Option, Poll, RollEntry, Round
from ..voting.words import Addendum
from . import pages
from .access import need

reading = Blueprint("reading", __name__)


@dataclass(frozen=True)
class Shown:
    """One round's result that everybody has seen."""

    round_id: int
    number: int
    method: str
    held: str
    """„Abstimmung“, „Bewertung“."""
    words: words.ResultWords
    addenda: tuple[Addendum, ...]
    key: str
    preview_words: str


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
        results = {one.id: _headline(_shown(session, one)) for one in every}
        decided = len(_readable(session))
        logged = len(log.told_to_members(session, g.viewer.council_id))
    return pages.page(
        "phone/reading.html",
        groups=[group for group in groups if group[1]],
        results=results,
        decided=decided,
        logged=logged,
    )


@reading.get("/lesen/empfehlungen")
@need("guest")
def recommendations() -> Response:
    """What the council recommends so far, drafts too for members."""
    with db.reading() as session:
        rows = _readable(session)
    return pages.page("phone/recommendations.html", rows=rows, states=STATE_NAMES)


@reading.get("/lesen/empfehlung/<int(max=9999):number>")
@need("guest")
def recommendation(number: int) -> Response:
    """One of them with its reasons, its results, and what was changed after the vote."""
    with db.reading() as session:
        rows = _readable(session)
        found = next(((one, stands) for one, stands in rows if one.number == number), None)
        if found is None:
            raise NotFound(N_("Diese Empfehlung gibt es nicht."))
    return pages.page(
        "phone/recommendation.html",
        recommendation=found[0],
        stands=found[1],
        states=STATE_NAMES,
        function=changing.function,
    )


@reading.get("/lesen/protokoll")
@need("guest")
def voting_log() -> Response:
    """What was done at the desk that members should know of; no votes, no names."""
    with db.reading() as session:
        numbers = {
            meeting.id: meeting.number
            for meeting in agenda.all_meetings(session, g.viewer.council_id)
        }
        rows = [
            (entry.at, numbers.get(entry.meeting_id or 0), log.sentence(entry))
            for entry in log.told_to_members(session, g.viewer.council_id)
        ]
    return pages.page("phone/voting_log.html", rows=rows)


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


def _readable(session: Session) -> list[tuple[Recommendation, Standing]]:
    """By number. Drafts are for members, who comment on them; guests read what was decided."""
    council_id = g.viewer.council_id
    stand = standings(session, council_id, outside=True)
    member = g.viewer.role != "guest"
    return [
        (one, stand[one.id])
        for one in drafting.all_recommendations(session, council_id)
        if stand[one.id].votes or (member and one.state != "withdrawn" and one.wording)
    ]


def _headline(shown: list[Shown]) -> Shown | None:
    """What stands beside a measure in the list: a vote before a rating, the newest of its kind."""
    votes = [one for one in shown if WAYS[one.method].DECIDES]
    return next(reversed(votes or shown), None)


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
            Round.covered.is_(False),
        )
        .group_by(Round.id, Option.key)
        .order_by(Round.shown_at)
    )
    return [
        Shown(
            around.id,
            around.number,
            around.poll.method,
            gettext(words.names(around.poll.method).held),
            words.result_words(words.shown(around, present), key),
            words.addenda(around, present),
            key,
            words.preview_words(around),
        )
        for around, key, present in rows
    ]

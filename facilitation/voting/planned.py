"""What is planned but hasn't begun: take items, sessions and measures away with their votes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import NotFound, Refused
from ..language import N_
from ..measures import measures
from ..measures.models import Measure
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from ..participants import presence
from . import polls
from .models import Option, Poll


def find(session: Session, council_id: int, poll_id: int) -> Poll:
    """The poll of this council, or ``NotFound``."""
    poll = session.scalar(select(Poll).filter_by(council_id=council_id, id=poll_id))
    if poll is None:
        raise NotFound(N_("Diese Abstimmung gibt es nicht. Bitte laden Sie die Seite neu."))
    return poll


def ask_about(
    session: Session,
    item: Item,
    chosen: list[Measure],
    *,
    question: str,
    rule: dict[str, Any] | None,
) -> list[Poll]:
    """One vote with Ja, Nein, Enthaltung per measure, in the order of their numbers."""
    if item.kind != "vote":
        raise Refused(N_("Abstimmen lässt sich nur unter einem Punkt der Art „Abstimmung“."))
    return [
        polls.plan(
            session,
            item,
            method="yes_no",
            question=question,
            rule=rule,
            subjects=[(measure.code, "measure", measure.id)],
        )
        for measure in chosen
    ]


def take_off(session: Session, item: Item) -> None:
    """Take an item off the agenda, with its votes; refused once one of them has begun."""
    for poll in polls.of_item(session, item.id):
        polls.drop(session, poll)
    agenda.remove_item(session, item)


def call_off(session: Session, meeting: Meeting) -> None:
    """Take a whole session away, with what was noted for it; refused once it has begun."""
    for item in list(meeting.items):
        take_off(session, item)
    presence.forget(session, meeting)
    agenda.remove_meeting(session, meeting)


def drop_measure(session: Session, measure: Measure) -> None:
    """Take a measure away that no vote is about."""
    used = (
        select(Option.id)
        .join(Poll)
        .where(
            Poll.council_id == measure.council_id,
            Option.subject_kind == "measure",
            Option.subject_id == measure.id,
        )
    )
    if session.scalar(used.limit(1)):
        raise Refused(
            N_(
                "Über %(code)s soll abgestimmt werden oder wurde schon abgestimmt. "
                "Nehmen Sie zuerst die Abstimmung aus dem Ablauf."
            ),
            code=measure.code,
        )
    measures.remove(session, measure)


def reword(session: Session, poll: Poll, *, question: str, rule: dict[str, Any] | None) -> None:
    """Another question or rule; both stand fixed once the round is open."""
    polls.set_rule(session, poll, rule)
    poll.question = question
    session.flush()


def change_item(session: Session, item: Item, *, kind: str, **values: Any) -> None:
    """Change an item; it stays a vote as long as votes hang on it."""
    if kind != "vote" and polls.of_item(session, item.id):
        raise Refused(
            N_(
                "Unter diesem Punkt stehen Abstimmungen. Nehmen Sie sie zuerst heraus, dann können Sie die Art ändern."
            )
        )
    agenda.change_item(session, item, kind=kind, **values)

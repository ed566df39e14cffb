"""Put recommendations to the vote: in their exact wording, and only those that are ready for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..errors import Conflict, Invalid
from ..language import N_, gettext
from ..meetings.models import Item
from ..voting import planned, polls, together, undoing, wording
from ..voting.models import Option, Poll, Round
from .models import Recommendation
from .standing import KIND, Standing, standing, standings


@wording.source(KIND)
def _text(session: Session, option: Option) -> dict[str, Any]:
    """Wall and phone show the wording whole; the reasons are the text to read on the phone."""
    found = session.get_one(Recommendation, option.subject_id)
    return {
        "code": found.code,
        "title": found.title,
        "sentence": found.wording,
        "text": found.reasons,
    }


def question(council: Council) -> str:
    """What stands above the answers, unless the team writes something else."""
    return gettext("Soll der %(council)s diese Empfehlung geben?", council=council.council_word)


def can_be_asked(recommendation: Recommendation, stands: Standing) -> bool:
    """Whether it has a wording, and no vote on it is planned or on already."""
    if recommendation.state == "withdrawn" or not recommendation.wording:
        return False
    return stands.running is None and not stands.waiting


def offered(session: Session, council_id: int) -> list[Recommendation]:
    """What can be put to the vote, by number."""
    stand = standings(session, council_id)
    rows = [session.get_one(Recommendation, row_id) for row_id in stand]
    return sorted(
        (row for row in rows if can_be_asked(row, stand[row.id])), key=lambda row: row.number
    )


def ask_about(
    session: Session,
    item: Item,
    chosen: Sequence[Recommendation],
    *,
    question: str,
    rule: dict[str, Any] | None,
    method: str = "yes_no",
    settings: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
) -> list[Poll]:
    """One vote per recommendation, in the order of their numbers."""
    planned.refuse_other_kinds(item)
    if not chosen:
        raise Invalid(N_("Bitte wählen Sie wenigstens eine Empfehlung."))
    for each in chosen:
        _refuse_unready(session, each)
    return [
        polls.plan(
            session,
            item,
            method=method,
            question=question,
            rule=rule,
            subjects=[(f"E{each.number}", KIND, each.id)],
            settings=settings,
            labels=labels,
        )
        for each in sorted(chosen, key=lambda one: one.number)
    ]


def call_off(session: Session, recommendation: Recommendation) -> int:
    """Take its planned votes off the agenda again; returns how many there were."""
    waiting = standing(session, recommendation).waiting
    for around in waiting:
        put_aside(session, around)
        if around.number > 1:
            undoing.drop_round(session, around)
        else:
            polls.drop(session, around.poll)
    return len(waiting)


def put_aside(session: Session, around: Round) -> None:
    """A text that was shown under a point that is over waits for its turn again."""
    if around.state == "text_shown":
        together.take_text_back(session, around)


def refuse_withdrawn(session: Session, poll: Poll) -> None:
    """Raises ``Conflict`` where a poll is about a recommendation that was taken back."""
    for option in poll.options:
        if option.subject_kind != KIND:
            continue
        found = session.get_one(Recommendation, option.subject_id)
        if found.state == "withdrawn":
            raise Conflict(
                N_("%(code)s ist zurückgezogen. Darüber wird nicht abgestimmt."), code=found.code
            )


def _refuse_unready(session: Session, each: Recommendation) -> None:
    if not each.wording:
        raise Conflict(
            N_("%(code)s hat noch keinen Wortlaut, über den abgestimmt werden kann."),
            code=each.code,
        )
    if each.state == "withdrawn":
        raise Conflict(
            N_("%(code)s ist zurückgezogen. Darüber wird nicht abgestimmt."), code=each.code
        )
    if not can_be_asked(each, standing(session, each)):
        raise Conflict(N_("%(code)s steht schon zur Abstimmung."), code=each.code)

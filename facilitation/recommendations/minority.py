"""Minority voices: what phones said about a result, beside a recommendation's „Bedenken“ (D14)."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..text import clean_text
from ..voting import reasons
from ..voting.models import Option, Poll, Reason, Round
from . import drafting
from .models import Recommendation
from .standing import KIND


@dataclass(frozen=True)
class Voice:
    """One reason as the team reads it."""

    key: str
    text: str
    taken: bool
    """It stands in the recommendation's concerns, word for word."""


def beside(session: Session, around_id: int, recommendation: Recommendation | None) -> list[Voice]:
    """The reasons about one round, next to the recommendation that is written from it."""
    return _voices(reasons.of_rounds(session, [around_id]), recommendation)


def about(session: Session, recommendation: Recommendation) -> list[Voice]:
    """The reasons about every round that the recommendation or its measure was part of."""
    subject = and_(Option.subject_kind == KIND, Option.subject_id == recommendation.id)
    if recommendation.measure_id is not None:
        measure = and_(
            Option.subject_kind == "measure", Option.subject_id == recommendation.measure_id
        )
        subject = or_(subject, measure)
    rounds = select(Round.id).join(Poll).join(Option, Option.poll_id == Poll.id)
    found = set(session.scalars(rounds.where(subject)))
    if recommendation.round_id is not None:
        found.add(recommendation.round_id)
    return _voices(reasons.of_rounds(session, sorted(found)), recommendation)


def take_over(
    session: Session,
    council: Council,
    recommendation: Recommendation,
    reason: Reason,
    *,
    account_id: int | None,
) -> None:
    """Write a reason below the recommendation's concerns; twice changes nothing more."""
    if _is_taken(reason, recommendation):
        return
    both = f"{recommendation.concerns}\n{reason.text}"
    drafting.reword(
        session,
        council,
        recommendation,
        {"concerns": clean_text(both)},
        from_version=recommendation.version,
        account_id=account_id,
    )


def _voices(found: list[Reason], recommendation: Recommendation | None) -> list[Voice]:
    return [
        Voice(one.key, one.text, recommendation is not None and _is_taken(one, recommendation))
        for one in found
    ]


def _is_taken(reason: Reason, recommendation: Recommendation) -> bool:
    return reason.text in recommendation.concerns

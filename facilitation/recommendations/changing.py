"""What may still be changed in a recommendation, and how, once members have voted on it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..councils import team
from ..errors import Conflict, Invalid
from ..language import N_, gettext
from .models import LOCKED, ON_BALLOT, Change, Recommendation
from .standing import Standing

FUNCTIONS = {
    "lead": N_("Leitung"),
    "moderator": N_("Moderation"),
    "minutes": N_("Protokoll"),
}
"""What is said instead of a name."""


class Locked(Conflict):
    """The wording stands fixed, for now or by a vote."""

    code = "locked"
    default = N_(
        "Über diesen Wortlaut wurde abgestimmt. Titel und Wortlaut lassen sich nur noch als Änderung "
        "mit Begründung ändern."
    )


ON_NOW = N_(
    "Über %(code)s wird gerade abgestimmt. Titel, Wortlaut und Begründung stehen fest, bis das Ergebnis gezeigt ist."
)


def refuse_locked(
    recommendation: Recommendation, stands: Standing, changed: Iterable[str], *, as_change: bool
) -> None:
    """Raises ``Locked`` where one of the ``changed`` texts stands fixed."""
    names = set(changed)
    if stands.running and names & set(ON_BALLOT):
        raise Locked(ON_NOW, code=recommendation.code)
    if stands.votes and names & set(LOCKED) and not as_change:
        raise Locked()


def note(
    session: Session,
    recommendation: Recommendation,
    stands: Standing,
    old: dict[str, str],
    *,
    why: str,
    account_id: int | None,
) -> Change:
    """Keep what the wording was, what it is now, who changed it, in which function, and why."""
    if not why:
        raise Invalid(
            N_("Bitte schreiben Sie, warum der Wortlaut nach der Abstimmung geändert wird."),
            fields={"why": N_("Warum wird geändert?")},
        )
    assert stands.vote
    role = team.known_role(session, account_id, recommendation.council_id) if account_id else ""
    change = Change(
        recommendation_id=recommendation.id,
        round_id=stands.vote.round_id,
        version=recommendation.version,
        old=old,
        new={name: getattr(recommendation, name) for name in old},
        why=why,
        account_id=account_id,
        role=role or "",
        at=clock.now(),
    )
    session.add(change)
    session.flush()
    return change


def function(change: Change) -> str:
    """Who changed it, as everybody may read it: „Protokoll“."""
    return gettext(FUNCTIONS[change.role]) if change.role in FUNCTIONS else gettext("Team")


def all_changes(session: Session, council_id: int) -> Sequence[tuple[Change, Recommendation]]:
    """Every change after a vote, by recommendation, oldest first."""
    found = session.execute(
        select(Change, Recommendation)
        .join(Recommendation, Change.recommendation_id == Recommendation.id)
        .where(Recommendation.council_id == council_id)
        .order_by(Recommendation.number, Change.id)
    )
    return [(change, row) for change, row in found]

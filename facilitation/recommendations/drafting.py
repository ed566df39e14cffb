"""Recommendations: capture beside a result, reword without losing anything."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock
from ..councils.models import Council
from ..errors import Conflict, Invalid, NotFound
from ..language import N_
from ..measures import measures
from ..measures.models import Measure
from ..voting.models import Round
from . import asking, changing
from .models import KINDS, LOCKED, ON_BALLOT, STANCES, TEXTS, Recommendation, Version
from .standing import standing

KIND_NAMES = {
    "guiding": N_("Leitsatz"),
    "overarching": N_("übergeordnet"),
    "thematic": N_("thematisch"),
    "measure": N_("maßnahmenbezogen"),
    "own_idea": N_("aus eigener Idee"),
}
STANCE_NAMES = {
    "agree": N_("Zustimmung"),
    "change": N_("mit Änderung"),
    "reject": N_("Ablehnung"),
    "open": N_("offen"),
}


class EditConflict(Conflict):
    """Two people wrote at once; ``current`` holds the text that was saved first."""

    code = "edit_conflict"
    default = N_(
        "Inzwischen hat jemand anderes gespeichert. Ihr Text ist noch da. "
        "Vergleichen Sie beide Fassungen und entscheiden Sie, welche gilt."
    )


def capture(
    session: Session,
    council: Council,
    *,
    measure: Measure | None,
    around: Round | None,
    account_id: int | None,
    texts: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> Recommendation:
    """A new draft with the next number, prefilled from the measure; one ``key`` makes one."""
    made = key and session.scalar(select(Recommendation).filter_by(council_id=council.id, key=key))
    if made:
        return made
    now = clock.now()
    number = (
        session.scalar(
            select(func.max(Recommendation.number)).where(Recommendation.council_id == council.id)
        )
        or 0
    )
    filled = prefill(council, measure, around) | _checked(session, council, texts or {})
    recommendation = Recommendation(
        council_id=council.id,
        number=number + 1,
        measure_id=measure.id if measure else None,
        round_id=around.id if around else None,
        key=key or None,
        created_at=now,
        changed_at=now,
        **filled,
    )
    session.add(recommendation)
    session.flush()
    _keep(session, recommendation, account_id)
    return recommendation


def prefill(council: Council, measure: Measure | None, around: Round | None) -> dict[str, Any]:
    """The texts a draft begins with: „Der Bürgerrat empfiehlt der Stadt Kassel, …“."""
    if measure is None:
        return {"title": "", "wording": "", "addressee": council.addressee, "kind": "overarching"}
    stance = _stance(measure, around)
    return {
        "title": measure.title,
        "wording": wording(council, measure, stance),
        "addressee": council.addressee,
        "field_id": measure.field_id,
        "kind": "measure",
        "stance": stance,
    }


def wording(council: Council, measure: Measure, stance: str) -> str:
    """The draft's sentence; for a rejection „…, davon abzusehen, …“."""
    if not measure.infinitive:
        return ""
    reject = "davon abzusehen, " if stance == "reject" else ""
    addressee = f" {council.addressee}" if council.addressee else ""
    return f"Der {council.council_word} empfiehlt{addressee}, {reject}{measure.infinitive.rstrip('.')}."


def reword(
    session: Session,
    council: Council,
    recommendation: Recommendation,
    texts: Mapping[str, Any],
    *,
    from_version: int,
    account_id: int | None,
) -> Recommendation:
    """Save texts over version ``from_version``; raises ``EditConflict`` if it isn't the newest.

    Saving the same texts again changes nothing, so an answer that got lost may be asked
    for again. Raises ``Locked`` where members vote on them or have voted.
    """
    _write(session, council, recommendation, texts, from_version, account_id, as_change=False)
    return recommendation


def change(
    session: Session,
    council: Council,
    recommendation: Recommendation,
    texts: Mapping[str, str],
    *,
    why: str,
    from_version: int,
    account_id: int | None,
) -> Recommendation:
    """Change title or wording after a vote, as a change that everybody can read about."""
    stands = standing(session, recommendation)
    if not stands.votes:
        raise Conflict(N_("Über diese Empfehlung wurde noch nicht abgestimmt."))
    if set(texts) - set(LOCKED):
        raise Invalid()
    old = _write(session, council, recommendation, texts, from_version, account_id, as_change=True)
    if old:
        changing.note(session, recommendation, stands, old, why=why, account_id=account_id)
    return recommendation


def withdraw(session: Session, recommendation: Recommendation, *, back: bool = False) -> int:
    """Take a recommendation back, or fetch it again; its number is never given anew.

    Votes on it that were only planned are taken off; returns how many.
    """
    if not back and standing(session, recommendation).running:
        raise Conflict(
            N_("Über %(code)s wird gerade abgestimmt. Zurückziehen geht danach."),
            code=recommendation.code,
        )
    called_off = 0 if back else asking.call_off(session, recommendation)
    recommendation.state = "draft" if back else "withdrawn"
    recommendation.changed_at = clock.now()
    session.flush()
    return called_off


def find(session: Session, council_id: int, recommendation_id: int) -> Recommendation:
    """The recommendation of this council, or ``NotFound``."""
    found = session.scalar(
        select(Recommendation).filter_by(council_id=council_id, id=recommendation_id)
    )
    if found is None:
        raise NotFound(N_("Diese Empfehlung gibt es nicht."))
    return found


def all_recommendations(session: Session, council_id: int) -> list[Recommendation]:
    """The council's recommendations by number, withdrawn ones too."""
    return list(
        session.scalars(
            select(Recommendation).filter_by(council_id=council_id).order_by(Recommendation.number)
        )
    )


def beside(session: Session, around: Round) -> list[Recommendation]:
    """What was captured beside the result of a round, or of another round of the same poll."""
    return list(
        session.scalars(
            select(Recommendation)
            .join(Round, Round.id == Recommendation.round_id)
            .where(Round.poll_id == around.poll_id)
            .order_by(Recommendation.number)
        )
    )


def versions(session: Session, recommendation: Recommendation) -> list[Version]:
    """Every state of the texts, newest first."""
    return list(
        session.scalars(
            select(Version)
            .filter_by(recommendation_id=recommendation.id)
            .order_by(Version.version.desc())
        )
    )


def snapshot(recommendation: Recommendation) -> dict[str, Any]:
    """The texts and their version, as an answer or a kept state."""
    return {
        "version": recommendation.version,
        **{name: getattr(recommendation, name) for name in TEXTS},
    }


def _write(
    session: Session,
    council: Council,
    recommendation: Recommendation,
    texts: Mapping[str, Any],
    from_version: int,
    account_id: int | None,
    *,
    as_change: bool,
) -> dict[str, Any]:
    """Save what differs and return what stood there before."""
    checked = _checked(session, council, texts)
    old = {name: getattr(recommendation, name) for name in checked}
    old = {name: value for name, value in old.items() if value != checked[name]}
    if not old:
        return old
    if recommendation.version != from_version:
        raise EditConflict(current=snapshot(recommendation))
    stands = standing(session, recommendation)
    changing.refuse_locked(recommendation, stands, old, as_change=as_change)
    if set(old) & set(ON_BALLOT):
        for around in stands.waiting:  # what is opened later must be what was shown before
            asking.put_aside(session, around)
    for name in old:
        setattr(recommendation, name, checked[name])
    recommendation.version += 1
    recommendation.changed_at = clock.now()
    session.flush()
    _keep(session, recommendation, account_id)
    return old


def _keep(session: Session, recommendation: Recommendation, account_id: int | None) -> None:
    texts = snapshot(recommendation)
    session.add(
        Version(
            recommendation_id=recommendation.id,
            version=texts.pop("version"),
            texts=texts,
            account_id=account_id,
            saved_at=recommendation.changed_at,
        )
    )
    session.flush()


def _checked(session: Session, council: Council, texts: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(texts) - set(TEXTS)
    if unknown:
        raise Invalid(N_("Unbekanntes Feld: %(name)s."), name=", ".join(sorted(unknown)))
    if texts.get("kind", KINDS[0]) not in KINDS or texts.get("stance", STANCES[0]) not in STANCES:
        raise Invalid(N_("Art oder Haltung gibt es in dieser Liste nicht."))
    if texts.get("field_id") is not None:
        measures.find_field(session, council.id, texts["field_id"])
    return dict(texts)


def _stance(measure: Measure, around: Round | None) -> str:
    if around is None or around.state != "shown" or not around.result:
        return "open"
    # By its id: the measure may have got another number since.
    key = next(
        (option["key"] for option in around.wording["options"] if option["id"] == measure.id), ""
    )
    entry = (around.stands.result or {})["options"].get(key, {})
    if "reason" in entry:  # nobody said Ja or Nein, or too few voted: that rejects nothing
        return "open"
    return {True: "agree", False: "reject", None: "open"}[entry.get("adopted")]

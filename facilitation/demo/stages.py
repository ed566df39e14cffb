"""The example's stages: how far its council has come when it is opened."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock, db
from ..councils import team
from ..councils.models import Council
from ..errors import Conflict, NotFound
from ..language import N_
from ..voting import polls
from . import holding, planning
from .texts import ItemText, MeetingText, Texts
from .texts import texts as read_texts

SET_UP = datetime(2022, 9, 12, 9, 0, tzinfo=clock.ZONE)
"""When the team prepared everything."""
AGO = timedelta(minutes=13)
"""How long the vote of session 3 has been going on when the example is opened."""
FULL_MINUTES = 5


class UnknownStage(NotFound):
    """There is no stage of this name."""

    code = "unknown_stage"
    default = N_("Den Stand „%(stage)s“ gibt es im Beispiel nicht. Möglich sind: %(stages)s.")


class AlreadyThere(Conflict):
    """The database holds the example already, and building it again would mix two states."""

    code = "already_there"
    default = N_(
        "Das Beispiel liegt in dieser Datenbank schon. Ohne „--stage“ geht es damit weiter; "
        "mit „--reset“ wird es neu angelegt."
    )


def prepare(stage: str | None = None) -> bool:
    """See that the example is there; returns whether it was built just now.

    A ``stage`` that is asked for by name is built or refused, never ignored.
    """
    if stage is None and _is_there():
        return False
    build(stage or DEFAULT_STAGE)
    return True


def build(stage: str) -> None:
    """Build the example at ``stage`` in the configured database, all of it or nothing."""
    if stage not in STAGES:
        raise UnknownStage(stage=stage, stages=", ".join(STAGES))
    if _is_there():
        raise AlreadyThere()
    passwords = planning.nobodys_passwords()
    with db.transaction() as session:
        STAGES[stage](session, read_texts(), passwords)


def prepared(session: Session, texts: Texts, passwords: Mapping[str, str]) -> None:
    """Everything is planned, nothing has begun."""
    with clock.at(SET_UP):
        planning.plan(session, texts, _printed(texts), passwords)


def session_3_voting(session: Session, texts: Texts, passwords: Mapping[str, str]) -> None:
    """Session 3 is on: one measure voted on and shown, the next round open, no ballot in.

    Sessions 1 and 2 were held on their dates. Session 3 is today, so that its times are
    right on every screen and the 24-hour rule leaves it alone; session 4 follows in two weeks.
    """
    third, fourth = texts.meetings[2], texts.meetings[3]
    opening = _opening_for_now(third)
    later = datetime.combine(opening.date() + timedelta(days=14), fourth.starts_at, clock.ZONE)
    openings = _printed(texts) | {third.number: opening, fourth.number: later}
    with clock.at(SET_UP):
        council = planning.plan(session, texts, openings, passwords)
    for text in texts.meetings[:2]:
        holding.hold(session, council, texts, text, openings[text.number])
    _vote_in_session_3(session, council, texts, third, opening.astimezone(UTC))


def _vote_in_session_3(
    session: Session, council: Council, texts: Texts, text: MeetingText, opening: datetime
) -> None:
    """Up to the vote; then the rounds that are over, and the next one open for a minute."""
    meeting = holding.open_doors(session, council, texts, text, opening)
    begun = holding.run_items(session, meeting, _before_vote(text), opening)
    item = holding.begin(session, meeting, begun)
    waiting = polls.of_item(session, item.id)
    writer = team.of_council(session, council)[0].account_id
    for ballots in texts.rounds:
        around = holding.vote(
            session, council, meeting, waiting.pop(0), ballots, begun + timedelta(minutes=1)
        )
        begun += timedelta(minutes=ballots.minutes + 3)
        for draft in texts.recommendations:
            if draft.measure == ballots.measure:
                holding.draft(session, council, around, draft, writer, begun)
    holding.open_vote(session, meeting, waiting[0], clock.now() - timedelta(minutes=2))


def _before_vote(text: MeetingText) -> tuple[ItemText, ...]:
    return tuple(text.items[: next(at for at, item in enumerate(text.items) if item.ballots)])


def _opening_for_now(text: MeetingText) -> datetime:
    """The full five minutes at which the session must have begun for its vote to be on now."""
    minutes = sum(item.used for item in _before_vote(text))
    opening = clock.local(clock.now() - timedelta(minutes=minutes) - AGO)
    return opening.replace(
        minute=opening.minute - opening.minute % FULL_MINUTES, second=0, microsecond=0
    )


def _printed(texts: Texts) -> dict[int, datetime]:
    """The sessions' moments as printed in the invitation, by number."""
    return {text.number: text.opening for text in texts.meetings}


def _is_there() -> bool:
    with db.reading() as session:
        return (
            session.scalar(select(Council.id).filter_by(slug=read_texts().council.slug)) is not None
        )


Build = Callable[[Session, Texts, Mapping[str, str]], None]
STAGES: dict[str, Build] = {"prepared": prepared, "session-3-voting": session_3_voting}
DEFAULT_STAGE = "session-3-voting"

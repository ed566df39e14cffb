"""The example's stages: how far its council has come when it is opened."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock, db
from ..councils import councils
from ..councils.models import Council
from ..errors import Conflict, NotFound
from ..language import N_
from ..voting import polls
from . import ballots, holding, measuring, planning
from .chapters import finish_chapters
from .large import large_texts
from .texts import ItemText, MeetingText, Texts
from .texts import texts as read_texts

SET_UP = datetime(2022, 9, 12, 9, 0, tzinfo=clock.ZONE)
"""When the team prepared everything."""
MINUTE = timedelta(minutes=1)
AGO = 13 * MINUTE
"""How long the vote of session 3 has been going on when the example is opened."""
MOOD_AGO = 4 * MINUTE
"""The same for the Stimmungsbild of session 1."""
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


Tell = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


def quiet(_done: int, _whole: int) -> None:
    """Nobody wants to know."""


def prepare(stage: str | None = None, tell: Tell = quiet) -> bool:
    """See that the example is there; returns whether it was built just now.

    A ``stage`` that is asked for by name is built or refused, never ignored.
    """
    if stage is None and _is_there():
        return False
    build(stage or DEFAULT_STAGE, tell)
    return True


def build(stage: str, tell: Tell = quiet) -> None:
    """Build the example at ``stage`` in the configured database, all of it or nothing."""
    if stage not in STAGES:
        raise UnknownStage(stage=stage, stages=", ".join(STAGES))
    if _is_there():
        raise AlreadyThere()
    passwords = planning.nobodys_passwords()
    with db.transaction() as session:
        STAGES[stage](session, read_texts(), passwords, tell)


def prepared(
    session: Session, texts: Texts, passwords: Mapping[str, str], _tell: Tell = quiet
) -> None:
    """Everything is planned, nothing has begun."""
    with clock.at(SET_UP):
        planning.plan(session, texts, _printed(texts), passwords)


def session_1(
    session: Session, texts: Texts, passwords: Mapping[str, str], _tell: Tell = quiet
) -> None:
    """Session 1 is on: the Stimmungsbild is open, nobody has answered yet."""
    first = texts.meetings[0]
    at = _place_of(first, lambda item: item.asks == "mood")
    opening = _opening_for_now(first.items[:at], MOOD_AGO)
    council = _plan(session, texts, _from_today(texts, first, opening), passwords)
    course = holding.course_of(session, council, texts, first)
    opening = opening.astimezone(UTC)
    holding.open_doors(course, opening)
    begun = holding.run_items(course, first.items[:at], opening)
    item = holding.begin(course, first.items[at], begun)
    (poll,) = polls.of_item(session, item.id)
    ballots.open_vote(course, poll.latest, clock.now() - 2 * MINUTE, MINUTE)


def session_3_voting(
    session: Session, texts: Texts, passwords: Mapping[str, str], tell: Tell = quiet
) -> None:
    """Session 3 is on: one measure voted on and shown, the next round open, no ballot in.

    Sessions 1 and 2 were held on their dates. Session 3 is today, so that its times are
    right on every screen and the 24-hour rule leaves it alone; session 4 follows in two weeks.
    """
    third = texts.meetings[2]
    at = _place_of(third, lambda item: bool(item.ballots))
    opening = _opening_for_now(third.items[:at], AGO)
    openings = _from_today(texts, third, opening)
    council = _plan(session, texts, openings, passwords)
    _hold(session, council, texts, texts.meetings[:2], openings, tell)
    course = holding.course_of(session, council, texts, third)
    opening = opening.astimezone(UTC)
    holding.open_doors(course, opening)
    begun = holding.run_items(course, third.items[:at], opening)
    item = holding.begin(course, third.items[at], begun)
    first, second, *_later = polls.of_item(session, item.id)
    measuring.vote(course, first, texts.rounds[0], begun + MINUTE)
    ballots.open_vote(course, second.latest, clock.now() - 2 * MINUTE, MINUTE)


def session_4_done(
    session: Session, texts: Texts, passwords: Mapping[str, str], tell: Tell = quiet
) -> None:
    """All four sessions were held, on the days that the invitation named."""
    openings = _printed(texts)
    council = _plan(session, texts, openings, passwords)
    _hold(session, council, texts, texts.meetings, openings, tell)


def gutachten(
    session: Session, _texts: Texts, passwords: Mapping[str, str], tell: Tell = quiet
) -> None:
    """The same with as much as a real council leaves behind, and every chapter written."""
    texts = large_texts()
    session_4_done(session, texts, passwords, tell)
    finish_chapters(session, councils.find(session, texts.council.slug))


def _plan(
    session: Session, texts: Texts, openings: Mapping[int, datetime], passwords: Mapping[str, str]
) -> Council:
    """Set up before anybody came; the Nachrückenden aren't known yet."""
    with clock.at(SET_UP):
        return planning.plan(session, texts, openings, passwords, without=texts.members.newcomers)


def _hold(
    session: Session,
    council: Council,
    texts: Texts,
    meetings: Sequence[MeetingText],
    openings: Mapping[int, datetime],
    tell: Tell,
) -> None:
    whole = sum(len(text.items) for text in meetings)
    done = itertools.count(1)
    for text in meetings:
        course = holding.course_of(session, council, texts, text)
        holding.hold(course, openings[text.number], lambda: tell(next(done), whole))


def _place_of(text: MeetingText, fits: Callable[[ItemText], bool]) -> int:
    return next(at for at, item in enumerate(text.items) if fits(item))


def _opening_for_now(before: Sequence[ItemText], ago: timedelta) -> datetime:
    """The full five minutes at which a session must have begun for its next item to be on now."""
    minutes = sum(item.used for item in before)
    opening = clock.local(clock.now() - timedelta(minutes=minutes) - ago)
    return opening.replace(
        minute=opening.minute - opening.minute % FULL_MINUTES, second=0, microsecond=0
    )


def _from_today(texts: Texts, running: MeetingText, opening: datetime) -> dict[int, datetime]:
    """Sessions before the running one as printed, later ones as many days after it."""
    moments = _printed(texts) | {running.number: opening}
    for text in texts.meetings[running.number :]:
        day = opening.date() + (text.date - running.date)
        moments[text.number] = datetime.combine(day, text.starts_at, clock.ZONE)
    return moments


def _printed(texts: Texts) -> dict[int, datetime]:
    """The sessions' moments as printed in the invitation, by number."""
    return {text.number: text.opening for text in texts.meetings}


def _is_there() -> bool:
    with db.reading() as session:
        return (
            session.scalar(select(Council.id).filter_by(slug=read_texts().council.slug)) is not None
        )


Build = Callable[[Session, Texts, Mapping[str, str], Tell], None]
STAGES: dict[str, Build] = {
    "prepared": prepared,
    "session-1": session_1,
    "session-3-voting": session_3_voting,
    "session-4-done": session_4_done,
    "gutachten": gutachten,
}
DEFAULT_STAGE = "session-3-voting"
STAGE_WORDS = {
    "prepared": N_("alles ist geplant"),
    "session-1": N_("ein Stimmungsbild ist offen"),
    "session-3-voting": N_("mitten in der Abstimmung"),
    "session-4-done": N_("alle Sitzungen sind vorbei"),
    "gutachten": N_("so groß wie ein wirkliches Gutachten"),
}

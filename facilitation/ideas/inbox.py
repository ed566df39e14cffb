"""The inbox: write an idea down, correct it, park it, hide it; nothing is ever deleted here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from .. import clock
from ..db import LARGEST_ID
from ..errors import Invalid, NotFound, Refused
from ..language import N_
from ..measures import measures
from ..text import clean_line, clean_text
from . import asking
from .fates import AllIdeas, tell
from .models import KINDS, STATES, Group, Idea

SENTENCE = 140
WHY = 500
REASON = 200
LARGEST_TABLE = 999
ABOUT = re.compile(r"(measure|field)-(\d{1,15})", re.ASCII)

KIND_NAMES = {"idea": N_("Idee"), "goal": N_("Ziel"), "vision": N_("Vision")}
HIDDEN_REASONS = (N_("beleidigend"), N_("persönliche Angaben"), N_("doppelt"), N_("ohne Inhalt"))
"""Proposals; another reason may be typed."""


@dataclass(frozen=True)
class About:
    """What an idea is about, as its author says; both may be open."""

    measure_id: int | None = None
    field_id: int | None = None


def about_of(word: str) -> About:
    """Read ``measure-7``, ``field-3`` or nothing, as forms send it."""
    if not word:
        return About()
    found = ABOUT.fullmatch(word)
    if not found or int(found[2]) > LARGEST_ID:
        raise NotFound(N_("Diese Maßnahme oder dieses Handlungsfeld gibt es nicht."))
    number = int(found[2])
    return About(measure_id=number) if found[1] == "measure" else About(field_id=number)


def write(
    session: Session,
    council_id: int,
    *,
    text: str,
    why: str = "",
    kind: str = "idea",
    about: About | None = None,
    meeting_id: int | None = None,
    table_number: int | None = None,
    key: str | None = None,
) -> Idea:
    """Keep an idea; the same ``key`` again returns the one that is already there."""
    present = _by_key(session, council_id, key)
    if present:
        return present
    if kind not in KINDS:
        raise Invalid(N_("Diese Art von Idee gibt es nicht."), fields={"kind": ""})
    about = about or About()
    _check_about(session, council_id, about)
    sentence, reasons = checked(text, why)
    idea = Idea(
        council_id=council_id,
        meeting_id=meeting_id,
        kind=kind,
        text=sentence,
        why=reasons,
        measure_id=about.measure_id,
        field_id=about.field_id,
        table_number=_table(table_number),
        key=key,
        created_at=to_the_minute(clock.now()),
    )
    session.add(idea)
    session.flush()
    return idea


def checked(text: str, why: str = "") -> tuple[str, str]:
    """Both texts, cleaned; raises ``Invalid`` at the field that can't be kept."""
    sentence, reasons = clean_line(text, limit=len(text)), clean_text(why, limit=len(why))
    if not sentence:
        raise Invalid(
            N_("Da steht noch nichts. Bitte schreiben Sie einen Satz."), fields={"text": ""}
        )
    for name, given, limit, words in (
        (
            "text",
            sentence,
            SENTENCE,
            N_(
                "Der Satz ist zu lang: %(length)s Zeichen, möglich sind %(limit)s. Bitte kürzen Sie ihn."
            ),
        ),
        (
            "why",
            reasons,
            WHY,
            N_(
                "Das „Warum“ ist zu lang: %(length)s Zeichen, möglich sind %(limit)s. Bitte kürzen Sie es."
            ),
        ),
    ):
        if len(given) > limit:
            raise Invalid(words, fields={name: ""}, length=len(given), limit=limit)
    return sentence, reasons


def correct(session: Session, idea: Idea, *, text: str, why: str) -> None:
    """Mend typing errors; what the author wrote is kept as the original."""
    sentence, reasons = checked(text, why)
    if (sentence, reasons) == (idea.text, idea.why):
        return
    if not idea.original:
        idea.original, idea.original_why = idea.text, idea.why
    idea.text, idea.why = sentence, reasons
    session.flush()


def park(session: Session, ideas: Iterable[Idea]) -> None:
    """For later; out of any group."""
    for idea in ideas:
        _leave_group(session, idea, "parked")


def unpark(session: Session, ideas: Iterable[Idea]) -> None:
    """Among the new ones again: also what was hidden."""
    for idea in ideas:
        _leave_group(session, idea, "new")


def hide(session: Session, ideas: Iterable[Idea], reason: str) -> None:
    """Nobody but the team sees them any more, and why is noted."""
    noted = clean_line(reason, limit=REASON)
    if not noted:
        raise Invalid(
            N_("Bitte schreiben Sie dazu, warum das verborgen wird."), fields={"reason": ""}
        )
    for idea in ideas:
        idea.on_wall = False
        _leave_group(session, idea, "hidden")
        idea.hidden_reason = noted


def find(session: Session, council_id: int, idea_id: int) -> Idea:
    """The idea of this council, or ``NotFound``."""
    idea = session.scalar(select(Idea).filter_by(council_id=council_id, id=idea_id))
    if idea is None:
        raise NotFound(N_("Diese Idee gibt es nicht."))
    return idea


def find_several(session: Session, council_id: int, idea_ids: Iterable[int]) -> list[Idea]:
    """The chosen ideas; refuses when nothing was chosen or one of them isn't this council's."""
    wanted = list(dict.fromkeys(idea_ids))
    if not wanted:
        raise Refused(N_("Bitte wählen Sie zuerst wenigstens eine Idee aus."))
    return [find(session, council_id, idea_id) for idea_id in wanted]


def of_state(session: Session, council_id: int, state: str) -> list[Idea]:
    """The ideas in ``new``, ``parked`` or ``hidden``, newest first."""
    return list(
        session.scalars(
            select(Idea)
            .filter_by(council_id=council_id, state=state)
            .order_by(Idea.created_at.desc(), Idea.id)
        )
    )


def all_groups(session: Session, council_id: int) -> list[Group]:
    """The council's groups with their ideas, newest first."""
    return list(
        session.scalars(
            select(Group)
            .filter_by(council_id=council_id)
            .options(selectinload(Group.ideas))
            .order_by(Group.id.desc())
        )
    )


def all_ideas(session: Session, council_id: int) -> AllIdeas:
    """What was written down and what became of it, oldest first; hidden ones are counted."""
    every = session.scalars(
        select(Idea)
        .filter_by(council_id=council_id)
        .options(joinedload(Idea.group))
        .order_by(Idea.created_at, Idea.id)
    ).all()
    told = [tell(idea) for idea in every if idea.state != "hidden"]
    return AllIdeas(told, len(every) - len(told))


def counts(session: Session, council_id: int) -> dict[str, int]:
    """How many ideas are in each state."""
    rows = session.execute(
        select(Idea.state, func.count()).filter_by(council_id=council_id).group_by(Idea.state)
    ).all()
    return dict.fromkeys(STATES, 0) | {state: number for state, number in rows}  # noqa: C416  (rows aren't pairs to mypy)


def to_the_minute(moment: datetime) -> datetime:
    """So that the time doesn't tell whose phone was just in use."""
    return moment.replace(second=0, microsecond=0)


def _by_key(session: Session, council_id: int, key: str | None) -> Idea | None:
    if key is None:
        return None
    return session.scalar(select(Idea).filter_by(council_id=council_id, key=key))


def _check_about(session: Session, council_id: int, about: About) -> None:
    if about.measure_id is not None:
        measures.find(session, council_id, about.measure_id)
    if about.field_id is not None:
        measures.find_field(session, council_id, about.field_id)


def _table(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= LARGEST_TABLE:
        raise Invalid(N_("Diesen Tisch gibt es nicht."), fields={"table": ""})
    return number


def _leave_group(session: Session, idea: Idea, state: str) -> None:
    left = idea.group
    idea.group, idea.state, idea.hidden_reason = None, state, ""
    session.flush()
    if left is not None and not left.ideas:
        asking.dissolve(session, left)

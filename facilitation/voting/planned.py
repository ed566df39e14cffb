"""What is planned but hasn't begun: take items, sessions and measures away with their votes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from .methods import WAYS
from .models import Option, Poll

HOLDING_KINDS = ("vote", "rating", "mood", "priorities")
"""Kinds of items under which something is planned to be voted on, rated or asked."""
MAY_HOLD = (*HOLDING_KINDS, "drafting", "plenary")
"""… and those under which it may be: wordings are voted on right where they are discussed."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def find(session: Session, council_id: int, poll_id: int) -> Poll:
    """The poll of this council, or ``NotFound``."""
    poll = session.scalar(select(Poll).filter_by(council_id=council_id, id=poll_id))
    if poll is None:
        raise NotFound(N_("Diese Abstimmung gibt es nicht. Bitte laden Sie die Seite neu."))
    return poll


@dataclass(frozen=True)
class Criterion:
    """One criterion of a rating, as the team has named it; ``steps`` from the lowest up."""

    label: str
    steps: tuple[str, ...]
    less_is_better: bool = False
    question: str = ""


def ask_about(
    session: Session,
    item: Item,
    chosen: Sequence[Measure],
    *,
    question: str,
    rule: dict[str, Any] | None,
    method: str = "yes_no",
    lines: Sequence[str] = (),
    settings: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
) -> list[Poll]:
    """One vote per measure, in the order of their numbers, and one per line, which asks itself."""
    refuse_other_kinds(item)
    asked: list[tuple[str, polls.Subject]] = [
        (question, (measure.code, "measure", measure.id)) for measure in chosen
    ]
    asked += [(line, ("F1", "text", 0, line)) for line in lines]
    return [
        polls.plan(
            session,
            item,
            method=method,
            question=asks,
            rule=rule,
            subjects=[subject],
            settings=settings,
            labels=labels,
        )
        for asks, subject in asked
    ]


def rate(
    session: Session,
    item: Item,
    chosen: Sequence[Measure],
    *,
    title: str,
    question: str,
    scale: Sequence[int],
    criteria: Sequence[Criterion],
) -> Poll:
    """One rating of several measures; raises ``BadSettings`` when it can't be held like that."""
    refuse_other_kinds(item)
    keys = _keys([criterion.label for criterion in criteria])
    return polls.plan(
        session,
        item,
        method="rating",
        title=title,
        question=question,
        subjects=[(measure.code, "measure", measure.id) for measure in chosen],
        settings={
            "criteria": keys,
            "scale": list(scale),
            "less_is_better": [
                key
                for key, criterion in zip(keys, criteria, strict=True)
                if criterion.less_is_better
            ],
        },
        labels={
            "criteria": [
                {
                    "key": key,
                    "label": criterion.label,
                    "question": criterion.question,
                    "steps": list(criterion.steps),
                }
                for key, criterion in zip(keys, criteria, strict=True)
            ]
        },
    )


def ask(
    session: Session,
    item: Item,
    method: str,
    subjects: Sequence[polls.Subject],
    *,
    title: str,
    question: str,
    settings: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
) -> Poll:
    """One poll about several things; raises ``BadSettings`` when it can't be held like that."""
    refuse_other_kinds(item)
    return polls.plan(
        session,
        item,
        method=method,
        title=title,
        question=question,
        subjects=subjects,
        settings=settings,
        labels=labels,
    )


def ask_mood(session: Session, item: Item, question: str, steps: Sequence[str]) -> Poll:
    """A Stimmungsbild on one question; ``steps`` are its words, the least first."""
    refuse_other_kinds(item)
    return quick_question(session, item, "mood", question, steps, in_report=True)


def quick_question(
    session: Session,
    item: Item,
    method: str,
    question: str,
    steps: Sequence[str] = (),
    *,
    in_report: bool = False,
) -> Poll:
    """A question on the spot, under whatever item is on; the Gutachten needn't tell of it."""
    mood = method == "mood"
    poll = polls.plan(
        session,
        item,
        method=method,
        question=question,
        subjects=[("F1", "text", 0, question)],
        settings={"steps": len(steps)} if mood else None,
        labels={"steps": list(steps)} if mood else None,
    )
    poll.in_report = in_report
    session.flush()
    return poll


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


def reword(
    session: Session,
    poll: Poll,
    *,
    question: str,
    rule: dict[str, Any] | None,
    settings: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
) -> None:
    """Another question, rule or choice of answers; they stand fixed once the round is open."""
    polls.set_rule(session, poll, rule)
    poll.question = question
    if _asks_itself(poll):
        poll.options[0].text = question
    if settings is not None:
        keys = [option.key for option in poll.options]
        poll.settings = WAYS[poll.method].settings(settings, keys)
    if labels is not None:
        poll.labels = dict(labels)
    if poll.latest.state == "text_shown":
        poll.latest.wording = _reworded(poll)
    session.flush()


def _asks_itself(poll: Poll) -> bool:
    """A free question is its own subject."""
    return len(poll.options) == 1 and poll.options[0].subject_kind == "text"


def _reworded(poll: Poll) -> dict[str, Any]:
    """What is shown, with the poll's new question and answers; its subject stays as it was shown."""
    kept = {name: said for name, said in poll.latest.wording.items() if name != "without"}
    if _asks_itself(poll):
        kept["options"] = [kept["options"][0] | {"title": poll.question}]
    return kept | {"question": poll.question, "settings": poll.settings, **poll.labels}


def change_item(session: Session, item: Item, *, kind: str, **values: Any) -> None:
    """Change an item; it stays a vote as long as votes hang on it."""
    if kind not in MAY_HOLD and any(map(_is_waiting, polls.of_item(session, item.id))):
        raise Refused(
            N_(
                "Unter diesem Punkt stehen Abstimmungen. Nehmen Sie sie zuerst heraus, dann können Sie die Art ändern."
            )
        )
    agenda.change_item(session, item, kind=kind, **values)


def _is_waiting(poll: Poll) -> bool:
    """A quick question or a trial that came up under a break doesn't make it a vote."""
    return poll.in_report or (poll.trial and poll.latest.state == "ready")


def refuse_other_kinds(item: Item) -> None:
    """Raises ``Refused`` under a break, an input or whatever else nothing is asked in."""
    if item.kind not in MAY_HOLD:
        raise Refused(
            N_(
                "Abgestimmt wird unter einem Punkt der Art „Abstimmung“, „Bewertung“, „Stimmungsbild“, "
                "„Priorisierung“, „Redaktion“ oder „Plenum“."
            )
        )


def _keys(labels: Sequence[str]) -> list[str]:
    """„Nutzen für alle“ → ``nutzen-fuer-alle``: short, for forms and archives, each its own."""
    keys: list[str] = []
    for place, label in enumerate(labels, start=1):
        key = re.sub(r"[^\w]+", "-", label.casefold().translate(_UMLAUTS)).strip("-")
        keys.append(key if key and key not in keys else f"{key or 'kriterium'}-{place}")
    return keys

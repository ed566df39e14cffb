"""What the rounds of a council say: figures as stored, words as every screen has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ..language import gettext
from ..meetings.models import Item, Meeting
from ..voting import words
from ..voting.models import CHANNELS, Poll, RollEntry, Round
from .outline import Cancelled, Step, Vote

Subject = tuple[str, int]
"""Kind and id of what was voted on."""


@dataclass(frozen=True)
class Held:
    """A shown round of one option, and where it belongs."""

    subject: Subject
    meeting_id: int
    item_id: int
    poll: Poll
    vote: Vote


@dataclass(frozen=True)
class Rounds:
    """All rounds of a council that ended in a result or with a reason."""

    held: tuple[Held, ...]
    cancelled: tuple[Cancelled, ...]

    def about(self, kind: str, subject_id: int | None) -> tuple[Vote, ...]:
        """Every round about one thing, the newest last."""
        return tuple(each.vote for each in self.held if each.subject == (kind, subject_id))

    def in_meeting(self, meeting_id: int) -> tuple[Held, ...]:
        """The rounds of one session."""
        return tuple(each for each in self.held if each.meeting_id == meeting_id)

    def in_item(self, item_id: int) -> tuple[Held, ...]:
        """The rounds under one point of an agenda."""
        return tuple(each for each in self.held if each.item_id == item_id)


def read_rounds(session: Session, council_id: int) -> Rounds:
    """All shown and all cancelled rounds; no figure of any other leaves the database."""
    rolls: dict[int, int] = dict(
        session.execute(
            select(RollEntry.round_id, func.count(RollEntry.id))
            .join(Round, Round.id == RollEntry.round_id)
            .join(Poll, Poll.id == Round.poll_id)
            .where(Poll.council_id == council_id)
            .group_by(RollEntry.round_id)
        ).all()
    )
    held: list[Held] = []
    cancelled: list[Cancelled] = []
    for poll, item, meeting in _polls(session, council_id):
        for around in poll.rounds:
            if around.state == "shown" and around.result:
                held += _held(poll, around, item, meeting, rolls.get(around.id, 0))
            elif around.state == "cancelled":
                cancelled += _cancelled(around, meeting)
    return Rounds(tuple(held), tuple(cancelled))


def how_voted(held: Sequence[Held]) -> tuple[str, ...]:
    """Method, rule and base of a session's votes, once per kind, in the words of the screens."""
    sentences: dict[str, None] = {}
    for each in held:
        said = f"Verfahren: {gettext(words.METHOD_NAMES[each.poll.method])}, {each.vote.mode}."
        rule = f"Nötig: {each.vote.rule}." if each.vote.rule else "Eine Regel war nicht festgelegt."
        sentences[f"{said} {rule}"] = None
    return tuple(sentences)


def _polls(session: Session, council_id: int) -> Iterable[tuple[Poll, Item, Meeting]]:
    found = session.execute(
        select(Poll, Item, Meeting)
        .join(Item, Item.id == Poll.item_id)
        .join(Meeting, Meeting.id == Item.meeting_id)
        .where(Poll.council_id == council_id)
        .order_by(Meeting.number, Item.position, Poll.position)
        .options(selectinload(Poll.rounds), selectinload(Poll.options))
    )
    return ((poll, item, meeting) for poll, item, meeting in found)


def _held(poll: Poll, around: Round, item: Item, meeting: Meeting, present: int) -> Iterable[Held]:
    subjects = {option.key: (option.subject_kind, option.subject_id) for option in poll.options}
    for option in around.wording["options"]:
        vote = _vote(poll, around, option, meeting.number, present)
        yield Held(subjects[option["key"]], meeting.id, item.id, poll, vote)


def _vote(poll: Poll, around: Round, option: dict[str, Any], meeting: int, present: int) -> Vote:
    channels = around.channels or {}
    said = words.result_words(words.shown(around, present), option["key"])
    return Vote(
        subject=option["code"],
        title=option["title"],
        wording=f"{around.wording['question']}\n{option['sentence']}".strip(),
        meeting=meeting,
        round=around.number,
        steps=tuple(Step(step.key, step.label, step.count) for step in said.steps),
        line=said.counts,
        n=said.n or 0,
        base=said.base,
        in_favour=said.in_favour,
        needed=said.needed,
        adopted=said.adopted,
        verdict=said.verdict,
        share=said.share,
        rule=said.rule,
        channels=said.channels or said.turnout,
        per_channel=tuple(channels.get(channel, 0) for channel in CHANNELS),
        mode=said.mode,
    )


def _cancelled(around: Round, meeting: Meeting) -> Iterable[Cancelled]:
    for option in around.wording.get("options", ()):
        yield Cancelled(
            option["code"], option["title"], meeting.number, around.number, around.cancel_reason
        )

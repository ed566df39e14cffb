"""The vote in the picture: poll, roll and, once it is shown, the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..language import gettext
from ..participants.models import Seat
from ..voting import wording, words
from ..voting.models import Ballot, Poll, RollEntry, Round
from ..voting.rules import Rule


@dataclass(frozen=True)
class RollLine:
    """One seat on the roll: whether its ballot is in, never what it says."""

    channel: str
    arrived: bool
    late: bool
    seq: int


@dataclass(frozen=True)
class PollView:
    """One poll with its newest round."""

    poll_id: int
    round_id: int
    number: int
    """Number of the round."""
    place: int
    """Its place among the polls of the item, of ``of``."""
    of: int
    state: str
    state_name: str
    method: str
    method_name: str
    key: str
    code: str
    subject_kind: str
    subject_id: int
    title: str
    sentence: str
    text: str
    question: str
    mode_name: str
    mode_sentence: str
    rule: str
    rule_before: str
    roll: int
    """How many are entitled."""
    arrived: int
    late: int
    missing: list[int]
    """Seat numbers whose ballot isn't in; for the desk only."""
    paper_missing: list[int]
    on_paper: int
    opened_at: datetime | None
    last_call_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    result: words.ResultWords | None
    """Set only once the result is shown."""

    @property
    def almost(self) -> bool:
        """From 90 % on the wall names no number any more (screens.md D13)."""
        return self.roll > self.arrived and self.arrived * 10 >= self.roll * 9


def roll_lines(session: Session, around: Round) -> dict[int, RollLine]:
    """The roll of a round by seat id."""
    rows = session.execute(
        select(RollEntry.seat_id, RollEntry.channel, RollEntry.arrived, RollEntry.late, Ballot.seq)
        .outerjoin(
            Ballot, (Ballot.round_id == RollEntry.round_id) & (Ballot.seat_id == RollEntry.seat_id)
        )
        .where(RollEntry.round_id == around.id)
    )
    return {row.seat_id: RollLine(row.channel, row.arrived, row.late, row.seq or 0) for row in rows}


def poll_view(
    session: Session, poll: Poll, *, place: int, of: int, here: int, members: int
) -> PollView:
    """Read one poll for the faces; ``here`` and ``members`` are today's, for the rule's preview."""
    around = poll.latest
    text = around.wording or wording.current(session, poll)
    option = text["options"][0]
    entries = session.execute(
        select(RollEntry.channel, RollEntry.arrived, RollEntry.late, Seat.number)
        .join(Seat, RollEntry.seat_id == Seat.id)
        .where(RollEntry.round_id == around.id)
        .order_by(Seat.number)
    ).all()
    rule = Rule.from_data(around.rule if around.opened_at else poll.rule)
    return PollView(
        poll_id=poll.id,
        round_id=around.id,
        number=around.number,
        place=place,
        of=of,
        state=around.state,
        state_name=gettext(words.STATE_NAMES[around.state]),
        method=poll.method,
        method_name=gettext(words.METHOD_NAMES[poll.method]),
        key=option["key"],
        code=option["code"],
        subject_kind=option["kind"],
        subject_id=option["id"],
        title=option["title"],
        sentence=option["sentence"],
        text=option["text"],
        question=text["question"],
        mode_name=gettext(words.MODE_NAMES[poll.mode]),
        mode_sentence=gettext(words.MODE_SENTENCES[poll.mode]),
        rule=words.rule_words(rule),
        rule_before=words.rule_before(
            rule, present=len(entries) or here, members=around.members or members
        ),
        **_arrivals(entries),
        opened_at=around.opened_at,
        last_call_at=around.last_call_at,
        closed_at=around.closed_at,
        cancel_reason=around.cancel_reason,
        result=_result(around, option["key"], len(entries)),
    )


def _arrivals(entries: Sequence[Any]) -> dict[str, Any]:
    return {
        "roll": len(entries),
        "arrived": sum(1 for entry in entries if entry.arrived),
        "late": sum(1 for entry in entries if entry.late),
        "missing": [entry.number for entry in entries if not entry.arrived],
        "paper_missing": [e.number for e in entries if e.channel == "paper" and not e.arrived],
        "on_paper": sum(1 for entry in entries if entry.channel == "paper"),
    }


def _result(around: Round, key: str, present: int) -> words.ResultWords | None:
    if around.state != "shown" or around.result is None:
        return None
    return words.result_words(
        around.result,
        key,
        rule=around.rule,
        channels=around.channels or {},
        present=present,
        mode=around.poll.mode,
    )

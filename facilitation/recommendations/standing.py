"""Where a recommendation stands, read from the rounds about its wording.

Nothing of it is stored beside the rounds, so that nothing can contradict them: the last
shown round decides (voting.md § 1), on every screen and in the Gutachten alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ..language import N_
from ..meetings.models import Item, Meeting
from ..voting import words
from ..voting.methods import WAYS
from ..voting.models import Option, Poll, RollEntry, Round
from ..voting.words import Addendum
from .models import Change, Recommendation

KIND = "recommendation"
"""What options about a recommendation are called (``Option.subject_kind``)."""
STATE_NAMES = {
    "draft": N_("Entwurf"),
    "final": N_("zur Abstimmung"),
    "adopted": N_("angenommen"),
    "rejected": N_("nicht angenommen"),
    "voted": N_("abgestimmt, ohne Regel"),
    "withdrawn": N_("zurückgezogen"),
}
_VERDICTS = {True: "adopted", False: "rejected", None: "voted"}
_HELD = ("open", "closed", "counted")


@dataclass(frozen=True)
class Vote:
    """A round about the wording whose result was shown."""

    round_id: int
    number: int
    meeting: int
    shown_at: datetime
    words: words.ResultWords
    addenda: tuple[Addendum, ...]
    """Corrections of what was shown, oldest first; ``words`` are what stands after them."""
    key: str
    """Of the option that it was about."""


@dataclass(frozen=True)
class Standing:
    """One recommendation's state, and what it is made of."""

    state: str
    """A key of ``STATE_NAMES``."""
    votes: tuple[Vote, ...] = ()
    """Shown rounds, the newest last."""
    running: Round | None = None
    """The round whose text is shown or whose result is still to come."""
    waiting: tuple[Round, ...] = ()
    """Planned rounds that haven't begun."""
    changes: tuple[Change, ...] = ()
    """What was changed since the last vote, oldest first."""

    @property
    def vote(self) -> Vote | None:
        """The vote that decides."""
        return self.votes[-1] if self.votes else None


def standing(session: Session, recommendation: Recommendation) -> Standing:
    """Where one recommendation stands, as the team sees it."""
    return _standings(session, [recommendation])[recommendation.id]


def standings(session: Session, council_id: int, *, outside: bool = False) -> dict[int, Standing]:
    """By id; ``outside`` as everybody but the team sees it: a covered result is none yet."""
    rows = session.scalars(select(Recommendation).filter_by(council_id=council_id)).all()
    return _standings(session, rows, outside=outside)


def _standings(
    session: Session, rows: Sequence[Recommendation], *, outside: bool = False
) -> dict[int, Standing]:
    ids = [row.id for row in rows]
    rounds: dict[int, list[Any]] = defaultdict(list)
    for line in _rounds(session, ids):
        rounds[line.subject_id].append(line)
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in session.scalars(
        select(Change).where(Change.recommendation_id.in_(ids)).order_by(Change.id)
    ):
        changes[change.recommendation_id].append(change)
    return {row.id: _one(row, rounds[row.id], changes[row.id], outside) for row in rows}


def _rounds(session: Session, ids: Sequence[int]) -> Iterable[Any]:
    return session.execute(
        select(
            Round,
            Meeting,
            Item.id.label("item_id"),
            Option.key,
            Option.subject_id,
            func.count(RollEntry.id).label("present"),
        )
        .join(Poll, Round.poll_id == Poll.id)
        .join(Option, Option.poll_id == Poll.id)
        .join(Item, Poll.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .outerjoin(RollEntry, RollEntry.round_id == Round.id)
        .where(Option.subject_kind == KIND, Option.subject_id.in_(ids))
        .group_by(Round.id, Meeting.id, Item.id, Option.id)
        .order_by(Round.shown_at, Round.id)
        .options(selectinload(Round.poll))
    )


def _one(
    row: Recommendation, lines: Sequence[Any], changes: Sequence[Change], outside: bool
) -> Standing:
    hidden = {line.Round.id for line in lines if outside and _is_covered(line)}
    votes = tuple(_vote(line) for line in lines if _decides(line) and line.Round.id not in hidden)
    running = next((line.Round for line in lines if _runs(line) or line.Round.id in hidden), None)
    waiting = tuple(line.Round for line in lines if _waits(line))
    last = votes[-1].round_id if votes else 0
    return Standing(
        state=_state(row, votes, bool(running or waiting)),
        votes=votes,
        running=running,
        waiting=waiting,
        changes=tuple(change for change in changes if change.round_id == last),
    )


def _state(row: Recommendation, votes: Sequence[Vote], is_put: bool) -> str:
    if row.state == "withdrawn":
        return "withdrawn"
    if votes:
        return _VERDICTS[votes[-1].words.adopted]
    return "final" if is_put else "draft"


def _vote(line: Any) -> Vote:
    around: Round = line.Round
    assert around.shown_at
    said = words.result_words(words.shown(around, line.present), line.key)
    addenda = words.addenda(around, line.present)
    return Vote(
        around.id, around.number, line.Meeting.number, around.shown_at, said, addenda, line.key
    )


def _decides(line: Any) -> bool:
    return line.Round.state == "shown" and WAYS[line.Round.poll.method].DECIDES


def _is_covered(line: Any) -> bool:
    return bool(line.Round.covered)


def _runs(line: Any) -> bool:
    """A text counts as shown only while its point runs; who moves on has put it aside."""
    if line.Meeting.state != "running":
        return False
    if line.Round.state == "text_shown":
        return bool(line.Meeting.current_item_id == line.item_id)
    return line.Round.state in _HELD


def _waits(line: Any) -> bool:
    if line.Meeting.state == "ended" or line.Round.state not in ("ready", "text_shown"):
        return False
    return not _runs(line)

"""What the rounds of a council say: figures as stored, words as every screen has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ..language import gettext
from ..meetings.models import Item, Meeting
from ..voting import words
from ..voting.methods import UNCOUNTED, WAYS
from ..voting.models import Poll, Round
from . import change, german, listed, noted, rated
from .listed import Listed
from .outline import Cancelled, Step, Vote
from .rated import Rating

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

    @property
    def decides(self) -> bool:
        """False for a Stimmungsbild."""
        return WAYS[self.poll.method].DECIDES

    shown_at: datetime


@dataclass(frozen=True)
class HeldRating:
    """A shown rating, where it belongs, and a line per measure."""

    meeting_id: int
    item_id: int
    poll: Poll
    rating: Rating
    lines: Mapping[Subject, str]


@dataclass(frozen=True)
class HeldList:
    """A shown round with a line per option, where it belongs, and a line per subject."""

    meeting_id: int
    item_id: int
    listed: Listed
    lines: Mapping[Subject, str]


@dataclass(frozen=True)
class Rounds:
    """All rounds of a council that ended in a result or with a reason."""

    held: tuple[Held, ...]
    cancelled: tuple[Cancelled, ...]
    rated: tuple[HeldRating, ...] = ()
    listed: tuple[HeldList, ...] = ()

    def ratings_of(self, measure_id: int) -> tuple[tuple[str, str], ...]:
        """What ratings and lists said of a measure: (which one, its line), the newest last."""
        about = ("measure", measure_id)
        told = [(each.rating.title, each.rating.meeting, each.lines) for each in self.rated]
        told += [(each.listed.title, each.listed.meeting, each.lines) for each in self.listed]
        return tuple(
            (f"{title} (Sitzung {meeting})", lines[about])
            for title, meeting, lines in told
            if about in lines
        )

    def about(self, kind: str, subject_id: int | None) -> tuple[Vote, ...]:
        """Every round about one thing, the newest last."""
        about = [each for each in self.held if each.subject == (kind, subject_id)]
        return tuple(each.vote for each in sorted(about, key=lambda each: each.shown_at))

    def in_meeting(self, meeting_id: int) -> tuple[Held, ...]:
        """The rounds of one session."""
        return tuple(each for each in self.held if each.meeting_id == meeting_id)

    def ratings_in(self, meeting_id: int) -> tuple[HeldRating, ...]:
        """The ratings of one session."""
        return tuple(each for each in self.rated if each.meeting_id == meeting_id)

    def lists_in(self, meeting_id: int) -> tuple[Listed, ...]:
        """The lists of one session."""
        return tuple(each.listed for each in self.listed if each.meeting_id == meeting_id)

    def in_item(self, item_id: int) -> tuple[Held, ...]:
        """The rounds under one point of an agenda."""
        return tuple(each for each in self.held if each.item_id == item_id)


def read_rounds(session: Session, council_id: int) -> Rounds:
    """All shown and all cancelled rounds; no figure of any other leaves the database."""
    held: list[Held] = []
    ratings: list[HeldRating] = []
    lists: list[HeldList] = []
    cancelled: list[Cancelled] = []
    for poll, item, meeting in _polls(session, council_id):
        earlier: list[Round] = []
        for around in poll.rounds:
            present = around.present
            if around.state == "cancelled":
                cancelled += _cancelled(around, meeting)
            if not _is_told(around):
                continue
            if poll.method == "rating":
                ratings.append(_rated(poll, around, item, meeting, earlier))
            elif words.names(poll.method).lists or poll.method in UNCOUNTED:
                seats = noted.seats(session, around, present)
                lists.append(_listed(poll, around, item, meeting, earlier, seats))
            else:
                seats = noted.seats(session, around, present)
                found = _held(poll, around, item, meeting, present, earlier)
                held += [replace(each, vote=replace(each.vote, by_seat=seats)) for each in found]
            earlier.append(around)
    return Rounds(tuple(held), tuple(cancelled), tuple(ratings), tuple(lists))


def how_voted(
    held: Sequence[Held], ratings: Sequence[HeldRating] = (), lists: Sequence[Listed] = ()
) -> tuple[str, ...]:
    """Method, rule and base of a session's votes, once per kind, in the words of the screens."""
    sentences: dict[str, None] = {}
    for each in held:
        said = f"Verfahren: {gettext(words.names(each.poll.method).method)}, {each.vote.mode}."
        sentences[f"{said} {_decided(each)}"] = None
    for one in ratings:
        criteria = german.listed([criterion.label for criterion in one.rating.criteria])
        steps = one.rating.criteria[0].steps
        said = f"Verfahren: {gettext(words.names('rating').method)} nach {criteria}, {one.rating.mode}."
        sentences[f"{said} Fünf Stufen von „{steps[0]}“ bis „{steps[-1]}“."] = None
    for each_list in lists:
        sentences[f"Verfahren: {each_list.method}, {each_list.mode}."] = None
    return tuple(sentences)


def _decided(each: Held) -> str:
    if not each.decides:
        return "Es entscheidet nichts."
    if not WAYS[each.poll.method].READS_RULE:
        return "Angenommen ist, wogegen niemand einen schwerwiegenden Einwand hat."
    return f"Nötig: {each.vote.rule}." if each.vote.rule else "Eine Regel war nicht festgelegt."


def _polls(session: Session, council_id: int) -> Iterable[tuple[Poll, Item, Meeting]]:
    found = session.execute(
        select(Poll, Item, Meeting)
        .join(Item, Item.id == Poll.item_id)
        .join(Meeting, Meeting.id == Item.meeting_id)
        .where(Poll.council_id == council_id, Poll.in_report.is_(True))
        .order_by(Meeting.number, Item.position, Poll.position)
        .options(selectinload(Poll.rounds), selectinload(Poll.options))
    )
    return ((poll, item, meeting) for poll, item, meeting in found)


def _held(
    poll: Poll,
    around: Round,
    item: Item,
    meeting: Meeting,
    present: int,
    earlier: Sequence[Round],
) -> Iterable[Held]:
    subjects = {option.key: (option.subject_kind, option.subject_id) for option in poll.options}
    for option in around.wording["options"]:
        vote = _vote(poll, around, option, meeting.number, present, earlier)
        assert around.shown_at
        yield Held(subjects[option["key"]], meeting.id, item.id, poll, vote, around.shown_at)


def _vote(
    poll: Poll,
    around: Round,
    option: dict[str, Any],
    meeting: int,
    present: int,
    earlier: Sequence[Round],
) -> Vote:
    said = words.result_words(words.shown(around, present), option["key"])
    return Vote(
        subject=option["code"],
        title=option["title"],
        wording=_asked(around.wording["question"], option),
        meeting=meeting,
        round=around.number,
        steps=_steps(said),
        line=said.counts,
        n=said.n or 0,
        base=said.base,
        in_favour=said.in_favour,
        needed=said.needed,
        adopted=said.adopted,
        verdict=said.verdict,
        share=said.share,
        finding=said.finding,
        ruling=said.ruling,
        rule=said.rule,
        channels=said.channels or said.turnout,
        per_channel=tuple(
            (gettext(words.CHANNEL_NAMES[channel]), n)
            for channel, n in words.per_channel(around.stands.channels or {}).items()
        ),
        mode=said.mode,
        notes=noted.notes(around, present, option["key"]),
        against_before=noted.against_before(earlier, around),
        corrected=bool(around.corrections),
    )


def _steps(said: words.ResultWords) -> tuple[Step, ...]:
    drawn = {step.key for step in said.drawn if step.look != "abstain"}
    return tuple(
        Step(step.key, step.label, step.count, step.look, step.key in drawn) for step in said.steps
    )


def _asked(question: str, option: dict[str, Any]) -> str:
    """Question and sentence; of a free question only what its title doesn't say."""
    said = (question, option["sentence"])
    return "\n".join(part for part in said if part and part != option["title"])


def _rated(
    poll: Poll, around: Round, item: Item, meeting: Meeting, earlier: Sequence[Round]
) -> HeldRating:
    rating = replace(
        rated.read(around, meeting.number, around.present), change=change.read(earlier, around)
    )
    return HeldRating(meeting.id, item.id, poll, rating, listed.lines(poll, around, around.present))


def _is_told(around: Round) -> bool:
    return around.state == "shown" and bool(around.result or around.poll.method in UNCOUNTED)


def _listed(
    poll: Poll,
    around: Round,
    item: Item,
    meeting: Meeting,
    earlier: Sequence[Round],
    seats: tuple[tuple[str, str], ...],
) -> HeldList:
    one = replace(
        listed.read(poll, around, meeting.number, around.present),
        by_seat=seats,
        change=change.read(earlier, around),
    )
    return HeldList(meeting.id, item.id, one, listed.lines(poll, around, around.present))


def _cancelled(around: Round, meeting: Meeting) -> Iterable[Cancelled]:
    for option in around.wording.get("options", ()):
        yield Cancelled(
            option["code"], option["title"], meeting.number, around.number, around.cancel_reason
        )

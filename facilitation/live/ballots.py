"""The vote in the picture: poll, roll and, once it is shown, the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..language import gettext
from ..participants.models import Seat
from ..voting import counting, reasons, sealing, wording, words
from ..voting.models import Poll, RollEntry, Round
from ..voting.tally import by_channel
from ..voting.words.compared import Compared
from . import asked, poll_results
from .arrivals import is_almost
from .asked import OptionView


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
    decides: bool
    """Whether something is adopted or not in the end, so that answers are votes (Stimmen)."""
    reads_rule: bool
    lists: bool
    """Whether its result is a table with a line per option."""
    held_name: str
    """„Abstimmung“, „Bewertung“, „Stimmungsbild“."""
    closed_name: str
    """„Die Bewertung ist geschlossen“."""
    cancelled_name: str
    name: str
    """What it is about in one word: „Maßnahme 7“, else its title."""
    title: str
    question: str
    options: tuple[OptionView, ...]
    settings: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    """Of a rating: ``{"key", "label", "question", "steps"}``, the lowest step first."""
    steps: tuple[str, ...]
    """Of a Stimmungsbild: the words of its steps, the least first."""
    answers: tuple[words.Answer, ...]
    """What can be tapped where one of a few steps is chosen, in the order of the ballot."""
    mode_name: str
    mode_sentence: str
    mode: str
    """``sealed``, ``simple``, or ``roll_call``: the seat is shown with its vote."""
    modes: tuple[str, ...]
    """Among which there is still a choice."""
    rule: str
    rule_before: str
    rule_data: dict[str, Any] | None
    """The rule itself, in the shape of voting.md § 10."""
    rule_warning: str
    """Why nobody can meet the rule with those who are here; for the desk."""
    roll: int
    """How many are entitled."""
    arrived: int
    begun: int
    """Ballots of a rating that aren't finished; they count too."""
    late: int
    missing: list[int]
    """Seat numbers whose ballot isn't in; for the desk only."""
    paper_missing: list[int]
    on_paper: int
    other_ways: str
    """„2 auf Papier, 1 am Tablet“: who on the roll doesn't use an own phone; for the desk."""
    by_hands: bool
    """A show of hands: no device votes."""
    stack: int | None
    """Ballots that were typed in as counts, of paper or hands; None while there are none."""
    opened_at: datetime | None
    last_call_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    covered: bool
    """Its result was shown and is covered up again."""
    in_report: bool
    """Whether the Gutachten tells of it; a quick question only when asked to."""
    trial: bool
    """A Probeabstimmung, which counts for nothing."""
    asks_reasons: bool
    """Whether phones are asked why, once its result is shown."""
    view: Mapping[str, Any]
    """How a result in pages is looked at, see ``result_pages.page_on``."""
    results: Mapping[str, words.ResultWords]
    """By option; empty until the result is shown."""
    details: tuple[words.DetailTable, ...]
    """Tables beside the result's own, for whoever wants to know more."""
    order: tuple[tuple[str, ...], ...]
    """Keys, the best first, ties together; the options' own order where nothing is ranked."""
    changed: Mapping[str, poll_results.ChangedText]
    """By option: how its text differs from the round before; only before and during the vote."""
    compared: Compared | None
    """This shown round beside the one that was shown before it."""
    by_seat: tuple[words.SeatsLine, ...]
    """The seats by answer; of a roll call only, once its result is shown."""
    addenda: tuple[words.Addendum, ...]
    """Corrections of the shown result, oldest first; ``results`` are what stands after them."""
    preview_words: str
    """Said where the desk had looked before the room did."""
    uncountable: str = ""
    """Why the desk can't count this round: ``too_few``, ``void``; of several see ``interrupted``."""
    interrupted: bool = False
    """Its key, or that of one of several, is gone: nobody's ballot is taken or counted."""
    bundle_id: int | None = None
    """With which others it is opened and closed; see ``live.together``."""
    whole: bool = False
    """It stands for all of them: a Sammelabstimmung while it is held."""

    @property
    def option(self) -> OptionView:
        """What a vote about one thing is about."""
        return self.options[0]

    @property
    def heading(self) -> str:
        """„Maßnahme 7: Füllstandsmelder“; a free text or a title alone."""
        named = len(self.options) == 1 and self.option.name
        return f"{self.option.name}: {self.title}" if named else self.title

    @property
    def result(self) -> words.ResultWords | None:
        """The result of a vote about one thing, once it is shown."""
        return self.results.get(self.option.key)

    @property
    def ranked(self) -> list[tuple[int, OptionView, words.ResultWords]]:
        """Place, option and result, the best first; ties share a place (1, 2, 2, 4)."""
        by_key = {option.key: option for option in self.options}
        lines: list[tuple[int, OptionView, words.ResultWords]] = []
        for tied in self.order:
            place = len(lines) + 1
            lines += [(place, by_key[key], self.results[key]) for key in tied]
        return lines

    @property
    def almost(self) -> bool:
        """From 90 % on the wall names no number any more (screens.md D13)."""
        return is_almost(self.arrived, self.roll)


def cover_up(poll: PollView) -> PollView:
    """A poll whose result was shown, as it looked just before."""
    return replace(
        poll,
        state="closed",
        state_name=gettext(words.STATE_NAMES["closed"]),
        **poll_results.none([option.key for option in poll.options]),
    )


def poll_view(
    session: Session,
    council: Council,
    poll: Poll,
    *,
    place: int,
    of: int,
    here: int,
    members: int,
) -> PollView:
    """Read one poll for the faces; ``here`` and ``members`` are today's, for the rule's preview."""
    around = poll.latest
    text = around.wording or wording.current(session, poll)
    entries = _roll(session, around)
    uncountable = sealing.why_uncountable(session, around)
    return PollView(
        poll_id=poll.id,
        round_id=around.id,
        number=around.number,
        place=place,
        of=of,
        state=around.state,
        state_name=gettext(words.STATE_NAMES[around.state]),
        **asked.subject(council, poll, text),
        **asked.rule(
            poll, around, present=around.present or here, members=around.members or members
        ),
        **_arrivals(session, around, entries),
        opened_at=around.opened_at,
        last_call_at=around.last_call_at,
        closed_at=around.closed_at,
        cancel_reason=around.cancel_reason,
        covered=around.covered,
        in_report=poll.in_report,
        trial=bool(poll.trial),
        asks_reasons=reasons.are_asked(poll),
        view=around.view,
        bundle_id=around.bundle_id,
        uncountable=uncountable,
        interrupted=uncountable == counting.Void.why,
        **poll_results.read(session, around, text, around.present),
    )


def _roll(session: Session, around: Round) -> Sequence[Any]:
    return session.execute(
        select(RollEntry.channel, RollEntry.arrived, RollEntry.begun, RollEntry.late, Seat.number)
        .join(Seat, RollEntry.seat_id == Seat.id)
        .where(RollEntry.round_id == around.id)
        .order_by(Seat.number)
    ).all()


def _arrived(around: Round, entries: Sequence[Any], typed: int | None) -> int:
    if around.by_hands:
        return typed or 0
    if not entries:  # the roll is deleted some time after the council; the figures stay
        return sum((around.channels or {}).values())
    return sum(1 for entry in entries if entry.arrived)


def _arrivals(session: Session, around: Round, entries: Sequence[Any]) -> dict[str, Any]:
    stack = counting.stack_of(session, around.id) if around.opened_at else None
    typed = int(stack.counted["ballots"]) if stack else None
    missing = [] if around.by_hands else [e.number for e in entries if not e.arrived]
    return {
        "roll": around.present,
        "arrived": _arrived(around, entries, typed),
        "begun": sum(1 for entry in entries if entry.begun),
        "late": sum(1 for entry in entries if entry.late),
        "missing": missing,
        "paper_missing": [e.number for e in entries if e.channel == "paper" and not e.arrived],
        "on_paper": sum(1 for entry in entries if entry.channel == "paper"),
        "other_ways": words.other_ways(by_channel(entry.channel for entry in entries)),
        "by_hands": around.by_hands,
        "stack": typed,
    }

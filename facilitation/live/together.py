"""A Sammelabstimmung in the picture: while it is held, it looks like one poll to every face.

That one face carries the figures of all: a seat has arrived once it has answered each question
that it may. Afterwards each poll is itself again, and they are shown one by one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..language import gettext as _
from ..language import ngettext
from ..participants.models import Seat
from ..voting import bundles
from ..voting.models import Exclusion, RollEntry, Round
from ..voting.tally import by_channel
from ..voting.words import STATE_NAMES, other_ways
from .arrivals import RollLine, is_almost, roll_lines
from .ballots import PollView
from .messages import TallyMessage

METHOD = "together"
"""Names the templates of the ballot, the answers and the paper form, as other methods do."""
HELD = ("ready", "text_shown", "open", "closed", "counted", "cancelled")


@dataclass(frozen=True)
class Together:
    """The polls of the Sammelabstimmung that is on, each with its place among them."""

    polls: tuple[PollView, ...]
    view: Mapping[str, Any]
    left_out: tuple[tuple[int, str, PollView], ...]
    """Seat number, reason and poll where a seat doesn't take part."""

    @property
    def state(self) -> str:
        """What all of them are; ``results`` once the first is shown.

        Looked at before that all are ``counted``, even if one of them can't be.
        """
        states = {poll.state for poll in self.polls}
        if states == {"closed", "counted"}:
            return "counted"
        return states.pop() if len(states) == 1 and states <= set(HELD) else "results"

    @property
    def on_overview(self) -> bool:
        """Whether all results are looked at together."""
        return bool(self.view.get("overview")) and self.is_over

    @property
    def is_over(self) -> bool:
        """Whether every result was shown, but of those that can't be counted."""
        return all(poll.results or poll.state == "cancelled" for poll in self.polls)

    @property
    def next_result(self) -> PollView | None:
        """The first whose result is still to come."""
        return next((poll for poll in self.polls if poll.state in ("closed", "counted")), None)


@dataclass(frozen=True)
class Stage:
    """What the picture makes of the round that is on."""

    poll: PollView | None = None
    together: Together | None = None
    lines: Mapping[int, RollLine] | None = None
    left_out: Mapping[int, str] | None = None
    """Of rounds held together: by seat number whoever is left out of every one; else None."""

    @property
    def wall(self) -> str:
        """The slide that only several together have; empty where it is the round's own."""
        if self.together and self.together.on_overview:
            return "overview"
        return "list" if self.poll and self.poll.whole and self.poll.state == "text_shown" else ""

    def reason(self, seat: Any, alone: Mapping[int, str]) -> str:
        """Why a seat is left out; ``alone`` are the reasons of the one round, by seat id."""
        if self.left_out is None:
            return alone.get(seat.id, "")
        return self.left_out.get(seat.number, "")


def on_stage(
    session: Session, council: Council, around: Round | None, views: Sequence[PollView]
) -> Stage:
    """The poll that is on, or the face of those that are held together."""
    on = next((view for view in views if around and view.round_id == around.id), None)
    bundle = bundles.of_round(session, around) if around else None
    if around is None or on is None or bundle is None:
        return Stage(on, None, roll_lines(session, around) if around else {})
    members = tuple(view for view in views if view.bundle_id == bundle.id)
    excluded = _excluded(session, members)
    held = Together(members, bundle.view, excluded)
    if held.state == "results":
        return Stage(on, held, roll_lines(session, around))
    rows = _rows(session, [view.round_id for view in members])
    lines = {seat: _sum_up(entries, on.round_id) for seat, entries in rows.items()}
    numbers = {entry.seat_id: entry.number for entries in rows.values() for entry in entries}
    return Stage(_face(council, on, held, lines, numbers), held, lines, _out_of_all(held, excluded))


def tally(session: Session, poll: PollView, round_ids: Sequence[int]) -> TallyMessage:
    """How many have finished: all their ballots have arrived."""
    lines = [_sum_up(rows, poll.round_id) for rows in _rows(session, round_ids).values()]
    arrived = sum(1 for line in lines if line.arrived)
    return TallyMessage(
        round=poll.round_id,
        arrived=arrived,
        roll=len(lines),
        almost=is_almost(arrived, len(lines)),
    )


def named(council: Council, polls: Sequence[PollView]) -> str:
    """„26 Empfehlungen“, „3 Maßnahmen“ by the council's word, else „5 Fragen“."""
    kinds = {poll.option.kind for poll in polls}
    if kinds == {"recommendation"}:
        return ngettext("%(num)s Empfehlung", "%(num)s Empfehlungen", len(polls))
    if kinds == {"measure"}:
        return _("%(n)s %(measures)s", n=len(polls), measures=council.measures_word)
    return ngettext("%(num)s Frage", "%(num)s Fragen", len(polls))


def _face(
    council: Council,
    on: PollView,
    held: Together,
    lines: Mapping[int, RollLine],
    numbers: Mapping[int, int],
) -> PollView:
    polls = held.polls
    paper = [seat for seat, line in lines.items() if line.channel == "paper"]
    return replace(
        on,
        whole=True,
        state=held.state,
        state_name=_(STATE_NAMES[held.state]),
        place=1,
        of=1,
        method=METHOD,
        method_name=_("Sammelabstimmung"),
        held_name=_("Sammelabstimmung"),
        closed_name=_("Die Sammelabstimmung ist geschlossen"),
        cancelled_name=_("Die Sammelabstimmung wurde abgebrochen"),
        name=_("Sammelabstimmung"),
        title=named(council, polls),
        question=_shared([poll.question for poll in polls]),
        rule=_shared([poll.rule for poll in polls]),
        rule_before=_shared([poll.rule_before for poll in polls]),
        options=tuple(poll.option for poll in polls),
        answers=on.answers if all(poll.answers == on.answers for poll in polls) else (),
        changed={},
        uncountable="",
        interrupted=any(poll.interrupted for poll in polls),
        modes=(),
        reads_rule=False,
        compared=None,
        view=held.view,
        roll=len(lines),
        arrived=sum(1 for line in lines.values() if line.arrived),
        begun=0,
        late=sum(1 for line in lines.values() if line.late),
        missing=sorted(numbers[seat] for seat, line in lines.items() if not line.arrived),
        paper_missing=sorted(numbers[seat] for seat in paper if not lines[seat].arrived),
        on_paper=len(paper),
        other_ways=other_ways(by_channel(line.channel for line in lines.values())),
    )


def _shared(words: Sequence[str]) -> str:
    """What is the same for all of them; else nothing."""
    return words[0] if len(set(words)) == 1 else ""


def _sum_up(entries: Sequence[Any], round_id: int) -> RollLine:
    """One seat's lines on all the rolls as one: missing is whoever still owes an answer."""
    given = sum(1 for entry in entries if entry.arrived)
    owed = [entry.channel for entry in entries if not entry.arrived]
    return RollLine(
        channel="paper" if "paper" in owed else (owed or [entry.channel for entry in entries])[0],
        arrived=not owed,
        late=any(entry.late for entry in entries),
        seq=next((entry.seq or 0 for entry in entries if entry.round_id == round_id), 0),
        given=given,
        of=len(entries),
    )


def _rows(session: Session, round_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The lines of all their rolls, by seat."""
    rows = session.execute(
        select(
            RollEntry.round_id,
            RollEntry.seat_id,
            RollEntry.channel,
            RollEntry.arrived,
            RollEntry.late,
            RollEntry.seq,
            Seat.number,
        )
        .join(Seat, RollEntry.seat_id == Seat.id)
        .where(RollEntry.round_id.in_(round_ids))
    )
    by_seat: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_seat[row.seat_id].append(row)
    return by_seat


def _excluded(
    session: Session, members: Sequence[PollView]
) -> tuple[tuple[int, str, PollView], ...]:
    by_round = {view.round_id: view for view in members}
    rows = session.execute(
        select(Seat.number, Exclusion.reason, Exclusion.round_id, Seat.id)
        .join(Seat, Exclusion.seat_id == Seat.id)
        .where(Exclusion.round_id.in_(list(by_round)))
    ).all()
    found = [(row.number, row.reason, by_round[row.round_id]) for row in rows]
    return tuple(sorted(found, key=lambda line: (line[0], line[2].place)))


def _out_of_all(held: Together, excluded: Sequence[tuple[int, str, PollView]]) -> dict[int, str]:
    """Reasons by seat number, of whoever takes part in none of them."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for number, reason, _poll in excluded:
        reasons[number].append(reason)
    return {number: given[0] for number, given in reasons.items() if len(given) == len(held.polls)}

"""What is on in a council right now, gathered once for all faces.

Only this module decides what the moment is; templates only draw it. Nothing in it tells
how anybody voted before the result is shown (voting.md § 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..meetings import agenda, timing
from ..meetings.models import Meeting
from ..participants import membership, presence, seats
from ..recommendations import drafting
from ..recommendations.models import Recommendation
from ..voting import polls, roll
from . import item_polls, slides
from .arrivals import RollLine
from .ballots import PollView, cover_up
from .ideas import WallIdeas, on_wall
from .together import Stage, Together, on_stage

_WALL_OF_STATE = {
    "text_shown": "text",
    "open": "open",
    "closed": "closed",
    "counted": "closed",
    "cancelled": "cancelled",
}


@dataclass(frozen=True)
class AgendaLine:
    """One item with its times."""

    id: int
    kind: str
    kind_name: str
    title: str
    minutes: int
    public_text: str
    notes: str
    planned: datetime
    expected: datetime
    done: bool
    current: bool
    deviation: int | None
    until: datetime | None
    """When a running item should be over."""
    collects: str = "none"
    """``idea``, ``goal`` or ``vision`` where members may write while it runs, else ``none``."""
    keeps_table: bool = False
    """Whether the table's number is kept with what they write."""


@dataclass(frozen=True)
class SeatLine:
    """One seat as the desk sees it."""

    id: int
    number: int
    table: int | None
    here: bool
    """On the roll of a round that opens now: here, or away for a moment."""
    state: str
    """``here``, ``away``, ``left``, ``absent``, or empty: not marked yet."""
    left_out: str
    """Why it is left out of the round that is on, or empty."""
    channel: str
    joined: bool
    """A device is signed in for it."""
    roll: RollLine | None
    """Its line on the roll of the round that is on."""


@dataclass(frozen=True)
class Picture:
    """The moment of one council.

    ``phase`` is ``none`` (no session planned), ``before`` (planned), ``welcome`` (running,
    nothing begun), ``item`` (an item runs) or ``ended``.
    """

    council: Council
    meeting: Meeting | None
    phase: str
    agenda: list[AgendaLine]
    now: AgendaLine | None
    next: AgendaLine | None
    poll: PollView | None
    """The round that is on under the current item, or the face of several that are held together."""
    together: Together | None
    """The Sammelabstimmung that the round belongs to."""
    polls: list[PollView]
    """All polls under the current item, in their order."""
    seats: list[SeatLine]
    here: int
    members: int
    wall: str
    """What the wall shows: see ``wall_view``."""
    recommendation: Recommendation | None
    """What the wall reads along."""
    drafts: list[Recommendation]
    """Captured beside the round that is on."""
    ideas: WallIdeas | None
    """The ideas that the wall shows."""

    @property
    def covered(self) -> bool:
        """The result that is on was shown and is covered up again."""
        return bool(self.poll and self.poll.covered)

    @property
    def outside(self) -> "Picture":
        """The moment as everybody but the desk sees it: a covered result is none yet."""
        if not any(view.covered for view in self.polls):
            return self
        views = {v.round_id: cover_up(v) if v.covered else v for v in self.polls}
        on, held = self.poll, self.together
        if on and not on.whole:
            on = views[on.round_id]
        if held:
            held = replace(held, polls=tuple(views[v.round_id] for v in held.polls))
        return replace(self, poll=on, together=held, polls=list(views.values()))

    @property
    def collecting(self) -> str:
        """What members may write down now: ``idea``, ``goal``, ``vision`` or nothing."""
        return self.now.collects if self.now and self.now.collects != "none" else ""

    @property
    def tables(self) -> dict[int | None, list[SeatLine]]:
        """The seats by table, for the desk's grid."""
        grouped: dict[int | None, list[SeatLine]] = {}
        for seat in sorted(
            self.seats, key=lambda line: (line.table is None, line.table or 0, line.number)
        ):
            grouped.setdefault(seat.table, []).append(seat)
        return grouped


def gather(session: Session, council: Council, meeting: Meeting | None = None) -> Picture:
    """Read the moment; ``meeting`` names another session than the one that is on."""
    meeting = meeting or agenda.on_now(session, council.id)
    lines = _agenda(meeting) if meeting else []
    current = meeting.current if meeting else None
    around = polls.on_now(session, current.id) if current else None
    marks = presence.states(session, meeting) if meeting else {}
    all_seats = _seats(session, council, meeting)
    taken = {seat.id for seat in all_seats if marks.get(seat.id) in presence.ON_ROLL}
    left_out = roll.left_out(session, around) if around else {}
    views = item_polls.read(
        session, council, current, here=len(taken - set(left_out)), members=len(all_seats)
    )
    stage = on_stage(session, council, around, views)
    entries = stage.lines or {}
    now = next((line for line in lines if line.current), None)
    recommendation = _read_along(session, council, meeting)
    ideas = on_wall(session, meeting)
    return Picture(
        council=council,
        meeting=meeting,
        phase=_phase(meeting),
        agenda=lines,
        now=now,
        next=_next(lines, now, meeting),
        poll=stage.poll,
        together=stage.together,
        polls=views,
        seats=[
            _seat_line(seat, marks.get(seat.id, ""), stage.reason(seat, left_out), entries)
            for seat in all_seats
        ],
        here=len(taken),
        members=_members(session, meeting, all_seats),
        wall=_wall(meeting, stage, recommendation, ideas),
        recommendation=recommendation,
        drafts=drafting.beside(session, around) if around else [],
        ideas=ideas,
    )


def _agenda(meeting: Meeting) -> list[AgendaLine]:
    return [
        AgendaLine(
            id=item.id,
            kind=item.kind,
            kind_name=agenda.KINDS[item.kind],
            title=item.title,
            minutes=item.minutes,
            public_text=item.public_text,
            notes=item.notes,
            planned=times.planned,
            expected=times.expected,
            done=times.done,
            current=times.current,
            deviation=times.deviation,
            until=timing.expected_end(item),
            collects=item.collects,
            keeps_table=item.keeps_table,
        )
        for item, times in zip(meeting.items, timing.times(meeting), strict=True)
    ]


def _phase(meeting: Meeting | None) -> str:
    if meeting is None:
        return "none"
    if meeting.state == "running":
        return "item" if meeting.current else "welcome"
    return "before" if meeting.state == "planned" else "ended"


def _next(
    lines: list[AgendaLine], now: AgendaLine | None, meeting: Meeting | None
) -> AgendaLine | None:
    if meeting is None or meeting.state == "ended":
        return None
    if now is None:
        return lines[0] if lines else None
    after = lines.index(now) + 1
    return lines[after] if after < len(lines) else None


def _seats(session: Session, council: Council, meeting: Meeting | None) -> Sequence[Any]:
    if meeting is None or meeting.state != "ended":
        return seats.lines(session, council.id)
    return membership.of_meeting(session, meeting)


def _members(session: Session, meeting: Meeting | None, all_seats: Sequence[Any]) -> int:
    if meeting and meeting.state == "ended":  # who left and who came instead count once
        return membership.count_at_end(session, meeting)
    return len(all_seats)


def _seat_line(seat: Any, mark: str, left_out: str, entries: Mapping[int, RollLine]) -> SeatLine:
    return SeatLine(
        id=seat.id,
        number=seat.number,
        table=seat.table_number,
        here=mark in presence.ON_ROLL,
        state=mark,
        left_out=left_out,
        channel=seat.channel,
        joined=seat.device_id is not None,
        roll=entries.get(seat.id),
    )


def _read_along(
    session: Session, council: Council, meeting: Meeting | None
) -> Recommendation | None:
    if meeting is None or meeting.wall_view != "recommendation" or meeting.wall_subject_id is None:
        return None
    return drafting.find(session, council.id, meeting.wall_subject_id)


def _wall(meeting: Meeting | None, stage: Stage, read_along: Any, ideas: WallIdeas | None) -> str:
    """``neutral``, ``black``, ``join``, ``agenda``, ``now``, ``text``, ``open``, ``closed``, ``result``,
    ``compare``, ``seats``, ``list`` and ``overview`` (of a Sammelabstimmung), ``cancelled``,
    ``interrupted``, ``recommendation``, ``ideas``, ``idea``, ``idea_group``, ``before`` or
    ``ended``.
    """
    if meeting is None or meeting.wall_cover:
        return meeting.wall_cover if meeting else "before"
    if meeting.state != "running":
        return "ended" if meeting.state == "ended" else "before"
    if meeting.wall_view in ("join", "agenda"):
        return meeting.wall_view
    if read_along or ideas:
        return ideas.view if ideas else "recommendation"
    if stage.poll:
        return _wall_of_poll(stage.poll, stage.wall)
    return "now" if meeting.current else "join"


def _wall_of_poll(on: PollView, together: str) -> str:
    if on.interrupted:
        return "interrupted"
    if on.covered or together:
        return "closed" if on.covered else together
    return slides.kind(slides.on(on)) if on.state == "shown" else _WALL_OF_STATE[on.state]

"""Rounds of the example: ballots by phone and on paper, a late one, one that is broken off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar
from uuid import uuid4

from .. import clock
from ..errors import Refused
from ..participants import presence
from ..voting import casting, polls, refusals, roll, wording
from ..voting.models import Poll, Round
from .course import Course

Marks = dict[int, dict[str, Any]]
"""Seat number → what its ballot says."""
Answer = TypeVar("Answer")
LAST_CALL = timedelta(minutes=1)
"""Nobody calls for the last votes where a round is open for less."""


@dataclass(frozen=True)
class Timing:
    """How long the text stands before the round opens, and how long the round is open."""

    reading: timedelta
    opened: timedelta

    @property
    def whole(self) -> timedelta:
        """From the text to the result."""
        return self.reading + self.opened


def calm(minutes: float) -> Timing:
    """A minute to read, ``minutes`` to vote."""
    return Timing(timedelta(minutes=1), timedelta(minutes=minutes))


def dealt(
    answers: Sequence[Answer], counts: Sequence[int], seats: Iterable[int], about: str
) -> dict[int, Answer]:
    """Give ``counts[i]`` of the seats the i-th answer: mixed, but the same in each build."""
    order = sorted(seats, key=lambda seat: sha256(f"{about}/{seat}".encode()).digest())
    if len(order) < sum(counts):
        raise ValueError(about)
    every = [answer for answer, n in zip(answers, counts, strict=True) for _ in range(n)]
    return dict(zip(order, every, strict=False))


def drawn(about: str, below: int) -> int:
    """A number that nobody chose, but the same in each build."""
    return sha256(about.encode()).digest()[0] % below


def here(course: Course) -> list[int]:
    """Numbers of the seats that are on the roll of a round that opens now."""
    return [seat.number for seat in presence.here(course.session, course.meeting)]


def vote(
    course: Course,
    around: Round,
    marks: Marks,
    start: datetime,
    timing: Timing,
    *,
    first: Marks | None = None,
    late: Sequence[int] = (),
) -> Round:
    """One round from showing the text to showing the result; ``first`` was changed later."""
    open_vote(course, around, start, timing.reading)
    if first:
        cast(course, around, marks | first)
        marks = {number: marks[number] for number in first}
    cast(course, around, marks)
    if timing.opened >= LAST_CALL:
        with clock.at(start + timing.reading + timing.opened * 0.6):
            polls.last_call(course.session, around)
            course.note_round("last_call", around)
    with clock.at(start + timing.whole):
        close(course, around)
        _come_late(course, around, late)
    with clock.at(start + timing.whole + timing.reading / 2):
        polls.show(course.session, around)
        course.note_round("show", around)
    course.session.flush()
    return around


def open_vote(course: Course, around: Round, start: datetime, reading: timedelta) -> None:
    """Show the text at ``start`` and open the round after the time to read it."""
    said = wording.current(course.session, around.poll)
    with clock.at(start):
        polls.show_text(course.session, around, said)
        again = {"number": around.number} if around.number > 1 else {}
        course.note_round("another_round" if again else "show_text", around, **again)
    with clock.at(start + reading):
        polls.open_round(course.session, around, course.meeting, said)
        course.session.flush()
        course.note_round("open", around, roll=roll.size(course.session, around))


def break_off(course: Course, poll: Poll, marks: Marks, start: datetime, reason: str) -> Round:
    """A round that is cancelled after some ballots; returns the one that takes its place."""
    around = poll.latest
    open_vote(course, around, start, timedelta(minutes=1))
    cast(course, around, marks)
    with clock.at(start + timedelta(minutes=2)):
        polls.cancel(course.session, around, reason, from_state="open")
        course.note_round("cancel", around, reason=reason)
        return polls.another_round(course.session, poll)


def close(course: Course, around: Round) -> None:
    """Accept nothing more."""
    polls.close(course.session, around)
    course.session.flush()
    course.note_round(
        "close",
        around,
        arrived=roll.arrived(course.session, around),
        roll=roll.size(course.session, around),
    )


def cast(course: Course, around: Round, marks: Mapping[int, dict[str, Any]]) -> None:
    """Hand in every ballot through the one casting function; a refused one stops the example."""
    for receipt in casting.store(course.session, _casts(course, around, marks)):
        if isinstance(receipt, Refused):
            raise receipt


def _come_late(course: Course, around: Round, seats: Sequence[int]) -> None:
    """Ballots that come after the close are refused, and the desk says so."""
    marks = {number: {option.key: "yes" for option in around.poll.options} for number in seats}
    for receipt in casting.store(course.session, _casts(course, around, marks)):
        assert isinstance(receipt, refusals.RoundClosed)


def _casts(
    course: Course, around: Round, marks: Mapping[int, dict[str, Any]]
) -> list[casting.Cast]:
    every = course.seats()
    return [
        casting.Cast(
            round_id=around.id,
            seat_id=every[number].id,
            channel=every[number].channel,
            marks=said,
            key=uuid4().hex,
        )
        for number, said in marks.items()
    ]

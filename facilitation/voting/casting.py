"""Handing in ballots: one function for phone, page and paper (voting.md § 7).

``store`` takes a batch, so that the writer can commit many at once. It reads the round,
the roll and the present ballots inside the transaction that writes, so that the rows are
the only truth and nothing is accepted after a close.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import cast as cast_type

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from ..errors import NotFound, Refused
from ..language import N_
from ..participants import helping
from ..participants.models import Seat
from .ballots import Ballots
from .methods import WAYS, BadMarks
from .models import Poll, RollEntry, Round
from .refusals import (
    HelpOver,
    InStack,
    NotEntitled,
    NotOnPaper,
    OtherChannel,
    OtherDevice,
    RoundClosed,
    Stale,
    VotedByDevice,
)
from .wording import asked

FITS = {"phone": ("phone", "device")}
"""A phone that is signed in with the card doesn't know whether it is the member's own or lent."""
_ROLL = cast_type(Table, RollEntry.__table__)
_PROGRESS = update(_ROLL).where(_ROLL.c.id == bindparam("row"))
AFTERWARDS = ("closed", "counted", "shown")
"""States in which a ballot that is sent once more has arrived before; not after a cancelling."""


@dataclass(frozen=True)
class Cast:
    """One ballot on its way in.

    ``seq`` is None where the server gives it (page without JavaScript, paper);
    ``device_id`` is None where the team types it in.
    """

    round_id: int
    seat_id: int
    channel: str
    marks: dict[str, Any]
    key: str
    seq: int | None = None
    device_id: int | None = None
    done: bool = True
    """False while a rating is still being filled in; such a ballot counts too."""


@dataclass(frozen=True)
class Receipt:
    """A ballot has arrived; says nothing about the choice."""

    seq: int
    first: bool
    """The first ballot of this seat in this round."""


def store(session: Session, casts: Sequence[Cast]) -> list[Receipt | Refused]:
    """Write a batch; for each ballot, in order, its receipt or the reason against it."""
    desk = _Desk(session, casts)
    answers: list[Receipt | Refused] = []
    for cast in casts:
        try:
            answers.append(desk.accept(cast))
        except Refused as refusal:
            answers.append(refusal)
    desk.write()
    return answers


@dataclass
class _Line:
    """One seat on the roll of one round, as it is after the ballots of this batch."""

    id: int
    channel: str
    arrived: bool
    begun: bool
    key: str
    seq: int

    @property
    def progress(self) -> dict[str, Any]:
        """What a ballot changes on the roll."""
        return {
            "row": self.id,
            "arrived": self.arrived,
            "begun": self.begun,
            "key": self.key,
            "seq": self.seq,
        }


class _Desk:
    """What the database knows about the rounds and seats of one batch."""

    def __init__(self, session: Session, casts: Sequence[Cast]) -> None:
        self.session = session
        rounds = {cast.round_id for cast in casts}
        seats = {cast.seat_id for cast in casts}
        self.rounds = {
            row.id: row
            for row in session.execute(
                select(
                    Round.id,
                    Round.state,
                    Round.wording,
                    Round.bundle_id,
                    Round.key_name,
                    Poll.method,
                )
                .join(Poll, Round.poll_id == Poll.id)
                .where(Round.id.in_(rounds))
            )
        }
        self.roll = _roll(session, rounds, seats)
        self.devices = {
            row.id: row.device_id
            for row in session.execute(select(Seat.id, Seat.device_id).where(Seat.id.in_(seats)))
        }
        self.ballots = Ballots(session, self.rounds)
        self.touched: set[tuple[int, int]] = set()
        self.late: set[tuple[int, int]] = set()
        self.given_help = {cast.seat_id for cast in casts if cast.channel == "helper"}
        self.helped = helping.still(session, self.given_help)
        """Seats that somebody helps now; it ends with their vote."""

    def accept(self, cast: Cast) -> Receipt:
        """Decide about one ballot; raises a ``Refused``."""
        place = (cast.round_id, cast.seat_id)
        around = self.rounds.get(cast.round_id)
        if around is None:
            raise NotFound(N_("Diese Abstimmung gibt es nicht. Bitte laden Sie die Seite neu."))
        if cast.device_id is not None and self.devices.get(cast.seat_id) != cast.device_id:
            raise OtherDevice()
        line = self.roll.get(place)
        if line is None:
            raise NotEntitled()
        marks = _checked(cast, around)
        again = self._is_again(cast, line, marks)
        if again and around.state in AFTERWARDS:
            return Receipt(line.seq, first=False)  # in before the close; its answer got lost
        self._check_state(cast, around.state, place)
        _check_channel(cast, line)
        self._check_help(cast, again=again)
        done = cast.done or line.arrived or not _stepwise(around)
        if again:
            self._note_progress(place, done=done)
            return Receipt(line.seq, first=False)
        if cast.seq is not None and cast.seq <= line.seq:
            raise Stale(current=line.seq)
        self.ballots.put(place, marks)
        first = line.seq == 0
        line.key, line.seq = cast.key, line.seq + 1 if cast.seq is None else cast.seq
        self._note_progress(place, done=done)
        return Receipt(line.seq, first=first)

    def _is_again(self, cast: Cast, line: _Line, marks: dict[str, Any]) -> bool:
        """The same ballot once more. Of one that was counted and erased only the key is known."""
        if not line.seq or line.key != cast.key:
            return False
        present = self.ballots.get((cast.round_id, cast.seat_id))
        return present is None or present == marks

    def _check_state(self, cast: Cast, state: str, place: tuple[int, int]) -> None:
        if state == "open" or (state == "closed" and cast.channel == "paper"):
            return
        if state == "closed":
            self.late.add(place)
        raise RoundClosed()

    def _check_help(self, cast: Cast, *, again: bool) -> None:
        if cast.channel == "helper" and not again and cast.seat_id not in self.helped:
            raise HelpOver()

    def _note_progress(self, place: tuple[int, int], *, done: bool) -> None:
        if done and self.rounds[place[0]].bundle_id is None:
            self.helped.discard(place[1])
        line = self.roll[place]
        line.arrived, line.begun = done, not done
        self.touched.add(place)

    def write(self) -> None:
        """The ballots, and what the roll says of them."""
        self.ballots.write()
        if self.touched:
            self.session.execute(_PROGRESS, [self.roll[at].progress for at in self.touched])
        if self.late:
            self._mark_late()
        if self.given_help:
            finished = {at for at in self.touched if self.roll[at].arrived}
            self._end_help({place for place in finished if place[1] in self.given_help})

    def _end_help(self, places: set[tuple[int, int]]) -> None:
        """Help ends with its vote; of rounds that are held together with the last of them."""
        bundles = {self.rounds[around].bundle_id for around, _ in places} - {None}
        seats = {seat for _, seat in places}
        missing = (
            select(RollEntry.seat_id)
            .join(Round, RollEntry.round_id == Round.id)
            .where(Round.bundle_id.in_(bundles), RollEntry.seat_id.in_(seats), ~RollEntry.arrived)
        )
        helping.end(self.session, seats - set(self.session.scalars(missing)))

    def _mark_late(self) -> None:
        ids = [self.roll[place].id for place in self.late]
        self.session.execute(
            update(RollEntry)
            .where(RollEntry.id.in_(ids))
            .values(late=True)
            .execution_options(synchronize_session=False)
        )


def _roll(session: Session, rounds: set[int], seats: set[int]) -> dict[tuple[int, int], _Line]:
    """The lines of these seats by (round, seat)."""
    rows = session.execute(
        select(
            RollEntry.round_id,
            RollEntry.seat_id,
            RollEntry.id,
            RollEntry.channel,
            RollEntry.arrived,
            RollEntry.begun,
            RollEntry.key,
            RollEntry.seq,
        ).where(RollEntry.round_id.in_(rounds), RollEntry.seat_id.in_(seats))
    )
    return {
        (row.round_id, row.seat_id): _Line(
            row.id, row.channel, row.arrived, row.begun, row.key, row.seq
        )
        for row in rows
    }


def _check_channel(cast: Cast, entry: _Line) -> None:
    """One seat, one way: raises why this ballot can't come by its channel."""
    has_ballot = entry.seq > 0
    if cast.channel == "paper" and entry.channel not in ("paper", "hands"):
        raise VotedByDevice() if has_ballot else NotOnPaper()
    if entry.channel not in FITS.get(cast.channel, (cast.channel,)):
        raise OtherChannel(entry.channel)
    if cast.channel == "paper" and entry.arrived and not has_ballot:
        raise InStack()


def _checked(cast: Cast, around: Any) -> dict[str, Any]:
    question, way = asked(around.wording), WAYS[around.method]
    marks = way.check(cast.marks, question)
    if not way.is_whole(marks, question):
        raise BadMarks()
    return marks


def _stepwise(around: Any) -> bool:
    return WAYS[around.method].STEPWISE

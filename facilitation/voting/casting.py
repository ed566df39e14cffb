"""Handing in ballots: one function for phone, page and paper (voting.md § 7).

``store`` takes a batch, so that the writer can commit many at once. It reads the round,
the roll and the present ballots inside the transaction that writes, so that the rows are
the only truth and nothing is accepted after a close.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import NotFound, Refused
from ..language import N_
from ..participants import helping
from . import lines
from .ballots import Ballots
from .lines import Line
from .methods import WAYS, BadMarks
from .models import RollEntry, Round
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
    session.flush()  # what follows reads the rows themselves
    desk = _Desk(session, casts)
    answers: list[Receipt | Refused] = []
    for cast in casts:
        try:
            answers.append(desk.accept(cast))
        except Refused as refusal:
            answers.append(refusal)
    desk.write()
    return answers


class _Desk:
    """What the database knows about the rounds and seats of one batch."""

    def __init__(self, session: Session, casts: Sequence[Cast]) -> None:
        self.session = session
        rounds = {cast.round_id for cast in casts}
        seats = {cast.seat_id for cast in casts}
        self.rounds = lines.rounds(session, rounds)
        self.roll, self.devices = lines.read(session, rounds, seats)
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
        older = cast.seq is not None and cast.seq <= line.seq
        if older and not again and around.state in AFTERWARDS:
            raise Stale(current=line.seq)  # a newer one of this seat is in: nobody is late
        self._check_state(cast, around.state, place)
        _check_channel(cast, line)
        self._check_help(cast, again=again)
        done = cast.done or line.arrived or not _stepwise(around)
        if again:
            self._note_progress(place, done=done)
            return Receipt(line.seq, first=False)
        if older:
            raise Stale(current=line.seq)
        self.ballots.put(place, marks)
        first = line.seq == 0
        line.key, line.seq = cast.key, line.seq + 1 if cast.seq is None else cast.seq
        self._note_progress(place, done=done)
        return Receipt(line.seq, first=first)

    def _is_again(self, cast: Cast, line: Line, marks: dict[str, Any]) -> bool:
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
            lines.write(self.session, (self.roll[place] for place in self.touched))
        if self.late:
            lines.mark_late(self.session, (self.roll[place] for place in self.late))
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


def _check_channel(cast: Cast, entry: Line) -> None:
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

"""Handing in ballots: one function for phone, page and paper (voting.md § 7).

``store`` takes a batch, so that the writer can commit many at once. It reads the round,
the roll and the present ballots inside the transaction that writes, so that the rows are
the only truth and nothing is accepted after a close.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..errors import NotFound, Refused
from ..language import N_
from ..participants import helping
from ..participants.models import Seat
from .methods import WAYS, BadMarks
from .models import Ballot, Poll, RollEntry, Round
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


class _Desk:
    """What the database knows about the rounds and seats of one batch."""

    def __init__(self, session: Session, casts: Sequence[Cast]) -> None:
        self.session = session
        rounds = {cast.round_id for cast in casts}
        seats = {cast.seat_id for cast in casts}
        self.rounds = {
            row.id: row
            for row in session.execute(
                select(Round.id, Round.state, Round.wording, Round.bundle_id, Poll.method)
                .join(Poll, Round.poll_id == Poll.id)
                .where(Round.id.in_(rounds))
            )
        }
        self.roll = {
            (row.round_id, row.seat_id): row
            for row in session.execute(
                select(
                    RollEntry.round_id, RollEntry.seat_id, RollEntry.channel, RollEntry.arrived
                ).where(RollEntry.round_id.in_(rounds), RollEntry.seat_id.in_(seats))
            )
        }
        self.devices = {
            row.id: row.device_id
            for row in session.execute(select(Seat.id, Seat.device_id).where(Seat.id.in_(seats)))
        }
        self.ballots: dict[tuple[int, int], tuple[str, int, dict[str, Any]]] = {
            (row.round_id, row.seat_id): (row.key, row.seq, row.marks)
            for row in session.execute(
                select(Ballot.round_id, Ballot.seat_id, Ballot.key, Ballot.seq, Ballot.marks).where(
                    Ballot.round_id.in_(rounds), Ballot.seat_id.in_(seats)
                )
            )
        }
        self.changed: set[tuple[int, int]] = set()
        self.begun: set[tuple[int, int]] = set()
        self.finished: set[tuple[int, int]] = set()
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
        entry = self.roll.get(place)
        if entry is None:
            raise NotEntitled()
        marks = _checked(cast, around)
        key, seq, present = self.ballots.get(place, ("", 0, {}))
        again = key == cast.key and marks == present
        if again and around.state != "open":
            return Receipt(seq, first=False)  # in before the close; its answer got lost
        self._check_state(cast, around.state, place)
        _check_channel(cast, entry, has_ballot=place in self.ballots)
        self._check_help(cast, again=again)
        done = cast.done or entry.arrived or not _stepwise(around)
        if again:
            self._note_progress(place, done=done)
            return Receipt(seq, first=False)
        if cast.seq is not None and cast.seq <= seq:
            raise Stale(current=seq)
        new_seq = seq + 1 if cast.seq is None else cast.seq
        self.ballots[place] = (cast.key, new_seq, marks)
        self.changed.add(place)
        self._note_progress(place, done=done)
        return Receipt(new_seq, first=seq == 0)

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
        (self.finished if done else self.begun).add(place)

    def write(self) -> None:
        """One upsert for all changed ballots, and the marks on the roll."""
        if self.changed:
            self.session.execute(
                _upsert(self.session.get_bind().dialect.name),
                [self._row(place) for place in self.changed],
            )
        self._mark_roll(self.finished, arrived=True, begun=False)
        self._mark_roll(self.begun - self.finished, begun=True)
        if self.late:
            self._mark_roll(self.late, late=True)
        if self.given_help:
            self._end_help({place for place in self.finished if place[1] in self.given_help})

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

    def _row(self, place: tuple[int, int]) -> dict[str, Any]:
        key, seq, marks = self.ballots[place]
        return {"round_id": place[0], "seat_id": place[1], "key": key, "seq": seq, "marks": marks}

    def _mark_roll(self, places: set[tuple[int, int]], **values: bool) -> None:
        for round_id in {place[0] for place in places}:
            seats = [seat for around, seat in places if around == round_id]
            self.session.execute(
                update(RollEntry)
                .where(RollEntry.round_id == round_id, RollEntry.seat_id.in_(seats))
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _check_channel(cast: Cast, entry: Any, *, has_ballot: bool) -> None:
    """One seat, one way: raises why this ballot can't come by its channel."""
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


@cache
def _upsert(dialect: str) -> Any:
    """INSERT … ON CONFLICT DO UPDATE on (round, seat): the constraint behind one seat, one ballot."""
    # Imported by name: PostgreSQL's dialect alone would make each start a tenth longer.
    statement = import_module(f"sqlalchemy.dialects.{dialect}").insert(Ballot)
    return statement.on_conflict_do_update(
        index_elements=["round_id", "seat_id"],
        set_={name: statement.excluded[name] for name in ("key", "seq", "marks")},
    )

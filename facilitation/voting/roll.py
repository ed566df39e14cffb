"""The roll of a round (Abstimmungsverzeichnis): who is entitled, by which way, what has arrived.

Entitled is whoever is here, but for those who are left out of it.
"""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Refused
from ..language import N_
from ..meetings.models import Item, Meeting
from ..participants import helping, presence
from ..participants.models import Seat
from . import bundles
from .counting import stack_of
from .models import Exclusion, RollEntry, Round, Stack


def entitled(session: Session, around: Round, meeting: Meeting) -> list[Seat]:
    """Who would be on the roll if the round opened now, by seat number."""
    out = left_out(session, around)
    return [seat for seat in presence.here(session, meeting) if seat.id not in out]


def left_out(session: Session, around: Round) -> dict[int, str]:
    """The reasons of those who are left out of the round, by seat id."""
    rows = session.execute(
        select(Exclusion.seat_id, Exclusion.reason).where(Exclusion.round_id == around.id)
    )
    return {row.seat_id: row.reason for row in rows}


def left_out_before(session: Session, around: Round) -> tuple[int, dict[int, str]]:
    """(number of the round before, reasons by seat *number*) of those who were left out then."""
    before = next((one for one in around.poll.rounds if one.number == around.number - 1), None)
    if before is None:
        return 0, {}
    rows = session.execute(
        select(Seat.number, Exclusion.reason)
        .join(Seat, Exclusion.seat_id == Seat.id)
        .where(Exclusion.round_id == before.id)
        .order_by(Seat.number)
    )
    return before.number, {row.number: row.reason for row in rows}


def leave_out(
    session: Session, around: Round, seat: Seat, reason: str, *, account_id: int | None = None
) -> None:
    """Leave one seat out of this round; a further round asks anew."""
    _refuse_if_frozen(around)
    entry = session.scalar(select(Exclusion).filter_by(round_id=around.id, seat_id=seat.id))
    if entry is None:
        entry = Exclusion(round_id=around.id, seat_id=seat.id)
        session.add(entry)
    entry.reason, entry.at, entry.account_id = reason, clock.now(), account_id
    session.flush()


def take_in(session: Session, around: Round, seat: Seat) -> None:
    """Let a seat that was left out take part after all."""
    _refuse_if_frozen(around)
    session.execute(
        delete(Exclusion).where(Exclusion.round_id == around.id, Exclusion.seat_id == seat.id)
    )


def freeze(session: Session, around: Round, meeting: Meeting) -> None:
    """Write the roll and the number of members; raises ``Refused`` when nobody is entitled."""
    seats = entitled(session, around, meeting)
    if not seats:
        raise Refused(
            N_(
                "Noch ist niemand da. Sobald Mitglieder angemeldet oder von Hand als anwesend markiert sind, kann die Abstimmung beginnen."
            )
        )
    around.members = (
        session.scalar(
            select(func.count(Seat.id)).where(
                Seat.council_id == around.poll.council_id, Seat.retired_at.is_(None)
            )
        )
        or 0
    )
    _write(session, around, seats)


def enlarge(session: Session, around: Round) -> None:
    """Who has come since may vote too, as long as no ballot has arrived."""
    if any_ballot(session, around):
        return
    meeting = session.get_one(Item, around.poll.item_id).meeting
    there = set(session.scalars(select(RollEntry.seat_id).where(RollEntry.round_id == around.id)))
    new = [seat for seat in entitled(session, around, meeting) if seat.id not in there]
    _write(session, around, new)


def switch_channel(session: Session, around: Round, seat_id: int, channel: str) -> None:
    """Another way for one seat, e.g. paper instead of phone; refused once its ballot is in.

    Of rounds that are held together it changes those that are still open for this seat.
    """
    rounds = [each.id for each in bundles.companions(session, around)]
    entries = session.scalars(
        select(RollEntry).where(
            RollEntry.round_id.in_(rounds),
            RollEntry.seat_id == seat_id,
            RollEntry.channel.not_in((channel, "hands")),
        )
    ).all()
    free = [entry for entry in entries if not (entry.arrived or entry.begun)]
    if entries and not free:
        raise Refused(
            N_(
                "Die Stimme dieses Platzes ist schon da. Der Weg lässt sich jetzt nicht mehr wechseln."
            )
        )
    for entry in free:
        entry.channel = channel


def has(session: Session, around: Round, seat_id: int) -> bool:
    """Whether the seat is entitled in this round."""
    entry = select(RollEntry.id).filter_by(round_id=around.id, seat_id=seat_id)
    return session.scalar(entry) is not None


def give_back(session: Session, around: Round, seat: Seat, channel: str) -> None:
    """The seat's usual way instead of ``channel``, where no ballot came by that."""
    session.execute(
        update(RollEntry)
        .where(
            RollEntry.round_id.in_([each.id for each in bundles.companions(session, around)]),
            RollEntry.seat_id == seat.id,
        )
        .where(RollEntry.channel == channel, ~RollEntry.arrived, ~RollEntry.begun)
        .values(channel=seat.channel)
    )


def arrived(session: Session, around: Round) -> int:
    """How many have handed in: counted from the roll, never kept beside it.

    Of rounds that are held together whoever has in all of them; hands as many as were counted.
    """
    if around.by_hands:
        stack = stack_of(session, around.id)
        return int(stack.counted["ballots"]) if stack else 0
    return sum(1 for missing in _missing(session, around) if not missing)


def on_roll(session: Session, around: Round) -> int:
    """How many seats are on the roll of this one round."""
    entries = select(func.count(RollEntry.id)).where(RollEntry.round_id == around.id)
    return session.scalar(entries) or 0


def size(session: Session, around: Round) -> int:
    """How many are on the roll; of rounds that are held together on that of any."""
    return len(_missing(session, around))


def _missing(session: Session, around: Round) -> list[int]:
    """For each seat how many of its ballots are missing."""
    rounds = [each.id for each in bundles.companions(session, around)]
    return list(
        session.scalars(
            select(func.count().filter(RollEntry.arrived.is_(False)))
            .where(RollEntry.round_id.in_(rounds))
            .group_by(RollEntry.seat_id)
        )
    )


def any_ballot(session: Session, around: Round) -> bool:
    """Whether a ballot is in, a begun rating and a stack included; of rounds held together in any of them."""
    rounds = [each.id for each in bundles.companions(session, around)]
    kept = (
        select(RollEntry.id).where(RollEntry.round_id.in_(rounds), RollEntry.seq > 0),
        select(Stack.id).where(Stack.round_id.in_(rounds)),
    )
    return any(session.scalar(found.limit(1)) is not None for found in kept)


def _write(session: Session, around: Round, seats: list[Seat]) -> None:
    if not seats:
        return
    around.present += len(seats)
    helped = set() if around.by_hands else helping.helped(session, seats[0].council_id)
    session.execute(
        insert(RollEntry),  # as rows, not as objects: everybody waits for this
        [
            {
                "round_id": around.id,
                "seat_id": seat.id,
                "channel": _way(around, seat, helped=seat.id in helped),
            }
            for seat in seats
        ],
    )


def _way(around: Round, seat: Seat, *, helped: bool) -> str:
    if around.by_hands:
        return "hands"
    return "helper" if helped else seat.channel


def _refuse_if_frozen(around: Round) -> None:
    if around.state not in ("ready", "text_shown"):
        raise Refused(N_("Wer mitstimmt, steht fest, sobald eine Abstimmung geöffnet ist."))

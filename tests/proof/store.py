"""What the store holds: every row that stands for a ballot, also a sealed one, and the counts."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, func, select, text

from bench.hall import Hall
from facilitation.db import Database
from facilitation.participants.models import Seat
from facilitation.voting.keys import ENDING, NEEDED
from facilitation.voting.mailbox import Box
from facilitation.voting.models import Ballot as Linked
from facilitation.voting.models import RollEntry, Round, SealedBallot
from facilitation.voting.wording import asked

from .history import Ballot, Tally, canonical


def rows(hall: Hall, round_id: int, url: str = "") -> list[Ballot]:
    """One ballot per row of a round, in the hall's database or in a copy of it at ``url``.

    Key and ``seq`` are the roll's. Marks whose key is gone are empty.
    """
    with _looking(url or hall.url) as connection:
        around = connection.execute(
            select(Round.key_name, Round.wording).where(Round.id == round_id)
        ).one()
        roll = {
            row.seat_id: row
            for row in connection.execute(
                select(RollEntry.seat_id, Seat.number, RollEntry.key, RollEntry.seq)
                .join(Seat, RollEntry.seat_id == Seat.id)
                .where(RollEntry.round_id == round_id)
            )
        }
        found = [
            (seat_id, canonical(marks))
            for seat_id, marks in connection.execute(
                select(Linked.seat_id, Linked.marks).where(Linked.round_id == round_id)
            )
        ]
        found += _sealed(hall, connection, round_id, around)
    return [
        Ballot(round_id, roll[seat].number, roll[seat].key, roll[seat].seq, marks)
        for seat, marks in found
    ]


def _sealed(
    hall: Hall, connection: Connection, round_id: int, around: Any
) -> Iterator[tuple[int, str]]:
    key = hall.keys / f"{around.key_name}{ENDING}"
    box = Box(round_id, key.read_bytes(), asked(around.wording)) if key.exists() else None
    for seat_id, sealed in connection.execute(
        select(SealedBallot.seat_id, SealedBallot.sealed).where(SealedBallot.round_id == round_id)
    ):
        yield seat_id, canonical(box.unseal(seat_id, sealed)) if box else ""


def tally(hall: Hall, round_id: int) -> Tally:
    """The result of a counted round about one thing, as ballots."""
    with _looking(hall.url) as connection:
        result = connection.scalar(select(Round.result).where(Round.id == round_id))
    assert result, f"round {round_id} isn't counted"
    ((option, figures),) = result["options"].items()
    return Tally(
        round_id,
        Counter({canonical({option: mark}): n for mark, n in figures["counts"].items() if n}),
    )


def newest_round(hall: Hall) -> int:
    """The round that was planned last."""
    with _looking(hall.url) as connection:
        return connection.scalars(select(func.max(Round.id))).one()


def newest_of_poll(hall: Hall) -> tuple[int, str]:
    """The newest round about what the hall votes on, and its state."""
    poll = select(Round.poll_id).where(Round.id == hall.round_id).scalar_subquery()
    asked = select(Round.id, Round.state).where(Round.poll_id == poll)
    with _looking(hall.url) as connection:
        row = connection.execute(asked.order_by(Round.id.desc()).limit(1)).one()
        return row.id, row.state


def everything(hall: Hall) -> tuple[list[Ballot], list[Tally]]:
    """The rows of rounds that aren't counted, and the tallies of the others."""
    with _looking(hall.url) as connection:
        found = connection.execute(select(Round.id, Round.result.is_not(None))).all()
    waiting = [round_id for round_id, counted in found if not counted]
    return (
        [row for round_id in waiting for row in rows(hall, round_id)],
        [tally(hall, round_id) for round_id, counted in found if counted],
    )


def sealed_troubles(hall: Hall) -> tuple[set[str], int]:
    """The names of the keys that are needed; void rounds, ballots that no key opens or nobody needs."""
    asked = select(Round.id, Round.state, Round.key_name, Round.uncounted)
    sealed = select(func.count()).select_from(SealedBallot)
    needed, wrong = set(), 0
    with _looking(hall.url) as connection:
        for row in connection.execute(asked).all():
            if row.state in NEEDED and row.key_name:
                needed.add(row.key_name)
                wrong += sum(not ballot.marks for ballot in rows(hall, row.id))
            else:
                left = connection.scalar(sealed.where(SealedBallot.round_id == row.id)) or 0
                wrong += left + (row.uncounted == "void")
    return needed, wrong


def half_transaction(hall: Hall, round_id: int, url: str) -> str:
    """Seats whose ballot is in and whose line on the roll doesn't know it, or the other way round."""
    arrived = select(Seat.number).join(RollEntry, RollEntry.seat_id == Seat.id)
    with _looking(url) as connection:
        marked = set(
            connection.scalars(arrived.where(RollEntry.round_id == round_id, RollEntry.arrived))
        )
    there = {row.seat for row in rows(hall, round_id, url)}
    return f"seats {sorted(marked ^ there)}" if marked != there else ""


def naive_rows(hall: Hall, round_id: int) -> list[Ballot]:
    """The rows of the control that has no constraint (``faults.naive``)."""
    words = (
        "SELECT seats.number, key, seq, marks FROM naive "
        "JOIN seats ON seats.id = naive.seat_id WHERE round_id = :round"
    )
    with _looking(hall.url) as connection:
        return [
            Ballot(round_id, seat, key, seq, canonical(json.loads(marks)))
            for seat, key, seq, marks in connection.execute(text(words), {"round": round_id})
        ]


@contextmanager
def _looking(url: str) -> Iterator[Connection]:
    database = Database(url)
    try:
        with database.reader.connect() as connection:
            yield connection
    finally:
        database.close()

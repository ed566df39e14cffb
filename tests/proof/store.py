"""What the store holds: the rows of rounds, read by the rules' own tables."""

from collections import Counter

from sqlalchemy import select

from facilitation.db import Database
from facilitation.participants.models import Seat
from facilitation.voting.models import Ballot as Row
from facilitation.voting.models import Round

from .history import Ballot, Tally, canonical


def rows(url: str, round_id: int | None = None) -> list[Ballot]:
    """Every row that stands for a ballot, of one round or of all."""
    found = (
        select(Row.round_id, Seat.number, Row.key, Row.seq, Row.marks)
        .join(Seat, Row.seat_id == Seat.id)
        .where(True if round_id is None else Row.round_id == round_id)
    )
    database = Database(url)
    try:
        with database.reader.connect() as connection:
            return [
                Ballot(round, seat, key, seq, canonical(marks))
                for round, seat, key, seq, marks in connection.execute(found)
            ]
    finally:
        database.close()


def tally(url: str, round_id: int) -> Tally:
    """The result of a counted round about one thing, as ballots."""
    database = Database(url)
    try:
        with database.reader.connect() as connection:
            result = connection.scalar(select(Round.result).where(Round.id == round_id))
    finally:
        database.close()
    assert result, f"round {round_id} isn't counted"
    ((option, figures),) = result["options"].items()
    return Tally(
        round_id,
        Counter({canonical({option: mark}): n for mark, n in figures["counts"].items() if n}),
    )

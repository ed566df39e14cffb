"""What the store holds: the rows of rounds, read by the rules' own tables."""

from collections import Counter
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url

from facilitation.db import Database
from facilitation.participants.models import Seat
from facilitation.voting.models import Round
from tests import stored
from tests.server import keys_of

from .history import Ballot, Tally, canonical


def rows(url: str, round_id: int | None = None) -> list[Ballot]:
    """Every row that stands for a ballot, of one round or of all."""
    with stored.reading(url, _keys(url)) as session:
        numbers = {seat.id: seat.number for seat in session.scalars(select(Seat))}
        rounds = select(Round.id).where(True if round_id is None else Round.id == round_id)
        return [
            Ballot(found, numbers[seat_id], one.key, one.seq, canonical(one.marks))
            for found in session.scalars(rounds)
            for seat_id, one in stored.ballots(session, found).items()
            if one.marks is not None
        ]


def _keys(url: str) -> Path:
    """Of a server's database in its instance's folder."""
    return keys_of(Path(make_url(url).database or "").parent)


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

"""The council that is measured: set up by the rules before the server starts, audited after."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from facilitation import db, migrations
from facilitation.councils import councils, team, walls
from facilitation.participants import cards, seats
from tests import factories

PER_TABLE = 8
OPTION = "M7"
"""The key of the measure that is voted on."""


@dataclass(frozen=True)
class Hall:
    """A council in the middle of its session, and who may open which door."""

    database: Path
    slug: str
    tokens: list[tuple[int, str]]
    """(seat number, card token) of every member."""
    desk_cookie: str
    wall_cookie: str
    round_id: int


@dataclass(frozen=True)
class Audit:
    """What the rows of a round say about the history of the phones."""

    stored: int
    lost: int
    """Acknowledged, but not there, or there with other marks."""
    doubled: int
    """More than one row for a seat."""
    ghosts: int
    """There, but never sent."""


def furnish(folder: Path, members: int) -> Hall:
    """A council of ``members``; all are here, the text of the first vote is shown."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ratschlag.db"
    (folder / "secret.key").write_bytes(factories.KEY)
    database = db.configure(f"sqlite:///{path}")
    try:
        migrations.upgrade(database)
        evening = factories.evening("messung", members=members, per_table=PER_TABLE)
        evening.start()
        evening.arrive()
        evening.move_on()
        evening.move_on()
        round_id = evening.show_text()
        return _doors(path, evening, round_id)
    finally:
        database.close()


def _doors(path: Path, evening: factories.Evening, round_id: int) -> Hall:
    with db.transaction() as session:
        council = councils.find(session, evening.slug)
        lead = team.accept(
            session,
            team.invite(session, council, "lead"),
            name="Messung",
            password_hash="never compared",
        )
        wall, wall_token = walls.ask(session, council)
        walls.pair(session, council, wall.code)
        return Hall(
            database=path,
            slug=evening.slug,
            tokens=[
                (seat.number, cards.token(factories.KEY, seat))
                for seat in seats.all_seats(session, council.id)
            ],
            desk_cookie=f"ratschlag_team={team.sign_in(session, lead.id)}",
            wall_cookie=f"ratschlag_wall={wall_token}",
            round_id=round_id,
        )


@dataclass
class History:
    """What one phone knows: what it sent, what was acknowledged last."""

    sent: dict[int, str]
    acknowledged: int = 0


def audit(hall: Hall, round_id: int, histories: dict[int, History]) -> Audit:
    """Compare the rows of a round with what each seat number's phone has noted."""
    with sqlite3.connect(hall.database) as connection:
        rows = connection.execute(
            "SELECT seats.number, ballots.seq, ballots.marks FROM ballots "
            "JOIN seats ON seats.id = ballots.seat_id WHERE round_id = ?",
            (round_id,),
        ).fetchall()
    connection.close()
    found: dict[int, list[tuple[int, str]]] = {}
    for number, seq, marks in rows:
        found.setdefault(number, []).append((seq, json.loads(marks)[OPTION]))
    lost = ghosts = 0
    for number, history in histories.items():
        seq, mark = max(found.get(number, [(0, "")]))
        lost += seq < history.acknowledged
        ghosts += seq > 0 and history.sent.get(seq) != mark
    doubled = sum(len(ballots) - 1 for ballots in found.values())
    return Audit(len(rows), lost, doubled, ghosts)

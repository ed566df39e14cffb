"""The council that is measured: set up by the rules before the server starts."""

from dataclasses import dataclass
from pathlib import Path

from facilitation import db, migrations
from facilitation.councils import councils, team, walls
from facilitation.participants import cards, seats
from facilitation.voting import keys
from tests import factories
from tests.server import keys_of
from tests.stored import working_on

PER_TABLE = 8
OPTION = "M7"
"""The key of the measure that is voted on."""


@dataclass(frozen=True)
class Hall:
    """A council in the middle of its session, and who may open which door."""

    url: str
    """Of the database."""
    slug: str
    tokens: list[tuple[int, str]]
    """(seat number, card token) of every member."""
    desk_cookie: str
    wall_cookie: str
    round_id: int
    keys: Path
    """The folder with the keys of its sealed rounds."""


def furnish(folder: Path, members: int, url: str = "", mode: str = "sealed") -> Hall:
    """A council of ``members``; all are here, the text of the first vote is shown."""
    folder.mkdir(parents=True, exist_ok=True)
    url = url or f"sqlite:///{folder / 'ratschlag.db'}"
    (folder / "secret.key").write_bytes(factories.KEY)
    database = db.Database(url)
    with working_on(database, keys_of(folder)):
        migrations.upgrade(database)
        evening = factories.evening("messung", members=members, per_table=PER_TABLE, mode=mode)
        evening.start()
        evening.arrive()
        evening.move_on()
        evening.move_on()
        round_id = evening.show_text()
        return _doors(url, evening, round_id)


def _doors(url: str, evening: factories.Evening, round_id: int) -> Hall:
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
            url=url,
            slug=evening.slug,
            tokens=[
                (seat.number, cards.token(factories.KEY, seat))
                for seat in seats.all_seats(session, council.id)
            ],
            desk_cookie=f"ratschlag_team={team.sign_in(session, lead.id)}",
            wall_cookie=f"ratschlag_wall={wall_token}",
            round_id=round_id,
            keys=keys.folder_of(db.database()),
        )

"""An agenda that was planned before fixed times existed opens, runs and can be taken back."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command

from facilitation import migrations
from facilitation.db import Database

COUNCIL = {
    "id": 1, "slug": "alt", "room_code": "7K4P", "rule": None, "is_example": False,
    "created_at": "2022-08-01 10:00:00",
}  # fmt: skip
MEETING = {
    "id": 1, "council_id": 1, "number": 1, "block": 1, "title": "Auftakt", "aim": "",
    "date": date(2022, 9, 23).isoformat(), "starts_at": "17:00:00", "place": "", "summary": "",
    "state": "planned", "wall_view": "follow",
}  # fmt: skip
ITEM = {
    "id": 1, "meeting_id": 1, "position": 1, "kind": "welcome", "title": "Willkommen",
    "minutes": 15, "public_text": "", "notes": "", "outcome": "",
}  # fmt: skip


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'council.db'}")
    yield database
    database.close()


def go_to(database, revision, way=command.upgrade):
    config = migrations.configuration()
    with migrations._without_foreign_keys(database) as connection, connection.begin():
        config.attributes["connection"] = connection
        way(config, revision)


def insert(database, table, values):
    with database.writer.begin() as connection:
        columns = {column["name"] for column in sa.inspect(connection).get_columns(table)}
        found = {column["name"]: "" for column in sa.inspect(connection).get_columns(table)
                 if not column["nullable"]}  # fmt: skip
        row = {name: value for name, value in (found | values).items() if name in columns}
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)


def test_old_items_survive_there_and_back(database):
    go_to(database, "0001")
    for table, values in (("councils", COUNCIL), ("meetings", MEETING), ("items", ITEM)):
        insert(database, table, values)

    go_to(database, "0004")
    with database.reader.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM items")).mappings().one()
    assert (row["title"], row["least_minutes"], row["anchor"], row["method"]) == (
        "Willkommen", None, None, "",
    )  # fmt: skip
    with pytest.raises(sa.exc.IntegrityError), database.writer.begin() as connection:
        connection.execute(sa.text("UPDATE items SET least_minutes = 16"))

    go_to(database, "0003", command.downgrade)
    with database.reader.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM items")).mappings().one()
    assert (row["title"], row["minutes"], "anchor" in row) == ("Willkommen", 15, False)

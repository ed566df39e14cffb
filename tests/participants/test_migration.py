"""Presence of before survives the new states, there and back."""

import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from facilitation import migrations
from facilitation.db import Database

ROWS = (
    "INSERT INTO councils (id, slug, title, question, client, addressee, conducted_by, place,"
    " mandate, follow_up, council_word, field_word, fields_word, measure_word, measures_word,"
    " vote_question, room_code, is_example, created_at) VALUES (1, 'rat', 'Rat', '', '', '', '',"
    " '', '', '', '', '', '', '', '', '', '7K4P', 0, '2026-01-01')",
    "INSERT INTO seats (id, council_id, number, name, channel, card_salt, failed)"
    " VALUES (1, 1, 17, 'Öz', 'paper', 'salt', 0), (2, 1, 18, '', 'phone', 'pepper', 0)",
    "INSERT INTO meetings (id, council_id, number, block, title, aim, date, starts_at, place,"
    " summary, state, wall_view) VALUES (1, 1, 1, 1, 'Eins', '', '2026-01-01', '10:00', '', '',"
    " 'running', 'follow')",
    "INSERT INTO presences (meeting_id, seat_id, state) VALUES (1, 1, 'here'), (1, 2, 'absent')",
)


@pytest.fixture
def old(tmp_path):
    """A database as the first version left it."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    move(database, command.upgrade, "0001")
    with database.writer.begin() as connection:
        for row in ROWS:
            connection.exec_driver_sql(row)
    yield database
    database.close()


def move(database, way, revision):
    config = migrations.configuration()
    with migrations._without_foreign_keys(database) as connection, connection.begin():
        config.attributes["connection"] = connection
        way(config, revision)


def rows(database, question):
    with database.reader.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def test_old_seats_and_marks_stay(old):
    move(old, command.upgrade, "0006")

    assert rows(old, "SELECT number, name, channel, retired_at FROM seats ORDER BY id") == [
        (17, "Öz", "paper", None),
        (18, "", "phone", None),
    ]
    assert rows(old, "SELECT state FROM presences ORDER BY id") == [("here",), ("absent",)]
    with old.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE presences SET state = 'left'")
    for wrong in (
        "UPDATE presences SET state = 'gone'",
        "UPDATE seats SET number = 0",
        "UPDATE seats SET channel = 'pigeon'",
    ):
        with pytest.raises(IntegrityError), old.writer.begin() as connection:
            connection.exec_driver_sql(wrong)


def test_the_way_back_keeps_what_the_old_words_can_say(old):
    move(old, command.upgrade, "0006")
    with old.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE presences SET state = 'away' WHERE seat_id = 1")
        connection.exec_driver_sql("UPDATE presences SET state = 'left' WHERE seat_id = 2")
    move(old, command.downgrade, "0005")

    assert rows(old, "SELECT state FROM presences ORDER BY id") == [("here",), ("absent",)]
    assert rows(old, "SELECT number FROM seats ORDER BY id") == [(17,), (18,)]
    with pytest.raises(IntegrityError), old.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE presences SET state = 'away'")

"""Measures of before keep their texts beside the new one in Einfache Sprache, there and back."""

import pytest
import sqlalchemy as sa
from alembic import command

from facilitation import migrations
from facilitation.db import Database
from tests.meetings.test_old_agendas import COUNCIL, go_to, insert

MEASURE = {"id": 1, "council_id": 1, "number": 7, "title": "Werkstatt", "text": "Der ganze Text."}


@pytest.fixture
def old(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    go_to(database, "0001")
    insert(database, "councils", COUNCIL)
    insert(database, "measures", MEASURE)
    yield database
    database.close()


def kept(database):
    with database.reader.connect() as connection:
        return dict(connection.execute(sa.text("SELECT * FROM measures")).mappings().one())


def test_old_measures_survive_there_and_back(old):
    migrations.upgrade(old)
    assert kept(old).items() >= (MEASURE | {"easy": ""}).items()
    go_to(old, "0010", command.downgrade)
    assert kept(old).items() >= MEASURE.items()
    assert "easy" not in kept(old)

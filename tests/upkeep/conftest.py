"""A back-up to bring back."""

import pytest

from facilitation.upkeep import backup

from .. import factories
from .packages import KEY


@pytest.fixture
def made(database, tmp_path):
    """A back-up of one council; the database went on and holds two."""
    factories.evening("erster")
    out = tmp_path / "stick.zip"
    backup.back_up(database, KEY, out)
    factories.evening("zweiter")
    database.close()
    return out

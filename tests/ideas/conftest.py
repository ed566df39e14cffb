"""An evening whose first item collects ideas, and short ways to write some."""

import pytest

from facilitation import db
from facilitation.ideas import inbox
from facilitation.meetings.models import Item


@pytest.fixture
def collecting(evening):
    """The evening; its first item collects."""
    with db.transaction() as session:
        session.get_one(Item, evening.item_ids[0]).collects = "idea"
    return evening


@pytest.fixture
def written(evening):
    """Write ideas; returns their ids in the order of the texts."""

    def write(*texts, **values):
        with db.transaction() as session:
            return [
                inbox.write(session, evening.council_id, text=text, **values).id for text in texts
            ]

    return write

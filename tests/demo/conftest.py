"""The example in a database of its own."""

from functools import cache

import pytest

from facilitation import db, demo, migrations
from facilitation.councils import councils
from facilitation.meetings import agenda
from facilitation.voting import keys, polls
from tests import once

from .. import stored


@pytest.fixture
def empty(tmp_path):
    database = db.configure(f"sqlite:///{tmp_path / 'demo.db'}")
    migrations.upgrade(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory, key_folder):
    """Each stage built once, when it is first asked for; tests work on copies."""
    folder = once.shared(tmp_path_factory)

    @cache
    def path_of(stage):
        def build(path):
            keys.configure(folder / "stage-keys")
            database = db.configure(f"sqlite:///{path}")
            migrations.upgrade(database)
            demo.build(stage)
            database.close()
            keys.configure(key_folder)

        path = once.made(folder / f"stage-{stage}.db", build)
        stored.bring_keys(path, folder / "stage-keys", key_folder)
        return path

    return path_of


@pytest.fixture
def council(built, tmp_path, request):
    path = stored.copy(built(request.param), tmp_path / "copy.db")
    database = db.configure(f"sqlite:///{path}")
    with db.reading() as session:
        yield Kassel(session, request.param)
    database.close()


class Kassel:
    """The example as it stands in the database."""

    def __init__(self, session, stage=""):
        self.session, self.stage = session, stage
        self.council = councils.find(session, "smart-kassel")
        self.meetings = agenda.all_meetings(session, self.council.id)

    def polls_of(self, number, kind):
        """The polls under the first item of this kind in session ``number``."""
        item = next(item for item in self.meetings[number - 1].items if item.kind == kind)
        return polls.of_item(self.session, item.id)

    def item_with_votes(self):
        return next(item for item in self.meetings[2].items if item.kind == "vote")

    def rounds(self):
        return [poll.latest for poll in polls.of_item(self.session, self.item_with_votes().id)]

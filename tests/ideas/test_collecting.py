"""When members may write, and what comes late."""

import pytest

from facilitation import db
from facilitation.ideas import collecting as rules
from facilitation.meetings.models import Item, Meeting


def now(evening):
    with db.reading() as session:
        return rules.collecting(session.get_one(Meeting, evening.meeting_id))


def test_only_the_running_item_invites(collecting):
    assert now(collecting) == ""
    collecting.start()
    assert now(collecting) == ""
    collecting.move_on()
    assert now(collecting) == "idea"
    collecting.move_on()
    assert now(collecting) == ""


def test_what_comes_after_the_item_is_still_taken(collecting):
    collecting.start()
    collecting.move_on()
    collecting.move_on()
    with db.reading() as session:
        assert rules.item_for(session, collecting.council_id, "idea").id == collecting.item_ids[0]


def test_the_newest_item_that_asked_is_taken(collecting):
    with db.transaction() as session:
        session.get_one(Item, collecting.item_ids[1]).collects = "idea"
    collecting.start()
    collecting.move_on()
    collecting.move_on()
    with db.reading() as session:
        assert rules.item_for(session, collecting.council_id, "idea").id == collecting.item_ids[1]


@pytest.mark.parametrize("kind", ["idea", "goal"])
def test_nothing_is_taken_that_nobody_asked_for(collecting, kind):
    if kind == "goal":
        collecting.start()
        collecting.move_on()
    with db.reading() as session, pytest.raises(rules.NothingCollected, match="bleibt"):
        rules.item_for(session, collecting.council_id, kind)

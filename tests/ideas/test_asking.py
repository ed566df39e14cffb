"""Groups of ideas as what is voted on: their sentences are read, and they stay as long as that."""

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.ideas import groups, inbox
from facilitation.meetings.models import Item
from facilitation.voting import planned, polls, wording


@pytest.fixture
def made(app, evening):
    """Two groups of two ideas each, and a poll about both."""
    with db.transaction() as session:
        ideas = [inbox.write(session, evening.council_id, text=f"Idee {n}") for n in range(4)]
        found = [
            groups.group(session, evening.council_id, ideas[:2], "Bänke"),
            groups.group(session, evening.council_id, ideas[2:], "Schatten"),
        ]
        item = session.get_one(Item, evening.item_ids[1])
        poll = planned.ask(
            session,
            item,
            "dots",
            [(f"G{at}", "idea_group", one.id) for at, one in enumerate(found, start=1)],
            title="Was zuerst?",
            question="Was zuerst?",
            settings={"points": 3, "per_option": 3},
        )
        return [one.id for one in found], poll.id


def test_a_group_is_read_with_its_sentences(made, evening):
    _groups, poll_id = made
    with db.reading() as session:
        text = wording.current(session, planned.find(session, evening.council_id, poll_id))

    assert [option["title"] for option in text["options"]] == ["Bänke", "Schatten"]
    assert text["options"][0]["text"] in ("– Idee 0\n– Idee 1", "– Idee 1\n– Idee 0")


WAYS = {
    "ungroup": lambda session, council_id, first, second: groups.ungroup(session, second),
    "merge": lambda session, council_id, *both: groups.merge(session, council_id, both, []),
    "park": lambda session, council_id, first, second: inbox.park(session, list(second.ideas)),
}


@pytest.mark.parametrize("how", WAYS)
def test_a_group_that_is_asked_about_is_not_dissolved(made, evening, how):
    found, _poll = made
    with db.transaction() as session:
        first, second = (groups.find(session, evening.council_id, one) for one in found)
        with pytest.raises(Refused, match="soll abgestimmt werden"), session.begin_nested():
            WAYS[how](session, evening.council_id, first, second)

    with db.reading() as session:
        assert len(groups.find(session, evening.council_id, found[1]).ideas) == 2


def test_once_the_poll_is_taken_off_the_group_may_go(made, evening):
    found, poll_id = made
    with db.transaction() as session:
        polls.drop(session, planned.find(session, evening.council_id, poll_id))
        groups.ungroup(session, groups.find(session, evening.council_id, found[1]))

    with db.reading() as session:
        assert [one.id for one in inbox.all_groups(session, evening.council_id)] == [found[0]]

"""What is planned can be changed and taken away until it has begun."""

import pytest

from facilitation import db
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.measures.models import Measure
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.participants import presence, seats
from facilitation.voting import planned, polls
from facilitation.voting.models import Poll

from .. import factories

SIMPLE = {"threshold": "1/2", "compare": ">", "base": "yes_and_no", "also": None, "turnout": None}


@pytest.fixture
def session(evening):
    with db.transaction() as session:
        yield session


@pytest.fixture
def item(session, evening):
    """The item with two votes."""
    return session.get_one(Item, evening.item_ids[1])


def ask(session, item, evening, *at):
    chosen = [session.get_one(Measure, evening.measure_ids[each]) for each in at]
    return planned.ask_about(session, item, chosen, question="Soll sie?", rule=None)


def order(session, item):
    return [poll.options[0].key for poll in polls.of_item(session, item.id)]


def test_one_vote_is_planned_per_measure(session, evening, item):
    made = ask(session, item, evening, 0, 1)

    assert order(session, item) == ["M7", "M8", "M7", "M8"]
    assert {poll.latest.state for poll in made} == {"ready"}


def test_a_new_vote_comes_last_even_after_one_was_dropped(session, evening, item):
    polls.drop(session, session.get_one(Poll, evening.poll_ids[0]))
    ask(session, item, evening, 0)

    assert order(session, item) == ["M8", "M7"]
    positions = [poll.position for poll in polls.of_item(session, item.id)]
    assert positions == sorted(set(positions))


def test_votes_hang_under_votes_only(session, evening, item):
    with pytest.raises(Refused, match="Abstimmung"):
        ask(session, session.get_one(Item, evening.item_ids[0]), evening, 0)
    with pytest.raises(Refused, match="Art ändern"):
        planned.change_item(session, item, kind="break", title="Pause", minutes=10)
    planned.change_item(session, item, kind="vote", title="Zwei Fragen", minutes=10)

    assert (item.title, item.minutes) == ("Zwei Fragen", 10)


def test_question_and_rule_change_until_the_round_is_open(session, evening):
    poll = session.get_one(Poll, evening.poll_ids[0])
    planned.reword(session, poll, question="Anders gefragt?", rule=SIMPLE)
    assert (poll.question, poll.rule) == ("Anders gefragt?", SIMPLE)


def test_question_and_rule_stand_once_the_round_is_open(evening):
    evening.begin_vote()

    with db.transaction() as session, pytest.raises(Refused, match="Regel steht fest"):
        planned.reword(
            session, session.get_one(Poll, evening.poll_ids[0]), question="Zu spät?", rule=SIMPLE
        )


def test_an_item_goes_with_its_votes(session, evening, item):
    planned.take_off(session, item)

    assert session.query(Poll).count() == 0
    assert len(session.get_one(Meeting, evening.meeting_id).items) == 2


@pytest.mark.parametrize("act", ["item", "poll", "meeting"])
def test_what_has_begun_stays(evening, act):
    evening.begin_vote()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        remove = {
            "item": lambda: planned.take_off(session, meeting.items[1]),
            "poll": lambda: polls.drop(session, session.get_one(Poll, evening.poll_ids[0])),
            "meeting": lambda: planned.call_off(session, meeting),
        }[act]
        with pytest.raises(Refused):
            remove()


def test_a_session_is_called_off_with_all_that_was_noted_for_it(session, evening):
    meeting = session.get_one(Meeting, evening.meeting_id)
    presence.mark(session, meeting, seats.all_seats(session, evening.council_id)[0], "absent")
    planned.call_off(session, meeting)

    assert agenda.all_meetings(session, evening.council_id) == []
    assert session.query(Poll).count() == 0


def test_a_foreign_vote_is_not_found(evening):
    other = factories.evening("nachbarstadt")

    with db.reading() as session:
        assert planned.find(session, evening.council_id, evening.poll_ids[0])
        with pytest.raises(NotFound):
            planned.find(session, evening.council_id, other.poll_ids[0])


def test_a_way_that_nobody_knows_is_not_planned(session, item):
    with pytest.raises(Invalid, match="kennen wir nicht"):
        polls.plan(session, item, method="coin", question="?", subjects=[("A", "text", 0, "A")])


def test_nothing_is_planned_about_nothing(session, item):
    with pytest.raises(Invalid, match="worüber"):
        polls.plan(session, item, method="yes_no", question="?", subjects=[])

"""What is on now: one description of the moment for all faces."""

from dataclasses import replace

import pytest

from facilitation import db
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.errors import NotFound
from facilitation.live.picture import gather
from facilitation.meetings import agenda
from facilitation.meetings.models import Meeting
from facilitation.recommendations import drafting

from .. import factories

MARKS = ("yes", "yes", "yes", "no", "no", "abstain")


def picture(evening):
    with db.reading() as session:
        return gather(session, session.get_one(Council, evening.council_id))


def show_on_wall(evening, view, subject_id=None):
    with db.transaction() as session:
        agenda.show_on_wall(session.get_one(Meeting, evening.meeting_id), view, subject_id)


def bring_to(evening, moment, marks=MARKS):
    """Walk the evening to a moment of its second item."""
    if moment in ("ready", "text_shown"):
        evening.start()
        evening.arrive()
        evening.move_on()
        evening.move_on()
        if moment == "text_shown":
            evening.show_text()
        return
    evening.begin_vote()
    for number, mark in enumerate(marks, 1):
        evening.cast(number, mark)
    for command in {
        "closed": ["close"],
        "counted": ["close", "count"],
        "shown": ["close", "show"],
    }.get(moment, []):
        evening.command(command)
    if moment == "cancelled":
        evening.command("cancel", "Falscher Text.")


def test_a_council_without_a_meeting_has_no_moment(database):
    with db.transaction() as session:
        council = councils.set_up(session, slug="leer", title="Leer")
        found = gather(session, council)

    assert (found.phase, found.wall, found.agenda) == ("none", "before", [])
    assert (found.meeting, found.now, found.next, found.poll) == (None, None, None, None)


def test_phases_follow_the_evening(evening):
    def seen():
        found = picture(evening)
        return (
            found.phase,
            found.wall,
            found.now and found.now.id,
            found.next and found.next.id,
        )

    one, two, three = evening.item_ids
    assert seen() == ("before", "before", None, one)
    evening.start()
    assert seen() == ("welcome", "join", None, one)
    evening.move_on()
    assert seen() == ("item", "now", one, two)
    evening.move_on()
    evening.move_on()
    assert seen() == ("item", "now", three, None)
    evening.end()
    assert seen() == ("ended", "ended", None, None)


@pytest.mark.parametrize(
    ("moment", "wall"),
    [
        ("ready", "now"),
        ("text_shown", "text"),
        ("open", "open"),
        ("closed", "closed"),
        ("counted", "closed"),
        ("shown", "result"),
        ("cancelled", "cancelled"),
    ],
)
def test_the_wall_follows_the_round_and_the_result_comes_last(evening, moment, wall):
    bring_to(evening, moment)
    found = picture(evening)

    assert found.wall == wall
    assert (found.poll is None) == (moment == "ready")
    assert [view.state for view in found.polls] == [moment, "ready"]
    if found.poll:
        assert (found.poll.result is not None) == (moment == "shown")


@pytest.mark.parametrize("moment", ["open", "closed", "counted", "cancelled"])
def test_opposite_votes_look_the_same_until_the_result_is_shown(evening, moment):
    """P5: nothing of what is drawn from depends on a mark; the control is the last state."""
    other = factories.evening("nachbarstadt")
    bring_to(evening, moment)
    bring_to(other, moment, ["no"] * 6)
    assert without_names(picture(evening)) == without_names(picture(other))


def test_the_result_differs_where_votes_do(evening):
    other = factories.evening("nachbarstadt")
    bring_to(evening, "shown")
    bring_to(other, "shown", ["no"] * 6)
    assert without_names(picture(evening)) != without_names(picture(other))


def without_names(found):
    """The vote and its seats without ids and moments."""
    options = tuple(replace(option, id=0) for option in found.poll.options)
    poll = replace(
        found.poll, poll_id=0, round_id=0, options=options, opened_at=None, closed_at=None
    )
    return poll, [replace(line, id=0) for line in found.seats]


@pytest.mark.parametrize("view", ["join", "agenda"])
def test_the_team_may_show_something_else_meanwhile(evening, view):
    bring_to(evening, "open")
    show_on_wall(evening, view)

    assert picture(evening).wall == view
    assert picture(evening).poll.state == "open"


def test_the_wall_reads_a_recommendation_along(evening):
    evening.start()
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        draft = drafting.capture(session, council, measure=None, around=None, account_id=None).id
    show_on_wall(evening, "recommendation", draft)

    assert picture(evening).wall == "recommendation"
    assert picture(evening).recommendation.id == draft


def test_a_recommendation_of_another_council_is_not_read_along(evening):
    other = factories.evening("nachbarstadt")
    evening.start()
    with db.transaction() as session:
        council = session.get_one(Council, other.council_id)
        foreign = drafting.capture(session, council, measure=None, around=None, account_id=None).id
    show_on_wall(evening, "recommendation", foreign)

    with pytest.raises(NotFound):
        picture(evening)


def test_polls_are_counted_within_their_item(evening):
    bring_to(evening, "open")
    views = picture(evening).polls

    assert [(view.place, view.of, view.option.code) for view in views] == [
        (1, 2, "M7"),
        (2, 2, "M8"),
    ]


def test_arrivals_are_counted_and_the_missing_are_named(evening):
    evening.begin_vote()
    for number in (2, 5):
        evening.cast(number, "yes")
    poll = picture(evening).poll

    assert (poll.arrived, poll.roll, poll.missing) == (2, 6, [1, 3, 4, 6])
    assert not poll.almost


@pytest.mark.parametrize(("arrived", "almost"), [(17, False), (18, True), (19, True), (20, False)])
def test_the_last_few_are_not_counted_out_loud(database, arrived, almost):
    evening = factories.evening(members=20)
    evening.begin_vote()
    for number in range(1, arrived + 1):
        evening.cast(number, "yes")

    assert picture(evening).poll.almost is almost


def test_who_came_after_the_opening_is_here_but_not_on_the_roll(evening):
    evening.start()
    evening.arrive(1, 2)
    evening.move_on()
    evening.move_on()
    evening.open()
    evening.arrive(3)
    found = picture(evening)

    assert (found.here, found.members, found.poll.roll) == (3, 6, 2)
    assert [line.here for line in found.seats] == [True, True, True, False, False, False]
    assert [line.roll is not None for line in found.seats] == [True, True] + [False] * 4


def test_seats_are_grouped_by_table_those_without_one_last(evening):
    from facilitation.participants import seats

    with db.transaction() as session:
        seats.add(session, evening.council_id, number=7)
    tables = picture(evening).tables

    assert {table: [line.number for line in lines] for table, lines in tables.items()} == {
        1: [1, 2, 3],
        2: [4, 5, 6],
        None: [7],
    }
    assert list(tables)[-1] is None


def test_the_result_says_the_counts_that_were_cast(evening):
    bring_to(evening, "shown")
    result = picture(evening).poll.result

    assert [step.count for step in result.steps] == [3, 2, 1]


def test_drafts_beside_the_round_are_at_hand(evening):
    bring_to(evening, "shown")
    with db.transaction() as session:
        from facilitation.voting.models import Round

        council = session.get_one(Council, evening.council_id)
        around = session.get_one(Round, evening.round_id)
        drafting.capture(session, council, measure=None, around=around, account_id=None)

    assert len(picture(evening).drafts) == 1

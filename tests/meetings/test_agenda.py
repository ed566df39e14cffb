"""The agenda: one current item, and commands that work once."""

from datetime import date, time

import pytest

from facilitation import db
from facilitation.errors import Conflict, Invalid, NotFound, Refused
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting

from .. import factories

ONLY_WHILE_RUNNING = {
    "move_on": lambda session, meeting: agenda.move_on(session, meeting, from_item=None),
    "move_back": lambda session, meeting: agenda.move_back(session, meeting, from_item=None),
    "end": agenda.end,
}


def do(evening, act, *args, **values):
    """Call a rule with the session and the evening's meeting."""
    with db.transaction() as session:
        return act(session, session.get_one(Meeting, evening.meeting_id), *args, **values)


def do_item(evening, act, at, *args):
    with db.transaction() as session:
        return act(session, session.get_one(Item, evening.item_ids[at]), *args)


def current(evening):
    with db.reading() as session:
        return session.get_one(Meeting, evening.meeting_id).current_item_id


def items(evening):
    with db.reading() as session:
        return [item.id for item in session.get_one(Meeting, evening.meeting_id).items]


def times_of(evening, at):
    with db.reading() as session:
        item = session.get_one(Item, evening.item_ids[at])
        return item.started_at, item.ended_at


def meeting_of(evening, number=2, **more):
    values = {"title": "Empfehlungen", "on": date(2022, 10, 15), "starts_at": time(10)} | more
    with db.transaction() as session:
        return agenda.add_meeting(session, evening.council_id, number=number, **values)


def test_start_opens_the_doors_but_begins_nothing(evening):
    evening.start()

    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        assert (meeting.state, meeting.wall_view, meeting.current) == ("running", "join", None)
        assert meeting.opened_at
        assert agenda.next_item(meeting).id == evening.item_ids[0]


def test_a_meeting_starts_only_once(evening):
    evening.start()
    with pytest.raises(Conflict, match="schon begonnen"):
        evening.start()

    evening.end()
    with pytest.raises(Conflict, match="schon begonnen"):
        evening.start()


def test_two_meetings_of_a_council_never_run_at_once(evening):
    other = meeting_of(evening)
    neighbour = factories.evening("nachbarstadt")
    evening.start()
    neighbour.start()

    with db.transaction() as session, pytest.raises(Refused, match="läuft noch"):
        agenda.start(session, session.get_one(Meeting, other.id))


def test_an_empty_agenda_is_not_started(evening):
    empty = meeting_of(evening)

    with db.transaction() as session, pytest.raises(Refused, match="leer"):
        agenda.start(session, session.get_one(Meeting, empty.id))


def test_moving_on_ends_one_item_and_begins_the_next(evening):
    evening.start()
    seen = [current(evening)]
    for _ in evening.item_ids:
        evening.move_on()
        seen.append(current(evening))

    assert seen == [None, *evening.item_ids]
    assert times_of(evening, 0)[1] == times_of(evening, 1)[0]
    assert times_of(evening, 2)[1] is None
    with pytest.raises(Refused, match="letzte Punkt"):
        evening.move_on()


@pytest.mark.parametrize("act", [agenda.move_on, agenda.move_back])
def test_pressed_twice_it_moves_once(evening, act):
    evening.start()
    evening.move_on()
    evening.move_on()
    do(evening, act, from_item=evening.item_ids[1])
    after = current(evening)

    with pytest.raises(Conflict, match="schon geschehen"):
        do(evening, act, from_item=evening.item_ids[1])
    assert current(evening) == after


def test_moving_back_lets_the_time_of_the_item_before_go_on(evening):
    evening.start()
    evening.move_on()
    began, _ = times_of(evening, 0)
    evening.move_on()
    do(evening, agenda.move_back, from_item=evening.item_ids[1])

    assert current(evening) == evening.item_ids[0]
    assert times_of(evening, 0) == (began, None)
    assert times_of(evening, 1) == (None, None)


def test_moving_back_ends_at_the_welcome(evening):
    evening.start()
    evening.move_on()
    do(evening, agenda.move_back, from_item=evening.item_ids[0])

    assert current(evening) is None
    with pytest.raises(Refused, match="Davor"):
        do(evening, agenda.move_back, from_item=None)


def test_moving_back_touches_no_vote(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    do(evening, agenda.move_back, from_item=evening.item_ids[1])
    evening.move_on()
    evening.command("close")
    evening.command("show")

    with db.reading() as session:
        from facilitation.voting.models import Round

        result = session.get_one(Round, evening.round_id).result
    assert result["options"]["M7"]["counts"]["yes"] == 1


@pytest.mark.parametrize("name", ONLY_WHILE_RUNNING)
@pytest.mark.parametrize("state", ["planned", "ended"])
def test_a_meeting_that_does_not_run_does_not_move(evening, name, state):
    if state == "ended":
        evening.start()
        evening.end()

    with pytest.raises(Conflict, match="läuft nicht"):
        do(evening, ONLY_WHILE_RUNNING[name])


def test_the_end_closes_the_current_item(evening):
    evening.start()
    evening.move_on()
    do(evening, agenda.end)

    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        assert (meeting.state, meeting.current, meeting.wall_view) == ("ended", None, "follow")
        assert meeting.items[0].ended_at == meeting.ended_at


def test_items_change_places_until_they_have_begun(evening):
    one, two, three = evening.item_ids
    do_item(evening, agenda.shift_item, 2, -1)
    assert items(evening) == [one, three, two]
    do_item(evening, agenda.shift_item, 0, -1)
    do_item(evening, agenda.shift_item, 1, 1)
    assert items(evening) == [one, three, two]

    evening.start()
    evening.move_on()
    for at, by in ((0, 1), (2, -1)):
        with pytest.raises(Refused, match="schon begonnen"):
            do_item(evening, agenda.shift_item, at, by)
    assert items(evening) == [one, three, two]


def test_an_item_can_go_until_it_has_begun(evening):
    do_item(evening, agenda.remove_item, 2)
    assert items(evening) == list(evening.item_ids[:2])

    evening.start()
    evening.move_on()
    with pytest.raises(Refused, match="schon begonnen"):
        do_item(evening, agenda.remove_item, 0)


def test_a_new_item_goes_to_the_end_even_after_one_was_removed(evening):
    do_item(evening, agenda.remove_item, 0)
    added = do(evening, agenda.add_item, kind="closing", title="Abschied", minutes=10)

    assert items(evening) == [*evening.item_ids[1:], added.id]


def test_numbers_of_meetings_are_given_once_per_council(evening):
    with pytest.raises(Conflict, match="gibt es schon"):
        meeting_of(evening, number=1)
    assert meeting_of(factories.evening("nachbarstadt"), number=2)


def test_only_a_meeting_that_never_ran_can_go(evening):
    planned = meeting_of(evening)
    with db.transaction() as session:
        meeting = session.get_one(Meeting, planned.id)
        agenda.add_item(session, meeting, kind="break", title="Pause", minutes=15)
        agenda.remove_meeting(session, meeting)
        assert agenda.all_meetings(session, evening.council_id) == [
            agenda.find_meeting(session, evening.council_id, 1)
        ]

    evening.start()
    with pytest.raises(Refused, match="bleibt deshalb erhalten"):
        do(evening, agenda.remove_meeting)


def test_on_now_is_the_running_meeting_then_the_next_then_the_last(evening):
    def number():
        with db.reading() as session:
            found = agenda.on_now(session, evening.council_id)
            return found.number if found else None

    meeting_of(evening, 2)
    third = meeting_of(evening, 3)
    assert number() == 1
    with db.transaction() as session:
        meeting = session.get_one(Meeting, third.id)
        agenda.add_item(session, meeting, kind="break", title="Pause", minutes=15)
        agenda.start(session, meeting)
    assert number() == 3
    with db.transaction() as session:
        agenda.end(session, session.get_one(Meeting, third.id))
    assert number() == 1


def test_a_council_without_meetings_has_nothing_on(database):
    with db.reading() as session:
        assert agenda.on_now(session, 1) is None


def test_the_last_meeting_stays_on_when_all_have_ended(evening):
    evening.start()
    evening.end()

    with db.reading() as session:
        assert agenda.on_now(session, evening.council_id).id == evening.meeting_id


def test_foreign_meetings_and_items_are_not_found(evening):
    other = factories.evening("nachbarstadt")

    with db.reading() as session:
        with pytest.raises(NotFound):
            agenda.find_item(session, evening.council_id, other.item_ids[0])
        with pytest.raises(NotFound):
            agenda.find_meeting(session, evening.council_id, 2)
        assert agenda.find_item(session, evening.council_id, evening.item_ids[0])


def test_meetings_and_items_change_but_not_onto_a_taken_number(evening):
    meeting_of(evening, 2)
    do(evening, agenda.change_meeting, number=3, title="Später")
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[0])
        agenda.change_item(session, item, kind="plenary", minutes=20, title="Plenum")
        assert (item.kind, item.minutes, item.title) == ("plenary", 20, "Plenum")
        with pytest.raises(Invalid):
            agenda.change_item(session, item, kind="party", minutes=20)

    with pytest.raises(Conflict):
        do(evening, agenda.change_meeting, number=2)
    with db.reading() as session:
        assert agenda.find_meeting(session, evening.council_id, 3).title == "Später"

"""The agenda in the cockpit: moved, added, doubled, taken off, caught up, and taken back."""

import re
from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.desk import running_order
from facilitation.live import publish
from facilitation.meetings import timing
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import polls

from .cockpit_fixtures import mo, stranger

__all__ = ["mo", "stranger"]


def titles(evening):
    with db.reading() as session:
        return [
            item.title.split()[0] for item in session.get_one(Meeting, evening.meeting_id).items
        ]


def minutes(evening):
    with db.reading() as session:
        return [item.minutes for item in session.get_one(Meeting, evening.meeting_id).items]


def fresh(mo):
    publish.scenes().outdate(mo.evening.council_id)
    return mo.page()


def undo(mo):
    found = re.search(
        r'name="command" value="undo"><input type="hidden" name="from_state" value="(\d+)"',
        fresh(mo),
    )
    assert found, "nothing to undo"
    return mo.command("undo", found[1])


def late(evening, by):
    """The first item began ``by`` minutes behind the plan."""
    evening.start()
    evening.move_on()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        now = clock.now()
        meeting.items[0].started_at = now
        for item in meeting.items:
            item.planned_start -= timing.planned_start(meeting) - now + timedelta(minutes=by)
        meeting.planned_end = now + timedelta(minutes=90 - by)


def test_points_are_moved_and_moved_back(mo, evening):
    first, _vote, pause = evening.item_ids
    assert mo.command("move_item", item=pause, by="up").json["ok"]
    assert titles(evening) == ["Gespräch", "Pause", "Abstimmung:"]
    assert mo.command("move_item", item=first, by="up").json["ok"]  # is the first already
    assert undo(mo).json["ok"]
    assert titles(evening) == ["Gespräch", "Abstimmung:", "Pause"]


def test_what_has_begun_stays_in_its_place(mo, evening):
    evening.start()
    evening.move_on()
    first, vote, _pause = evening.item_ids
    assert mo.command("move_item", item=first, by="down").status_code == 400
    assert mo.command("move_item", item=vote, by="up").status_code == 400
    assert mo.command("remove_item", item=first).status_code == 400
    page = fresh(mo)
    assert f'id="mehr-{first}"' in page
    assert f'id="down-{first}"' not in page


def test_points_are_added_next_or_at_the_end(mo, evening):
    evening.start()
    evening.move_on()
    mo.command("add_item", kind="plenary", title="Blitzlicht", minutes=5, where="next")
    mo.command("add_item", kind="closing", title="Dank", minutes=5, where="end")
    assert titles(evening) == ["Gespräch", "Blitzlicht", "Abstimmung:", "Pause", "Dank"]
    undo(mo)
    assert titles(evening) == ["Gespräch", "Blitzlicht", "Abstimmung:", "Pause"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("minutes", "0"), ("minutes", "601"), ("minutes", "x"), ("kind", "x"),
     ("where", "x"), ("title", "x" * 121)],
)  # fmt: skip
def test_odd_points_are_refused(mo, evening, field, value):
    sent = {"kind": "plenary", "title": "Blitzlicht", "minutes": "5", "where": "end"}
    assert mo.command("add_item", **sent | {field: value}).status_code == 422
    assert len(titles(evening)) == 3


def test_a_point_is_doubled_and_taken_off_again(mo, evening):
    mo.command("duplicate_item", item=evening.item_ids[0])
    assert titles(evening) == ["Gespräch", "Gespräch", "Abstimmung:", "Pause"]
    undo(mo)
    assert titles(evening) == ["Gespräch", "Abstimmung:", "Pause"]


def test_a_deleted_vote_comes_back_with_what_it_asks(mo, evening):
    mo.command("remove_item", item=evening.item_ids[1])
    assert titles(evening) == ["Gespräch", "Pause"]
    undo(mo)
    assert titles(evening) == ["Gespräch", "Abstimmung:", "Pause"]
    with db.reading() as session:
        item = session.get_one(Meeting, evening.meeting_id).items[1]
        asked = [poll.options[0].key for poll in polls.of_item(session, item.id)]
    assert asked == ["M7", "M8"]


def test_points_of_other_councils_are_not_found(mo, stranger, evening):
    for name in ("duplicate_item", "remove_item"):
        assert stranger.command(name, item=evening.item_ids[0]).status_code == 404
    assert stranger.command("move_item", item=evening.item_ids[0], by="up").status_code == 404
    assert titles(evening) == ["Gespräch", "Abstimmung:", "Pause"]


def test_the_pill_says_how_late_it_is_and_the_proposal_helps(mo, evening):
    late(evening, 7)
    page = fresh(mo)
    assert "+7 Min." in page
    assert "7 Minuten hinter dem Plan" in page
    lengths = re.search(r'name="minutes" value="([\d= ]+)"', page)[1]

    first = evening.item_ids[0]
    assert mo.command("catch_up", str(first), minutes=lengths).json["ok"]
    assert sum(minutes(evening)) == 83
    assert "hinter dem Plan" not in fresh(mo)

    assert undo(mo).json["ok"]
    assert minutes(evening) == [45, 30, 15]
    assert "+7 Min." in fresh(mo)


@pytest.mark.parametrize("days", [-7, 1400])
def test_a_session_on_another_day_than_planned_is_neither_late_nor_early(mo, evening, days):
    late(evening, days * 24 * 60)
    page = fresh(mo)
    assert "dem Plan" not in page
    assert not re.search(r"[+−]\d+ Min\.", page)


def test_taking_note_changes_no_minute(mo, evening):
    late(evening, 7)
    assert "Nur merken" in fresh(mo)
    assert mo.command("note_offset", offset=7).json["ok"]
    page = fresh(mo)
    assert minutes(evening) == [45, 30, 15]
    assert "+7 Min." in page
    assert "Nur merken" not in page


@pytest.mark.parametrize("lengths", ["1=x", "x", "1=1=1", "9999999999999=4", "99=5"])
def test_odd_proposals_change_nothing(mo, evening, lengths):
    late(evening, 7)
    answer = mo.command("catch_up", str(evening.item_ids[0]), minutes=lengths)
    assert answer.status_code in (409, 422)
    assert minutes(evening) == [45, 30, 15]


def test_a_proposal_of_an_earlier_moment_is_not_taken_over(mo, evening):
    late(evening, 7)
    first = evening.item_ids[0]
    evening.move_on()
    assert mo.command("catch_up", str(first), minutes=f"{first}=40").status_code == 400


def test_the_column_is_drawn_again_when_time_has_made_it_wrong(mo, evening):
    late(evening, 7)
    fresh(mo)
    assert not running_order.is_due(evening.council_id)
    with clock.at(clock.now() + timedelta(minutes=47)):
        assert running_order.is_due(evening.council_id)
        assert not running_order.is_due(evening.council_id)


def test_without_a_script_a_move_comes_back_to_its_line(mo, evening):
    answer = mo.post(
        f"{mo.place}/befehl",
        command="move_item",
        from_state="",
        item=str(evening.item_ids[2]),
        by="up",
    )
    assert answer.location.endswith(f"/regie#punkt-{evening.item_ids[2]}")
    link = re.search(rf'<a id="titel-{evening.item_ids[2]}"[^>]*href="([^"]+)"', fresh(mo))[1]
    assert mo.get(link).status_code == 200


def test_shortened_points_keep_what_was_planned_in_sight(mo, evening):
    evening.start()
    with db.transaction() as session:
        session.get_one(Item, evening.item_ids[1]).minutes = 25
    page = re.sub(r"\s+", " ", fresh(mo))
    assert "30′ −5" in page
    assert "30 Minuten, 5 kürzer" in page

"""A session once more: its plan and its votes, never what came of them."""

import json
from datetime import date, time

import pytest

from facilitation import db
from facilitation.errors import Conflict
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import bundles, copying, planned, polls

from ..together import plan_lines, put_together


def copy(evening, *, with_votes=True, number=2, starts_at=None):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        made = copying.copy_meeting(
            session,
            meeting,
            number=number,
            title="Noch einmal",
            on=date(2030, 5, 4),
            starts_at=starts_at or meeting.starts_at,
            with_votes=with_votes,
        )
        return made.id


def seen(meeting_id):
    with db.reading() as session:
        meeting = session.get_one(Meeting, meeting_id)
        return [
            (item.title, item.minutes, len(polls.of_item(session, item.id)))
            for item in meeting.items
        ]


def test_a_copy_has_the_plan_and_the_votes(evening):
    made = copy(evening)
    assert seen(made) == seen(evening.meeting_id)
    with db.reading() as session:
        assert session.get_one(Meeting, made).state == "planned"


def groups_of(item_id):
    """The places of the votes that are held together under an item."""
    with db.reading() as session:
        return bundles.grouping(polls.of_item(session, item_id))


def test_what_is_held_together_is_so_in_the_copy_too(evening):
    plan_lines(evening, 5)
    with db.reading() as session:
        ids = [poll.id for poll in polls.of_item(session, evening.item_ids[1])]
    put_together(evening, ids[:2])
    put_together(evening, ids[3:])
    made = copy(evening)
    with db.reading() as session:
        twin = session.get_one(Meeting, made).items[1]
        own = {poll.latest.bundle_id for poll in polls.of_item(session, evening.item_ids[1])}
        copied = {poll.latest.bundle_id for poll in polls.of_item(session, twin.id)}
    assert groups_of(twin.id) == groups_of(evening.item_ids[1]) == [[0, 1], [3, 4]]
    assert own & copied == {None}


def test_an_item_that_comes_back_has_its_votes_together(evening):
    put_together(evening)
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        item = meeting.items[1]
        kept = json.loads(json.dumps(copying.keep(session, item)))
        planned.take_off(session, item)
        back = copying.bring_back(session, meeting, kept).id
    assert groups_of(back) == [[0, 1]]


def test_votes_stay_behind_if_they_are_not_wanted(evening):
    assert [votes for *_rest, votes in seen(copy(evening, with_votes=False))] == [0, 0, 0]


def test_nothing_that_happened_is_copied(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")
    evening.end()
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[0])
        item.outcome = "Drei Fragen"
        item.minutes = 30  # shortened in the course of the day

    made = copy(evening)
    with db.reading() as session:
        meeting = session.get_one(Meeting, made)
        first = meeting.items[0]
        assert (first.outcome, first.started_at, first.planned_start) == ("", None, None)
        assert first.minutes == 45
        assert meeting.summary == ""
        around = polls.of_item(session, meeting.items[1].id)[0].latest
        assert (around.state, around.result, around.number) == ("ready", None, 1)


def test_fixed_times_move_with_the_beginning(evening):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        meeting.starts_at = time(10)
        for item, anchor in zip(meeting.items, (None, time(12, 30), time(22)), strict=True):
            item.anchor = anchor

    made = copy(evening, starts_at=time(14, 15))
    with db.reading() as session:
        anchors = [item.anchor for item in session.get_one(Meeting, made).items]
    assert anchors == [None, time(16, 45), None]


def test_a_number_is_given_only_once(evening):
    with pytest.raises(Conflict):
        copy(evening, number=1)

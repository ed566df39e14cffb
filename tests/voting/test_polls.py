"""The states of a round: each command once, from the state it expects."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from facilitation import clock, db
from facilitation.errors import Invalid, Refused
from facilitation.meetings.models import Meeting
from facilitation.participants import presence, seats
from facilitation.voting import polls, roll, wording
from facilitation.voting.models import Ballot, Poll, RollEntry, Round, UnlinkedBallot
from facilitation.voting.polls import StateChanged

from .. import factories

STATES = ("ready", "text_shown", "open", "closed", "counted", "shown", "cancelled")
ALLOWED = {
    "last_call": {"open"},
    "close": {"open"},
    "reopen": {"closed"},
    "count": {"closed"},
    "show": {"closed", "counted"},
    "undo_open": {"open"},
}


def bring_to(evening, state):
    """Walk a round to a state by its commands."""
    if state == "ready":
        evening.start()
        evening.arrive()
        evening.move_on()
        evening.move_on()
    elif state == "text_shown":
        bring_to(evening, "ready")
        evening.show_text()
    else:
        evening.begin_vote()
        steps = {
            "open": [],
            "closed": ["close"],
            "counted": ["close", "count"],
            "shown": ["close", "show"],
            "cancelled": [],
        }[state]
        for step in steps:
            evening.command(step)
        if state == "cancelled":
            evening.command("cancel", "Der Strom war weg.")


def state_of(evening):
    with db.reading() as session:
        return session.get_one(Round, evening.round_id).state


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", ALLOWED)
def test_commands_work_only_from_their_state(evening, name, state):
    bring_to(evening, state)

    if state in ALLOWED[name]:
        evening.command(name)
        assert state_of(evening) != state or name == "last_call"
    else:
        with pytest.raises(StateChanged):
            evening.command(name)
        assert state_of(evening) == state


@pytest.mark.parametrize("name", ["close", "reopen", "count", "show", "last_call"])
def test_a_command_that_expects_another_state_changes_nothing(evening, name):
    bring_to(evening, "text_shown")

    with pytest.raises(StateChanged):
        evening.command(name, from_state="open")
    assert state_of(evening) == "text_shown"


def test_opening_freezes_the_roll(evening):
    evening.start()
    evening.arrive(1, 2, 3)
    evening.move_on()
    evening.move_on()
    around = evening.open()
    evening.arrive(4)

    with db.reading() as session:
        assert session.scalar(select(func.count(RollEntry.id)).filter_by(round_id=around)) == 3
        assert session.get_one(Round, around).members == 6


def test_opening_freezes_wording_and_rule(evening):
    around = evening.begin_vote()
    with db.transaction() as session:
        from facilitation.measures.models import Measure

        session.get_one(Measure, evening.measure_ids[0]).title = "Ganz anders"
        poll = session.get_one(Poll, evening.poll_ids[0])
        with pytest.raises(Refused):
            polls.set_rule(session, poll, None)

    with db.reading() as session:
        frozen = session.get_one(Round, around)
        assert frozen.wording["options"][0]["title"] == factories.TITLE
        assert frozen.rule == factories.TWO_THIRDS


def test_nobody_here_means_nothing_to_open(evening):
    evening.start()
    evening.move_on()
    evening.move_on()

    with pytest.raises(Refused, match="niemand"):
        evening.open()


def test_only_one_round_is_open_at_a_time(evening):
    evening.begin_vote(0)

    with pytest.raises(Refused, match="läuft noch"):
        evening.open(1)


def test_undo_of_opening_only_without_ballots(evening):
    evening.begin_vote()
    evening.cast(1, "yes")

    with pytest.raises(Refused, match="Stimmen"):
        evening.command("undo_open")


def test_the_roll_is_taken_anew_after_undo(evening):
    evening.start()
    evening.arrive(1, 2)
    evening.move_on()
    evening.move_on()
    evening.open()
    evening.command("undo_open")
    evening.arrive(3)
    around = evening.open()

    with db.reading() as session:
        assert session.scalar(select(func.count(RollEntry.id)).filter_by(round_id=around)) == 3


def test_the_result_equals_what_was_cast(evening):
    evening.begin_vote()
    for number, mark in enumerate(("yes", "yes", "yes", "no", "abstain"), 1):
        evening.cast(number, mark)
    evening.cast(4, "yes", seq=2)
    evening.command("close")
    evening.command("show")

    with db.reading() as session:
        around = session.get_one(Round, evening.round_id)
        assert around.result["options"]["M7"]["counts"] == {"yes": 4, "no": 0, "abstain": 1}
        assert around.result["options"]["M7"]["adopted"] is True
        assert around.channels == {"phone": 5}


def test_cancelling_needs_a_reason_and_destroys_the_ballots(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    with pytest.raises(Invalid):
        evening.command("cancel", "")

    evening.command("cancel", "Falscher Text.")

    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0
        around = session.get_one(Round, evening.round_id)
        assert (around.state, around.cancel_reason, around.result) == (
            "cancelled",
            "Falscher Text.",
            None,
        )


def test_another_round_leaves_the_earlier_one_alone(evening):
    evening.begin_vote()
    evening.cast(1, "no")
    evening.command("close")
    evening.command("show")
    first = evening.round_id
    with db.transaction() as session:
        polls.another_round(session, session.get_one(Poll, evening.poll_ids[0]))
    second = evening.open()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")

    with db.reading() as session:
        counts = [
            session.get_one(Round, around).result["options"]["M7"]["counts"]
            for around in (first, second)
        ]
    assert counts == [{"yes": 0, "no": 1, "abstain": 0}, {"yes": 1, "no": 0, "abstain": 0}]


def test_a_channel_cannot_be_switched_once_the_ballot_is_in(evening):
    evening.begin_vote()
    evening.cast(1, "yes")

    with db.transaction() as session:
        around = session.get_one(Round, evening.round_id)
        with pytest.raises(Refused, match="schon da"):
            roll.switch_channel(session, around, evening.seat_ids[0], "paper")


def test_a_foreign_round_is_not_found(evening):
    other = factories.evening("nachbarstadt")

    with db.reading() as session, pytest.raises(Refused, match="gibt es nicht"):
        polls.find_round(session, evening.council_id, other.round_id)


def test_the_end_of_the_meeting_erases_the_link_to_the_seat(evening):
    evening.begin_vote()
    for number, mark in ((1, "yes"), (2, "no"), (3, "abstain")):
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")
    evening.end()

    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0
        marks = session.scalars(select(UnlinkedBallot.marks).order_by(UnlinkedBallot.id)).all()
    assert marks == [{"M7": "abstain"}, {"M7": "no"}, {"M7": "yes"}]


def test_ending_with_an_open_round_loses_no_vote(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.end()

    with db.reading() as session:
        around = session.get_one(Round, evening.round_id)
        assert around.state == "counted"
        assert around.result["options"]["M7"]["counts"]["yes"] == 1


def test_a_forgotten_meeting_ends_after_24_hours(evening):
    from datetime import timedelta

    from facilitation import clock
    from facilitation.voting import ending

    evening.begin_vote()
    with clock.at(clock.now() + timedelta(hours=23)), db.transaction() as session:
        assert ending.end_overdue(session) == []
    with clock.at(clock.now() + timedelta(hours=25)), db.transaction() as session:
        assert len(ending.end_overdue(session)) == 1
        assert session.get_one(Meeting, evening.meeting_id).state == "ended"


def test_absent_members_are_not_on_the_roll(evening):
    evening.start()
    evening.arrive()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        presence.mark(session, meeting, seats.all_seats(session, evening.council_id)[0], "absent")
    evening.move_on()
    evening.move_on()
    around = evening.open()

    with db.reading() as session:
        assert session.scalar(select(func.count(RollEntry.id)).filter_by(round_id=around)) == 5


def test_the_wording_names_what_is_voted_on(evening):
    with db.reading() as session:
        text = wording.current(session, session.get_one(Poll, evening.poll_ids[0]))

    assert text["question"] == "Soll die Stadt diese Maßnahme umsetzen?"
    assert text["options"][0]["code"] == "M7"


def round_on(evening):
    with db.reading() as session:
        return polls.on_now(session, evening.item_ids[1]).id


def test_a_text_that_another_one_replaced_waits_for_its_turn_again(evening):
    bring_to(evening, "text_shown")
    second = evening.show_text(1)
    assert state_of(evening) == "ready"
    with pytest.raises(StateChanged):  # the other moderator's button is out of date
        evening.command("open_round", None, {}, from_state="text_shown")
    assert round_on(evening) == second
    assert evening.show_text(0) == round_on(evening)


def test_the_newest_text_is_on_although_the_clock_was_set_back(evening):
    bring_to(evening, "shown")
    with clock.at(clock.now() - timedelta(hours=1)):
        second = evening.show_text(1)
        assert round_on(evening) == second
        evening.open(1)
    assert round_on(evening) == second

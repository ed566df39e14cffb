"""What one seat sees of the vote: read from rows or from the picture, always the same."""

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import seat as seats
from facilitation.live.picture import gather
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from facilitation.participants.models import Seat
from facilitation.voting import polls, roll
from facilitation.voting.casting import RoundClosed
from facilitation.voting.models import Round

PAPER = 4
ABSENT = 6


@pytest.fixture
def vote(evening):
    """An open round: seat 1 has voted, 4 has paper, 6 came too late for the roll."""
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[PAPER - 1]).channel = "paper"
    evening.start()
    evening.arrive(1, 2, 3, 4, 5)
    evening.move_on()
    evening.move_on()
    evening.open()
    evening.arrive(ABSENT)
    evening.cast(1, "yes")
    return evening


def messages(evening):
    """One message per seat; both ways to it must agree."""
    with db.reading() as session:
        picture = gather(session, session.get_one(Council, evening.council_id))
        drawn = seats.of_picture(picture, set(evening.seat_ids), 7)
        assert drawn == seats.read(session, picture, evening.seat_ids, 7)
    return [drawn[seat_id] for seat_id in evening.seat_ids]


def states(evening):
    return [message.state for message in messages(evening)]


def late(evening, number):
    with pytest.raises(RoundClosed):
        evening.cast(number, "no", seq=9)


def test_before_a_vote_there_is_nothing_to_do(evening):
    assert set(states(evening)) == {"none"}
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening.show_text()

    assert set(states(evening)) == {"none"}
    assert messages(evening)[0].round == evening.round_id


def test_an_open_round_asks_whoever_is_missing(vote):
    assert states(vote) == ["arrived", "vote", "vote", "paper", "vote", "not_on_roll"]
    first, second = messages(vote)[:2]

    assert (first.arrived, first.seq, first.entitled) == (True, 1, True)
    assert (second.arrived, second.seq, second.version) == (False, 0, 7)
    assert messages(vote)[PAPER - 1].channel == "paper"


@pytest.mark.parametrize("command", ["close", "count"])
def test_a_closed_round_tells_who_was_too_late(vote, command):
    vote.command("close")
    late(vote, 2)
    late(vote, 1)
    if command == "count":
        vote.command("count")

    assert states(vote) == ["arrived", "late", "none", "paper", "none", "not_on_roll"]


def test_who_was_late_may_vote_once_the_round_is_open_again(vote):
    vote.command("close")
    late(vote, 2)
    vote.command("reopen")
    assert states(vote)[1] == "vote"

    vote.cast(2, "yes")
    assert states(vote)[1] == "arrived"


@pytest.mark.parametrize("end", ["show", "cancel", "undo"])
def test_after_the_vote_the_scene_says_everything(vote, end):
    if end == "show":
        vote.command("close")
        vote.command("show")
    elif end == "cancel":
        vote.command("cancel", "Falscher Text.")
    else:
        with db.transaction() as session:
            session.query(polls.RollEntry).update({"arrived": False, "seq": 0})
            session.query(polls.Ballot).delete()
            polls.undo_open(session, session.get_one(Round, vote.round_id))

    assert set(states(vote)) == {"none"}


def test_a_seat_on_paper_that_was_typed_in_has_arrived(vote):
    vote.cast(PAPER, "yes", channel="paper")

    assert states(vote)[PAPER - 1] == "arrived"


@pytest.mark.parametrize(
    ("way", "state"),
    [("phone", "vote"), ("device", "vote"), ("tablet", "tablet"), ("helper", "helper")],
)
def test_each_way_tells_the_members_own_phone_what_to_do(vote, way, state):
    with db.transaction() as session:
        around = session.get_one(Round, vote.round_id)
        roll.switch_channel(session, around, vote.seat_ids[1], way)

    assert (states(vote)[1], messages(vote)[1].channel) == (state, way)


def test_a_seat_of_another_council_has_no_message(vote):
    with db.reading() as session:
        picture = gather(session, session.get_one(Council, vote.council_id))
    assert seats.of_picture(picture, {9999}, 1) == {}


def test_who_is_left_out_is_told_from_the_text_on(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening.show_text()
    with db.transaction() as session:
        around = session.get_one(Round, evening.round_id)
        roll.leave_out(session, around, session.get_one(Seat, evening.seat_ids[1]), "conflict")
    assert states(evening) == ["none", "left_out", "none", "none", "none", "none"]

    evening.open()
    assert states(evening)[:2] == ["vote", "left_out"]
    evening.command("close")
    assert states(evening)[1] == "left_out"


@pytest.mark.parametrize(
    ("mark", "state"), [("away", "vote"), ("left", "not_here"), ("absent", "not_here")]
)
def test_who_was_marked_as_gone_is_told_to_speak_up(evening, mark, state):
    evening.start()
    evening.arrive()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        presence.mark(session, meeting, session.get_one(Seat, evening.seat_ids[1]), mark)
    evening.move_on()
    evening.move_on()
    evening.open()

    assert states(evening)[:2] == ["vote", state]

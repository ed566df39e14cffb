"""Whatever way of voting: what is shown is what a recount of the last ballots gives.

Ballots arrive here through the one door they have, in any order, twice, and overtaken by
newer ones, into a real round.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation import db
from facilitation.errors import Refused
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import polls, sealing, wording
from facilitation.voting.casting import Cast, store
from facilitation.voting.counting import TooFew
from facilitation.voting.methods import METHODS, Question
from facilitation.voting.models import Round
from facilitation.voting.modes import FEWEST
from facilitation.voting.recount import recount

from .polls import OPTIONS, POLLS, ballot, poll

SEATS = range(6)


def open_round(evening, method, mode):
    """A new poll of this method about four things, open; the one before is over."""
    given = POLLS[method]
    with db.transaction() as session:
        planned = polls.plan(
            session,
            session.get_one(Item, evening.item_ids[1]),
            method=method,
            question="Was meinen Sie?",
            rule=given.get("rule"),
            subjects=[(key, "text", 0, f"Vorschlag {key}") for key in OPTIONS],
            settings=given.get("settings"),
            mode=mode,
        )
        around = planned.latest
        meeting = session.get_one(Meeting, evening.meeting_id)
        text = wording.current(session, planned)
        polls.open_round(session, around, meeting, text, from_state="ready")
        return around.id


def deliveries(method):
    """Numbered ballots of all seats in any order, some of them several times."""
    sent = st.lists(st.tuples(st.sampled_from(SEATS), ballot(method)), max_size=15)
    return sent.map(lambda each: list(enumerate(each, 1))).flatmap(
        lambda each: st.permutations(each + each[::3])
    )


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_round_shows_what_a_recount_of_the_newest_ballots_gives(running, method, data):
    mode = data.draw(st.sampled_from(("simple", "sealed")))
    round_id = open_round(running, method, mode)
    question = Question(tuple(OPTIONS), POLLS[method].get("settings", {}))
    newest = {}
    for seq, (seat, marks) in data.draw(deliveries(method)):
        cast = Cast(round_id, running.seat_ids[seat], "phone", marks, f"key-{seq:05d}", seq)
        with db.transaction() as session:
            [answer] = store(session, [cast])
        whole = METHODS[method].is_whole(marks, question)
        assert whole or isinstance(answer, Refused)
        if whole and seq >= newest.get(seat, (0, None))[0]:
            assert answer.seq == seq
            newest[seat] = (seq, marks)
    running.finish(round_id, "close")
    if mode == "sealed" and len(newest) < FEWEST:
        with pytest.raises(TooFew):
            running.finish(round_id, "show")
        with db.transaction() as session:
            sealing.give_up(session, session.get_one(Round, round_id))
        return
    running.finish(round_id, "show")

    seats = {"members": len(SEATS), "present": len(SEATS)}
    cast = poll(method, [marks for _seq, marks in newest.values()], seats=seats)
    with db.reading() as session:
        around = session.get_one(Round, round_id)
        assert around.result == recount(cast)
        if mode == "sealed":
            del cast["ballots"]
            assert around.result == recount(cast | around.kept), "what is kept counts otherwise"
        assert around.channels == ({"phone": len(newest)} if newest else {})


@pytest.fixture
def running(evening):
    """The evening stands at its vote, everybody is here, nothing is open."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening

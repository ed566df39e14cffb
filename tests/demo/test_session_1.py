"""Stage „session-1“: members have come, the Stimmungsbild is open, and nothing else is there."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from facilitation import clock, db
from facilitation.ideas.models import Idea
from facilitation.meetings import timing
from facilitation.participants import presence
from facilitation.recommendations.models import Recommendation
from facilitation.voting import ending, roll
from facilitation.voting.models import Ballot, Round

pytestmark = pytest.mark.parametrize("council", ["session-1"], indirect=True)


def test_mood_is_open_without_an_answer(council):
    first = council.meetings[0]
    assert (first.state, first.current.kind) == ("running", "mood")
    (poll,) = council.polls_of(1, "mood")
    assert (poll.method, poll.settings, poll.latest.state) == ("mood", {"steps": 5}, "open")
    assert roll.arrived(council.session, poll.latest) == 0
    assert first.current.started_at < poll.latest.opened_at < clock.now()


def test_nothing_else_is_there(council):
    count = council.session.scalar
    assert count(select(func.count(Ballot.id))) == 0
    assert count(select(func.count(Idea.id))) == 0
    assert count(select(func.count(Recommendation.id))) == 0
    assert count(select(func.count(Round.id)).where(Round.state != "ready")) == 1
    assert {meeting.state for meeting in council.meetings[1:]} == {"planned"}


def test_members_came_by_card_or_were_marked(council):
    first = council.meetings[0]
    assert len(presence.here(council.session, first)) == 29
    causes = [change.cause for change in presence.history(council.session, first)]
    assert (causes.count("card"), causes.count("desk")) == (27, 2)


def test_session_runs_on_time_and_the_others_follow(council):
    first, second, *_ = council.meetings
    for line in timing.times(first):
        assert abs(line.expected - line.planned) <= timedelta(minutes=15)
    assert timedelta() < timing.planned_start(second) - clock.now() < timedelta(days=2)
    with db.transaction() as session:
        assert ending.end_overdue(session) == []

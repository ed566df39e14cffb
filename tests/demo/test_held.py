"""Stages whose sessions are over: held by the rules, with all that makes a council untidy."""

from itertools import pairwise

import pytest
from sqlalchemy import func, select

from facilitation import clock
from facilitation.demo.large import large_texts
from facilitation.demo.texts import texts
from facilitation.ideas import inbox
from facilitation.ideas.models import Group
from facilitation.meetings import log
from facilitation.participants import membership, presence
from facilitation.recommendations import drafting, standing
from facilitation.voting.models import Ballot, Poll, RollEntry, Round, UnlinkedBallot

T = texts()
done = pytest.mark.parametrize("council", ["session-4-done"], indirect=True)
large = pytest.mark.parametrize("council", ["gutachten"], indirect=True)
held = pytest.mark.parametrize("council", ["session-4-done", "gutachten"], indirect=True)


@held
def test_all_sessions_were_held_on_their_days(council):
    for meeting, text in zip(council.meetings, T.meetings, strict=True):
        assert meeting.state == "ended"
        assert meeting.summary
        assert clock.local(meeting.ended_at).date() == text.date
        times = [moment for item in meeting.items for moment in (item.started_at, item.ended_at)]
        assert times == sorted(times)


@held
def test_attendance_and_nachrueckende_are_told(council):
    told = presence.attendance(council.session, council.council.id)
    assert [(each.present, each.at_end, each.members) for each in told] == [
        (29, 29, 30),
        (31, 30, 32),
        (30, 29, 32),
        (30, 29, 32),
    ]
    assert len({seat for each in told for seat in each.seats}) == 32
    changes = membership.changes(council.session, council.council.id)
    assert changes == [membership.Change(2, number, None) for number in (31, 32)]


@held
def test_a_round_was_broken_off_and_held_again(council):
    _, _, m7, m9 = council.polls_of(3, "vote")
    assert [around.state for around in m7.rounds] == ["cancelled", "shown"]
    assert m7.rounds[0].cancel_reason == T.rounds[2].cancelled
    late = select(func.count(RollEntry.id)).filter_by(round_id=m9.latest.id, late=True)
    assert council.session.scalar(late) == len(T.rounds[3].late) == 1
    assert m9.latest.result["options"]["M9"]["counts"] == {"yes": 9, "no": 17, "abstain": 2}


@held
def test_every_round_is_over_and_no_ballot_leads_to_a_seat(council):
    states = set(council.session.scalars(select(Round.state)))
    assert states == {"shown", "cancelled"}
    assert council.session.scalar(select(func.count(Ballot.id))) == 0
    assert council.session.scalar(select(func.count(UnlinkedBallot.id))) > 0
    methods = set(council.session.scalars(select(Poll.method)))
    assert methods == {"yes_no", "mood", "dots", "rating"}


@done
def test_recommendations_got_the_votes_of_the_data(council):
    check_votes(council, T)
    stood = standing.standings(council.session, council.council.id).values()
    states = [each.state for each in stood]
    assert (states.count("adopted"), states.count("rejected"), states.count("withdrawn")) == (
        17,
        2,
        1,
    )


@large
def test_sixty_recommendations_got_the_votes_of_the_data(council):
    check_votes(council, large_texts())


def check_votes(council, said):
    rows = drafting.all_recommendations(council.session, council.council.id)
    stands = standing.standings(council.session, council.council.id)
    for row, text in zip(rows, said.recommendations, strict=True):
        assert (row.title, row.wording, row.reasons) == (text.title, text.wording, text.reasons)
        if not text.vote:
            assert stands[row.id].state == "withdrawn"
            continue
        shown = [tuple(step.count for step in vote.words.steps) for vote in stands[row.id].votes]
        assert shown == [*([text.first.vote] if text.first else []), text.vote]


@held
def test_a_wording_was_changed_between_two_rounds_and_says_why(council):
    rows = drafting.all_recommendations(council.session, council.council.id)
    row = next(row for row in rows if T.recommendations[row.number - 1].first)
    stand = standing.standing(council.session, row)
    assert [vote.words.adopted for vote in stand.votes] == [False, True]
    first, second = next(
        poll for poll in council.polls_of(4, "vote") if poll.options[0].subject_id == row.id
    ).rounds
    assert first.wording["options"][0]["sentence"] != second.wording["options"][0]["sentence"]
    assert second.wording["options"][0]["sentence"] == row.wording


@done
def test_ideas_are_sorted_and_tell_what_became_of_them(council):
    found = inbox.all_ideas(council.session, council.council.id)
    fates = {told.fate for told in found.told}
    assert fates == {"recommendation", "measure", "group", "parked", "unused"}
    assert (len(found.told), found.hidden) == (56, 3)


@large
def test_three_hundred_ideas_lie_in_groups(council):
    found = inbox.all_ideas(council.session, council.council.id)
    assert len(found.told) + found.hidden == 300
    grouped = council.session.scalar(select(func.count(Group.id)))
    assert grouped > 50
    order = [(told.idea.kind, told.idea.group_id, told.idea.created_at) for told in found.told]
    assert len(set(order)) == len(order)


@held
def test_log_tells_it_in_order(council):
    for meeting in council.meetings:
        told = log.entries(council.session, council.council.id, meeting.id)
        assert all(one.at <= two.at for one, two in pairwise(told))
        said = [log.sentence(entry) for entry in told]
        assert (said[0], said[-1]) == ("Sitzung begonnen", "Sitzung beendet")
    every = "\n".join(map(log.sentence, log.entries(council.session, council.council.id)))
    assert "Maßnahme 7: abgebrochen. Grund: " in every
    assert "Platz 31 ist neu dabei" in every

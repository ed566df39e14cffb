"""Each stage is built by the rules alone and says what it promises."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from facilitation import clock, db, demo
from facilitation.councils import councils, team
from facilitation.demo.texts import texts
from facilitation.measures import measures
from facilitation.meetings import agenda, timing
from facilitation.meetings.models import Meeting
from facilitation.participants import presence, seats
from facilitation.recommendations import drafting
from facilitation.voting import casting, ending, polls, roll
from facilitation.voting.models import RollEntry, Round, SealedBallot

from .. import stored
from .conftest import Kassel

KEY = b"k" * 32
T = texts()
M1 = T.rounds[0]


prepared = pytest.mark.parametrize("council", ["prepared"], indirect=True)
voting = pytest.mark.parametrize("council", ["session-3-voting"], indirect=True)
every = pytest.mark.parametrize("council", list(demo.STAGES), indirect=True)


@every
def test_council_is_marked_as_an_example_and_complete(council):
    session, kassel = council.session, council.council
    assert kassel.is_example
    assert len(measures.all_fields(session, kassel.id)) == 6
    assert [m.number for m in measures.all_measures(session, kassel.id)] == list(range(1, 12))
    assert all(measure.easy for measure in measures.all_measures(session, kassel.id))
    begun = council.meetings[0].state != "planned" and council.meetings[1].state == "planned"
    assert len(seats.all_seats(session, kassel.id)) == (30 if begun else 32)
    assert [(m.number, m.block) for m in council.meetings] == [(1, 1), (2, 1), (3, 2), (4, 2)]
    assert [m.account.name for m in team.of_council(session, kassel)] == [
        "Leitung",
        "Co-Moderation",
        "Protokoll",
    ]


@every
def test_agendas_fill_their_sessions_with_known_kinds(council):
    for meeting, text in zip(council.meetings, T.meetings, strict=True):
        assert sum(item.minutes for item in meeting.items) == text.minutes
        assert {item.kind for item in meeting.items} <= set(agenda.KINDS)


@every
def test_four_votes_with_two_thirds_wait_on_session_3(council):
    rounds = [poll.rounds[0] for poll in council.polls_of(3, "vote")]
    assert [r.poll.options[0].key for r in rounds] == ["M1", "M4", "M7", "M9"]
    assert {(r.poll.method, r.poll.mode) for r in rounds} == {("yes_no", "sealed")}
    for around in rounds:
        assert Fraction(around.poll.rule["threshold"]) == Fraction(2, 3)
        assert (around.poll.rule["compare"], around.poll.rule["base"]) == (">=", "yes_and_no")


@every
def test_every_measure_makes_german_of_both_drafts(council):
    for measure in measures.all_measures(council.session, council.council.id):
        for stance, opening in (
            ("agree", "Der Bürgerrat empfiehlt der Stadt Kassel, "),
            ("reject", "Der Bürgerrat empfiehlt der Stadt Kassel, davon abzusehen, "),
        ):
            sentence = drafting.wording(council.council, measure, stance)
            assert sentence == f"{opening}{measure.infinitive}."


@prepared
def test_prepared_has_nothing_begun(council):
    assert {meeting.state for meeting in council.meetings} == {"planned"}
    assert {around.state for around in council.rounds()} == {"ready"}
    assert not drafting.all_recommendations(council.session, council.council.id)
    assert not any(item.outcome or item.started_at for m in council.meetings for item in m.items)


@voting
def test_first_sessions_were_held_on_their_days(council):
    for meeting, text in zip(council.meetings[:2], T.meetings[:2], strict=True):
        assert meeting.state == "ended"
        assert timing.planned_start(meeting) == text.opening
        assert clock.local(meeting.ended_at).date() == text.date
        assert meeting.summary
        assert all(item.started_at and item.ended_at for item in meeting.items)


@voting
def test_members_came_as_the_data_say(council):
    attendance = [len(presence.here(council.session, m)) for m in council.meetings]
    assert attendance == [29, 30, 30, 0]


@voting
def test_session_3_is_on_and_not_overdue(council):
    meeting = council.meetings[2]
    assert meeting.state == "running"
    assert meeting.current is council.item_with_votes()
    assert timedelta() < clock.now() - meeting.opened_at < ending.LONGEST
    with db.transaction() as session:
        assert ending.end_overdue(session) == []


@voting
def test_session_3_runs_a_few_minutes_off_its_plan(council):
    for line in timing.times(council.meetings[2]):
        assert abs(line.expected - line.planned) <= timedelta(minutes=10)


@voting
def test_result_of_m1_equals_the_ballots_that_were_cast(council):
    around = council.rounds()[0]
    assert around.state == "shown"
    entry = around.result["options"]["M1"]
    assert entry["counts"] == {
        "yes": len(M1.yes),
        "no": len(M1.no),
        "abstain": len(M1.abstain),
    }
    assert (entry["base"], entry["for"], entry["adopted"]) == (26, 21, True)
    assert around.channels == {"phone": 27, "paper": 2}
    marks = around.kept["ballots_by_option"]["M1"]
    assert marks == sorted(marks)
    for mark, count in entry["counts"].items():
        assert marks.count(mark) == count


@voting
def test_changed_vote_counts_once_with_the_newer_answer(council):
    around = council.rounds()[0]
    change = M1.changed[0]
    numbers = {
        seat.id: seat.number for seat in seats.all_seats(council.session, council.council.id)
    }
    ballots = stored.ballots(council.session, around.id)
    seq = {numbers[seat_id]: one.seq for seat_id, one in ballots.items()}
    assert seq.pop(change.seat) == 2
    assert set(seq.values()) == {1}


@voting
def test_next_round_is_open_without_a_ballot(council):
    _, m4, m7, m9 = council.rounds()
    assert (m4.state, m7.state, m9.state) == ("open", "ready", "ready")
    assert roll.arrived(council.session, m4) == 0
    assert stored.ballots(council.session, m4.id) == {}
    channels = council.session.scalars(select(RollEntry.channel).filter_by(round_id=m4.id)).all()
    assert sorted(channels) == ["paper"] * 2 + ["phone"] * 28


@voting
def test_recommendation_is_drafted_beside_the_result(council):
    around = council.rounds()[0]
    (draft,) = drafting.beside(council.session, around)
    assert draft.code == "E\N{NO-BREAK SPACE}1"
    assert (draft.state, draft.kind, draft.stance) == ("draft", "measure", "change")
    assert draft.wording.endswith("am heißesten ist.")
    newer, first = drafting.versions(council.session, draft)
    assert first.texts["wording"].endswith("Bodenfeuchte aufzubauen.")
    assert newer.texts["wording"] == draft.wording


@voting
def test_live_things_happened_in_order_and_not_in_the_future(council):
    m1, m4 = council.rounds()[:2]
    (draft,) = drafting.beside(council.session, m1)
    moments = [
        council.item_with_votes().started_at,
        m1.text_shown_at,
        m1.opened_at,
        m1.last_call_at,
        m1.closed_at,
        m1.shown_at,
        draft.created_at,
        draft.changed_at,
        m4.text_shown_at,
        m4.opened_at,
        clock.now(),
    ]
    assert moments == sorted(moments)


@voting
def test_evening_goes_on_by_the_ordinary_rules(council):
    kassel, (m1, m4) = council.council, council.rounds()[:2]
    with db.transaction() as session:
        around = polls.find_round(session, kassel.id, m4.id)
        here = presence.here(session, agenda.find_meeting(session, kassel.id, 3))
        casts = [
            casting.Cast(around.id, seat.id, seat.channel, {"M4": "yes"}, key=str(seat.number))
            for seat in here
        ]
        receipts = casting.store(session, casts)
        assert all(isinstance(receipt, casting.Receipt) for receipt in receipts)
        polls.close(session, around)
        polls.show(session, around)
        ending.end_meeting(session, session.get_one(Meeting, council.meetings[2].id))
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(SealedBallot)) == 0
        for number, key, ballots in ((m1.id, "M1", 29), (m4.id, "M4", 30)):
            kept = session.get_one(Round, number).kept
            assert len(kept["ballots_by_option"][key]) == ballots


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 4, 10, tzinfo=UTC),  # clocks went forward three hours ago
        datetime(2026, 10, 25, 3, 10, tzinfo=UTC),  # … and back
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # session and present in two years
    ],
)
def test_stage_is_right_at_odd_hours(empty, moment):
    with clock.at(moment):
        demo.build("session-3-voting")
        with db.reading() as session:
            kassel = Kassel(session)
            assert kassel.item_with_votes().started_at < kassel.rounds()[1].opened_at < clock.now()
            assert clock.now() - kassel.meetings[2].opened_at < timedelta(hours=7)


def test_build_is_refused_where_the_example_is(empty):
    demo.build("prepared")
    with pytest.raises(demo.AlreadyThere) as refusal:
        demo.build("session-3-voting")
    assert "--reset" in refusal.value.sentence()
    with db.reading() as session:
        assert {meeting.state for meeting in Kassel(session).meetings} == {"planned"}


def test_unknown_stage_names_those_there_are(empty):
    with pytest.raises(demo.UnknownStage) as refusal:
        demo.build("session-5")
    assert "prepared, session-1, session-3-voting" in refusal.value.sentence()


def test_failed_build_leaves_nothing(empty, monkeypatch):
    monkeypatch.setattr(polls, "show", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.build("session-3-voting")
    with db.reading() as session:
        assert councils.all_councils(session) == []


def test_prepare_goes_on_with_what_is_there_but_never_ignores_a_stage(empty):
    assert demo.prepare("prepared")
    assert not demo.prepare()
    with pytest.raises(demo.AlreadyThere):
        demo.prepare("session-3-voting")

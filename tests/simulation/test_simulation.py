"""What simulated people read, how they answer, how they differ, and how they are accounted for."""

from random import Random
from statistics import median

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.meetings.models import Item, Meeting
from facilitation.rehearsals.tickets import Card
from facilitation.simulation import answers
from facilitation.simulation.browser import Answer, Browser
from facilitation.simulation.crowd import in_order
from facilitation.simulation.history import OK, REFUSED, UNKNOWN, History, percentile
from facilitation.simulation.people import LONGEST, MEDIAN, SLOW, people
from facilitation.simulation.screens import Ballot, read_cockpit, read_scene
from facilitation.voting import polls, wording
from facilitation.voting.methods import WAYS
from facilitation.voting.models import Poll

from ..desk.cockpits import desk
from ..together import bundle, walk

BY = Random(1)
RATING = Ballot(
    "rating",
    {
        f"M{n}.{what}": ("1", "2", "3", "4", "5", "")
        for n in (1, 2)
        for what in ("benefit", "effort")
    },
)


# ── screens, as the real faces draw them ────────────────────────────────────


def test_an_open_ballot_is_read_from_the_real_scene(app, evening):
    evening.begin_vote()
    scene = read_scene(publish.scenes().current(evening.council_id, "member").html)

    assert (scene.kind, scene.round) == ("ballot", evening.round_id)
    assert dict(scene.ballot.choices) == {"M7": ("yes", "no", "abstain")}


def test_each_question_of_several_is_read_with_its_round(app, evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds")
    publish.scenes().outdate(evening.council_id)
    scene = read_scene(publish.scenes().current(evening.council_id, "member").html)

    assert (scene.kind, scene.round, scene.ballot) == ("ballot", held[0], None)
    assert {around: dict(ballot.choices) for around, ballot in scene.ballots.items()} == {
        held[0]: {"M7": ("yes", "no", "abstain")},
        held[1]: {"M8": ("yes", "no", "abstain")},
    }
    assert {ballot.method for ballot in scene.ballots.values()} == {"yes_no"}


def test_a_guest_has_nothing_to_tap(app, evening):
    evening.begin_vote()
    scene = read_scene(publish.scenes().current(evening.council_id, "guest").html)

    assert (scene.kind, scene.ballot) == ("ballot", None)


def test_waiting_and_closed_scenes_are_told_apart(app, evening):
    evening.start()
    assert read_scene(publish.scenes().current(evening.council_id, "member").html).kind == "welcome"
    evening.arrive()
    evening.move_on()
    evening.move_on()
    evening.open()
    evening.command("close")
    publish.scenes().outdate(evening.council_id)
    scene = read_scene(publish.scenes().current(evening.council_id, "member").html)
    assert (scene.kind, scene.round, scene.ballot) == ("closed", evening.round_id, None)


def test_the_big_button_is_read_from_the_real_cockpit(app, evening):
    mo = desk(app, evening)
    evening.begin_vote()
    publish.scenes().outdate(evening.council_id)
    cockpit = read_cockpit(publish.scenes().current(evening.council_id, "desk").html)

    assert (cockpit.state, cockpit.meeting) == ("open", 1)
    assert (cockpit.command, cockpit.from_state) == ("last_call", "open")
    assert cockpit.fields == {"round": str(evening.round_id)}
    answer = mo.command(cockpit.command, cockpit.from_state, **cockpit.fields)
    assert answer.get_json() == {"ok": True}


def test_nonsense_is_an_empty_scene():
    assert read_scene("<p data-task='x' data-round='seven'>").round == 0
    assert read_cockpit("").command == ""


# ── answers ─────────────────────────────────────────────────────────────────


def test_yes_no_is_one_tap():
    [(marks, done)] = answers.fill(Ballot("yes_no", {"M7": ("yes", "no", "abstain")}), BY)

    assert marks["M7"] in ("yes", "no", "abstain")
    assert done is False


def test_a_mood_is_one_step():
    [(marks, _done)] = answers.fill(Ballot("mood", {"E1": ("1", "2", "3")}), BY)

    assert marks["E1"] in (1, 2, 3)


def test_a_rating_sends_the_whole_ballot_after_each_measure_and_ends_with_done():
    first, second = answers.fill(RATING, Random(3))

    assert (set(first[0]), first[1]) == ({"M1"}, False)
    assert (set(second[0]), second[1]) == ({"M1", "M2"}, True)
    assert second[0]["M1"] == first[0]["M1"]
    assert all(
        mark in (1, 2, 3, 4, 5, None) for cell in second[0].values() for mark in cell.values()
    )


@pytest.mark.parametrize(
    ("choices", "kind"),
    [
        ({"M1": ("yes", "no")}, str),
        ({"E1": ("-2", "-1", "0", "1", "2")}, int),
        ({"M1.benefit": ("1", "2")}, dict),
    ],
)
def test_a_form_that_does_not_name_its_method_is_guessed(choices, kind):
    *_, (marks, _done) = answers.fill(Ballot("", choices), BY)

    assert isinstance(next(iter(marks.values())), kind)


# ── people ──────────────────────────────────────────────────────────────────


def test_thirty_people_take_twelve_seconds_two_are_slow_one_loses_the_wifi():
    crowd = people(30, silent=2)

    times = [person.thinks() for person in crowd]
    assert MEDIAN - 4 < median(times) < MEDIAN + 5
    assert sum(time > LONGEST for time in times) == 2
    assert max(times) <= SLOW[1]
    assert sum(person.slow for person in crowd) == 2
    assert sum(person.loses_wifi for person in crowd) == 1
    assert sum(person.silent for person in crowd) == 2
    assert sum(person.changes for person in crowd) == 5


def test_everybody_votes_unless_asked_otherwise():
    assert not any(person.silent for person in people(30))


def test_those_on_the_roll_come_first_and_paper_last():
    def card(seat, channel="phone", *, here=True):
        return Card(seat, 1, "", "", "", channel, here)

    cards = [card(1, "paper"), card(2, here=False), card(3), card(4)]

    assert [one.seat for one in in_order(cards)] == [3, 4, 2, 1]


# ── accounting ──────────────────────────────────────────────────────────────


def test_the_balance_has_every_ballot_once():
    history = History()
    for seat in (1, 2, 3, 4):
        history.join(seat)
    history.note(1, 7, OK, 1)
    history.note(1, 7, OK, 2)  # a changed vote is the same ballot
    history.note(1, 7, REFUSED)  # a change that came too late leaves it as it is
    history.note(2, 7, REFUSED)
    history.note(3, 7, UNKNOWN)
    for milliseconds in (5.0, 1.0, 3.04):
        history.took(milliseconds)

    assert history.report(5) == {
        "phones": 5,
        "joined": 4,
        "acknowledged": 1,
        "refused": 1,
        "unknown": 1,
        "lost": 0,
        "ack_ms_p50": 3.0,
        "ack_ms_p99": 5.0,
    }


@pytest.mark.parametrize(
    ("arrived", "seq", "lost"), [(True, 2, 0), (True, 3, 0), (True, 1, 1), (False, 0, 1)]
)
def test_an_acknowledged_ballot_that_the_server_does_not_have_is_lost(arrived, seq, lost):
    history = History()
    history.note(1, 7, OK, 2)
    history.check(1, 7, arrived=arrived, seq=seq)

    assert history.report(1)["lost"] == lost


def test_a_refused_ballot_is_never_lost():
    history = History()
    history.note(1, 7, REFUSED)
    history.check(1, 7, arrived=False, seq=0)

    assert history.report(1)["lost"] == 0


def test_a_round_is_done_when_all_who_are_in_are_done_with_it():
    history = History()
    history.join(1)
    history.join(2)
    history.see_open(7)
    history.settle(1, 7)
    assert history.rounds() == []
    history.leave(2)
    assert history.rounds() == [7]
    history.settle(1, 6)  # its result was shown before anybody came
    assert history.rounds() == [7]


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [([], 50, None), ([4], 99, 4), ([1, 2, 3, 4], 50, 2), (range(1, 101), 99, 99)],
)
def test_percentiles(values, share, found):
    assert percentile(values, share) == found


def test_a_browser_speaks_http_only():
    with pytest.raises(ValueError, match="file"):
        Browser("file:///etc")


@pytest.mark.parametrize("body", ["", "[1]", "{", "<p>"])
def test_an_answer_that_is_no_object_is_empty(body):
    assert Answer(200, "", body).data == {}


def test_a_real_councils_page_says_nothing_of_rehearsing(app, evening):
    page = app.test_client().get(f"/{evening.room_code}").get_data(as_text=True)
    assert Answer(200, "", page).rehearsable == ""
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).is_example = True
    page = app.test_client().get(f"/{evening.room_code}").get_data(as_text=True)
    assert Answer(200, "", page).rehearsable == "musterstadt"


# ── what the phones send is what the methods take ───────────────────────────

STEPS = ["sehr wenig", "wenig", "mittel", "viel", "sehr viel"]
ASKED = {
    "rating": (
        {"criteria": ["benefit", "effort"], "scale": [1, 5], "less_is_better": ["effort"]},
        {
            "criteria": [
                {"key": key, "label": label, "question": f"{label}?", "steps": STEPS}
                for key, label in (("benefit", "Nutzen"), ("effort", "Aufwand"))
            ]
        },
    ),
    "mood": ({"steps": 5}, {"steps": STEPS}),
    "dots": ({"points": 5, "per_option": 3}, {}),
    "choice": ({"min": 0, "max": 1}, {}),
    "resistance": ({"status_quo": "M8"}, {}),
    "ranking": ({"min": 1}, {}),
    "text": ({}, {}),
    "doubt": ({}, {"without": ["abstain"]}),
    "levels": ({"veto": False}, {}),
    "consent": ({}, {}),
}
ALONE = ("mood", "text")
"""Asked about one thing."""


@pytest.mark.parametrize("method", ASKED)
def test_the_real_form_of_each_method_is_filled_in_as_counting_takes_it(app, evening, method):
    settings, labels = ASKED[method]
    subjects = [
        ("M7", "measure", evening.measure_ids[0]),
        ("M8", "measure", evening.measure_ids[1]),
    ]
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        poll = polls.plan(
            session,
            item,
            method=method,
            question="Wie sehen Sie das?",
            subjects=subjects[:1] if method in ALONE else subjects,
            settings=settings,
            labels=labels,
        )
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        found = session.get_one(Poll, poll.id)
        said = wording.current(session, found)
        polls.open_round(session, found.latest, meeting, said, from_state="ready")
    publish.scenes().outdate(evening.council_id)
    scene = read_scene(publish.scenes().current(evening.council_id, "member").html)

    *_, (marks, done) = answers.fill(scene.ballot, Random(5))
    assert done is (method in ("rating", "resistance"))
    assert WAYS[method].check(marks, wording.asked(said)) == marks

"""Two rounds of every method side by side: the same figures on phone, desk, wall and in Word.

What is expected is counted here, naively, from the ballots of both rounds.
"""

import pytest

from facilitation import db
from facilitation.live import publish, slides
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import planned, polls, turns, wording
from facilitation.voting.casting import Cast, store
from facilitation.voting.methods import METHODS
from facilitation.voting.models import Poll, Round
from facilitation.voting.words.compared import signed_change

from . import factories
from .test_same_figures import (
    BALLOTS,
    FIGURES,
    MEMBERS,
    P0,
    SEVERAL,
    STEPS,
    lines,
    plan,
    says,
    subjects,
    word_lines,
)

GONE = 5
"""So many of the first round's ballots aren't handed in a second time."""
TITLES = {key: title for key, _kind, _id, title in (*SEVERAL, P0)}


def hold(evening, poll_id, ballots):
    """Open the poll's newest round, hand these in, show the result."""
    with db.transaction() as session:
        poll = session.get_one(Poll, poll_id)
        if poll.latest.state == "shown":
            polls.another_round(session, poll)
        around = poll.latest
        meeting = session.get_one(Meeting, evening.meeting_id)
        polls.open_round(
            session, around, meeting, wording.current(session, poll), from_state="ready"
        )
        round_id = around.id
    with db.transaction() as session:
        answers = store(
            session,
            [
                Cast(round_id, seat, "phone", marks, f"{round_id}-ballot-of-{seat}", seq=1)
                for seat, marks in zip(evening.seat_ids, ballots, strict=False)
            ],
        )
    assert all(hasattr(answer, "first") for answer in answers), answers
    evening.finish(round_id, "close", "show")
    return round_id


def begin(members=MEMBERS):
    evening = factories.evening(members=members)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


def planned_poll(evening, method):
    with db.transaction() as session:
        return plan(session, session.get_one(Item, evening.item_ids[1]), method).id


@pytest.fixture(params=list(METHODS))
def both(request, app):
    """Both rounds of each method were shown."""
    method = request.param
    evening = begin()
    poll_id = planned_poll(evening, method)
    hold(evening, poll_id, BALLOTS[method])
    return method, evening, hold(evening, poll_id, BALLOTS[method][GONE:])


def tenths(figure):
    return int(str(figure).replace(",", ""))


def expected(method):
    """By line: what stands there of either round, and the change."""
    rounds = (BALLOTS[method], BALLOTS[method][GONE:])
    if method in STEPS:
        marks = STEPS[method]
        figures = {
            word: [[sum(ballot["F1"] == mark for ballot in ballots)] for ballots in rounds]
            for mark, (word, _number) in marks.items()
        }
    else:
        keys = [key for key, *_rest in subjects(method)]
        kept = 1 if method == "rating" else None  # the better end alone is compared
        figures = {
            TITLES[key]: [list(FIGURES[method](key, ballots))[:kept] for ballots in rounds]
            for key in keys
        }
    decimals = 1 if method == "resistance" else 0
    return {
        name: [
            (str(a), str(b), signed_change(tenths(b) - tenths(a), decimals))
            for a, b in zip(*pair, strict=True)
        ]
        for name, pair in figures.items()
    }


def stands_in(said, figures, where):
    for name, triples in figures.items():
        about = [line for line in said if name.lower() in line.lower()]
        for triple in triples:
            assert any(all(says(line, figure) for figure in triple) for line in about), (
                f"{where}: „{name}“ without {triple} in {about}"
            )


def comparing_slides(evening, round_id):
    """What the wall says on all slides of the comparison."""
    scenes, said = publish.scenes(), []
    scenes.outdate(evening.council_id)
    for slide in slides.of_poll(scenes.picture(evening.council_id).poll):
        if slides.kind(slide) == slides.COMPARE:
            with db.transaction() as session:
                around = session.get_one(Round, round_id)
                turns.show_slide(around, slides.seen_with(around.view, slide))
            scenes.outdate(evening.council_id)
            said += lines(scenes.current(evening.council_id, "wall").html)
    return said


def test_every_face_says_what_has_changed_between_the_rounds(both, tmp_path):
    method, evening, round_id = both
    figures = expected(method)
    publish.scenes().outdate(evening.council_id)

    for audience in ("member", "desk"):
        said = lines(publish.scenes().current(evening.council_id, audience).html)
        stands_in(said, figures, audience)
    wall, document = comparing_slides(evening, round_id), word_lines(evening, tmp_path)
    if method in STEPS and method != "mood":  # two bars, and what changed of those who took a side
        changes = {
            name: [(change,)]
            for name, [(_before, _after, change)] in figures.items()
            if name not in ("Enthaltung", "Beiseitestehen")
        }
        stands_in(wall, changes, "wall")
    else:
        stands_in(wall, figures, "wall")
    for said, where in ((wall, "wall"), (document, "Word")):
        assert any(
            f"Runde 1: {len(BALLOTS[method])} " in line
            and f"Runde 2: {len(BALLOTS[method]) - GONE} " in line
            for line in said
        ), where
    if method in STEPS:
        told = [line for line in document if "Gegenüber Runde 1" in line]
        stands_in(told, {name: [triple[2:] for triple in found] for name, found in figures.items()}, "Word")  # fmt: skip
    else:
        stands_in(document, figures, "Word")


@pytest.mark.parametrize(("first", "second"), [("yes", "no"), ("no", "yes")])
def test_an_answer_that_only_one_round_offered_is_compared_with_nothing(app, first, second):
    evening = begin(members=8)
    poll_id = planned_poll(evening, "levels")
    for veto, ballots in (
        (first, [{"F1": "full"}] * 5),
        (second, [{"F1": "concerns"}] * 6),
    ):
        with db.transaction() as session:
            poll = session.get_one(Poll, poll_id)
            if poll.latest.state == "shown":
                polls.another_round(session, poll)
            planned.reword(
                session, poll, question="Soll das so sein?", rule=None,
                settings={"veto": veto == "yes"}, labels={},
            )  # fmt: skip
        hold(evening, poll_id, ballots)
    publish.scenes().outdate(evening.council_id)

    compared = publish.scenes().picture(evening.council_id).poll.compared
    [veto] = [line for line in compared.lines if line.key == "veto"]

    assert (veto.said_before, veto.said_after) == (("0", "–") if first == "yes" else ("–", "0"))
    assert veto.change == ""
    assert "Veto" not in compared.summary
    for audience in ("member", "desk", "wall"):
        assert publish.scenes().current(evening.council_id, audience).html


def test_what_nobody_rated_has_no_mean_to_compare(app):
    evening = begin(members=8)
    poll_id = planned_poll(evening, "resistance")
    hold(evening, poll_id, [{"F1": 3, "P0": 5}] * 5)
    hold(evening, poll_id, [{"F1": 2, "F2": 4, "P0": 5}] * 5)
    publish.scenes().outdate(evening.council_id)

    [table] = publish.scenes().picture(evening.council_id).poll.compared.tables

    assert table.heading == "Widerstand im Mittel (weniger ist besser)"
    assert [(line.said_before, line.said_after, line.change) for line in table.lines] == [
        ("3,0", "2,0", "−1,0"),
        ("–", "4,0", ""),
        ("–", "–", ""),
        ("5,0", "5,0", "±0,0"),
    ]


def test_a_long_list_is_compared_on_several_slides(app):
    evening = begin(members=8)
    names = [f"Vorschlag {chr(ord('A') + at)}" for at in range(7)]
    with db.transaction() as session:
        poll_id = planned.ask(
            session,
            session.get_one(Item, evening.item_ids[1]),
            "dots",
            [(f"F{at}", "text", 0, name) for at, name in enumerate(names)],
            title="Was zuerst?",
            question="Was ist Ihnen wichtig?",
            settings={"points": 3, "per_option": 3},
        ).id
    for points in (1, 2):
        round_id = hold(evening, poll_id, [{"F0": points, "F6": 1}] * 6)
    said = comparing_slides(evening, round_id)

    view = publish.scenes().picture(evening.council_id).poll

    assert slides.of_poll(view) == ["result", "compare", "compare.1", "compare.2", "compare.3"]
    assert slides.following(view) == ""
    for name in names:
        assert sum(name in line for line in said) == 2, name  # its points, and its people

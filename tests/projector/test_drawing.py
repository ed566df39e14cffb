"""Positions of the dots and of the bar's parts."""

import math

import pytest

from facilitation.projector import drawing
from facilitation.voting import tally, words
from facilitation.voting.methods import Question


def result(yes, no, abstain=0, rule=None):
    ballots = [{"M7": "yes"}] * yes + [{"M7": "no"}] * no + [{"M7": "abstain"}] * abstain
    cast = len(ballots)
    counted = tally.count(
        "yes_no", ballots, Question(("M7",)), rule=rule, members=cast + 2, present=cast + 1
    )
    held = words.Shown(
        method="yes_no",
        result=counted,
        wording={},
        rule=rule,
        channels={"phone": cast},
        present=cast + 1,
        mode="simple",
    )
    return words.result_words(held, "M7")


def rule(base):
    return {"threshold": "2/3", "compare": ">=", "base": base, "also": None, "turnout": None}


@pytest.mark.parametrize("people", [0, 1, 2, 28, 100, 500])
def test_dots_stand_apart_on_a_circle_and_begin_at_twelve(people):
    ring = drawing.ring(people)

    assert len(ring.dots) == people
    for dot in ring.dots:
        assert math.hypot(dot.x - 50, dot.y - 50) == pytest.approx(drawing.RADIUS, abs=0.02)
        assert min(dot.x, dot.y) - ring.size >= 0
        assert max(dot.x, dot.y) + ring.size <= 100
    if people:
        assert (ring.dots[0].x, ring.dots[0].y) == (50, 7)
    if people > 1:
        assert math.dist(*((d.x, d.y) for d in ring.dots[:2])) > 2 * ring.size
    if people > 3:
        assert ring.dots[1].x > 50  # clockwise


def test_the_steps_share_the_bar_and_the_mark_stands_where_it_is_enough():
    bar = drawing.bar(result(21, 4, 2, rule("yes_and_no")))
    yes, no = bar.parts

    assert (yes.look, yes.x, yes.width) == ("yes", 0, pytest.approx(21 / 25 * bar.width, abs=0.1))
    assert no.x == pytest.approx(yes.width, abs=0.1)
    assert no.x + no.width == pytest.approx(bar.width, abs=0.2)
    assert bar.rest is None
    assert bar.mark.x == pytest.approx(17 / 25 * bar.width, abs=0.1)
    assert (yes.number, no.number) == ("21", "4")


def test_a_wider_base_shows_who_took_no_side_and_leaves_its_rest_empty():
    bar = drawing.bar(result(15, 4, 2, rule("present")))

    assert [part.look for part in bar.parts] == ["yes", "no", "abstain"]
    assert bar.parts[0].width == pytest.approx(15 / 22 * bar.width, abs=0.1)
    assert bar.rest.width == pytest.approx(1 / 22 * bar.width, abs=0.1)


def test_a_sliver_carries_no_number():
    yes, no = drawing.bar(result(99, 1)).parts

    assert (yes.number, no.number) == ("99", "")


@pytest.mark.parametrize(
    ("yes", "no"), [(4, 2), (20, 0), (0, 3), (1, 2), (5, 3), (1, 13), (7, 13), (0, 25), (25, 99)]
)
@pytest.mark.parametrize("base", ["yes_and_no", "cast", "members"])
def test_the_mark_never_crosses_a_number(yes, no, base):
    bar = drawing.bar(result(yes, no, 0, rule(base)))

    for part in bar.parts:
        if not part.number:
            continue
        half = len(part.number) * drawing.DIGIT / 2
        assert part.x < part.at - half
        assert part.at + half < part.x + part.width
        assert abs(part.at - bar.mark.x) > half + drawing.MARK / 2


def test_a_number_steps_aside_for_the_mark_and_stays_in_its_part():
    [against] = drawing.bar(result(0, 4, 0, rule("yes_and_no") | {"threshold": "1/2"})).parts

    assert against.number == "4"
    assert against.at == pytest.approx(against.middle - 60, abs=40)
    assert against.at < against.middle


def test_one_sided_and_empty_votes():
    assert [part.look for part in drawing.bar(result(27, 0)).parts] == ["yes"]
    assert [part.look for part in drawing.bar(result(0, 3)).parts] == ["no"]
    assert drawing.bar(result(0, 0, 5)) is None
    assert drawing.bar(result(5, 5)).mark is None


@pytest.mark.parametrize(("at", "anchor"), [(10, "start"), (800, "middle"), (1600, "end")])
def test_the_words_at_the_mark_stay_inside(at, anchor):
    assert drawing._mark(at).anchor == anchor

"""Ratings and Stimmungsbilder: counted exactly, whatever the ballots and their order."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting import tally
from facilitation.voting.methods import METHODS, BadMarks, BadSettings, Question

RATING = {"criteria": ["benefit", "effort"], "scale": [1, 5], "less_is_better": ["effort"]}
cells = st.fixed_dictionaries(
    {},
    optional={
        "benefit": st.none() | st.integers(1, 5),
        "effort": st.none() | st.integers(1, 5),
    },
)
ratings = st.lists(st.fixed_dictionaries({}, optional={"M1": cells, "M2": cells}), max_size=40)
moods = st.lists(st.fixed_dictionaries({}, optional={"F1": st.integers(1, 5)}), max_size=40)


def rate(ballots, options=("M1", "M2"), settings=RATING):
    question = Question(options, METHODS["rating"].settings(settings, ()))
    checked = [METHODS["rating"].check(ballot, question) for ballot in ballots]
    return tally.count("rating", checked, question, rule=None, members=99, present=99)


def given_marks(ballots, option, criterion):
    found = (ballot.get(option, {}).get(criterion) for ballot in ballots)
    return [mark for mark in found if mark is not None]


@given(ratings)
def test_each_cell_equals_a_naive_recount(ballots):
    result = rate(ballots)

    for option in ("M1", "M2"):
        for criterion, best in (("benefit", (4, 5)), ("effort", (1, 2))):
            marks = given_marks(ballots, option, criterion)
            cell = result["options"][option]["criteria"][criterion]
            assert cell["counts"] == {str(step): marks.count(step) for step in range(1, 6)}
            assert cell["n"] == len(marks) <= len(ballots)
            assert cell["top2"] == sum(mark in best for mark in marks)
            assert cell["mean"] == (str(Fraction(sum(marks), len(marks))) if marks else None)
            assert cell["median"] == (str(Fraction(median(marks))) if marks else None)


@given(ratings, st.randoms())
def test_the_order_of_ballots_is_no_matter(ballots, random):
    shuffled = list(ballots)
    random.shuffle(shuffled)

    assert rate(shuffled) == rate(ballots)


@given(ratings)
def test_the_order_goes_by_the_two_best_steps_then_the_mean_and_those_without_come_last(ballots):
    result = rate(ballots)
    cell = {key: entry["criteria"]["benefit"] for key, entry in result["options"].items()}
    flat = [key for tied in result["order"] for key in tied]

    assert sorted(flat) == ["M1", "M2"]
    assert result["order"][-1] == [key for key in flat if not cell[key]["n"]] or all(
        cell[key]["n"] for key in flat
    )
    answered = [tied for tied in result["order"] if cell[tied[0]]["n"]]
    worth = [(cell[tied[0]]["top2"], Fraction(cell[tied[0]]["mean"])) for tied in answered]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(worth)


def test_where_less_is_better_the_lower_mean_comes_first():
    settings = {"criteria": ["effort"], "scale": [1, 5], "less_is_better": ["effort"]}
    ballots = [{"A": {"effort": 2}, "B": {"effort": 1}, "C": {"effort": 1}}]

    result = rate(ballots, ("A", "B", "C", "D"), settings)

    assert result["order"] == [["B", "C"], ["A"], ["D"]]


def test_a_scale_below_zero_keeps_its_signs():
    settings = {"criteria": ["stance"], "scale": [-2, 2]}
    cell = rate([{"A": {"stance": -2}}, {"A": {"stance": 1}}], ("A",), settings)["options"]["A"]

    assert cell["criteria"]["stance"] == {
        "counts": {"-2": 1, "-1": 0, "0": 0, "1": 1, "2": 0},
        "n": 2,
        "mean": "-1/2",
        "median": "-1/2",
        "top2": 1,
    }


@pytest.mark.parametrize(
    ("ballot", "place"),
    [
        ({"M3": {"benefit": 1}}, ("M3",)),
        ({"M1": {"beauty": 1}}, ("M1", "beauty")),
        ({"M1": {"benefit": 6}}, ("M1", "benefit")),
        ({"M1": {"benefit": 0}}, ("M1", "benefit")),
        ({"M1": {"benefit": 3.0}}, ("M1", "benefit")),
        ({"M1": {"benefit": True}}, ("M1", "benefit")),
        ({"M1": {"benefit": "3"}}, ("M1", "benefit")),
        ({"M1": None}, ("M1",)),
        ({"M1": [4]}, ("M1",)),
    ],
)
def test_a_ballot_that_cannot_be_counted_is_refused_with_its_place(ballot, place):
    with pytest.raises(BadMarks) as refusal:
        rate([ballot])

    assert refusal.value.path == place
    assert refusal.value.sentence().endswith(".")


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"criteria": [], "scale": [1, 5]},
        {"criteria": ["a", "b", "c", "d", "e"], "scale": [1, 5]},
        {"criteria": ["a", "a"], "scale": [1, 5]},
        {"criteria": ["a"]},
        {"criteria": ["a"], "scale": [0, 10]},
        {"criteria": ["a"], "scale": [1.0, 5]},
        {"criteria": ["a"], "scale": [1, 5], "less_is_better": ["b"]},
        {"criteria": ["a"], "scale": [1, 5], "steps": 5},
    ],
)
def test_a_rating_needs_one_to_four_criteria_and_a_known_scale(settings):
    with pytest.raises(BadSettings):
        METHODS["rating"].settings(settings, ())


@given(moods)
def test_a_mood_is_a_distribution_and_nothing_else(ballots):
    question = Question(("F1",), {"steps": 5})
    entry = tally.count("mood", ballots, question, rule=None, members=99, present=99)
    marks = [ballot["F1"] for ballot in ballots if "F1" in ballot]

    assert entry == {
        "options": {
            "F1": {
                "counts": {str(step): marks.count(step) for step in range(1, 6)},
                "n": len(marks),
            }
        }
    }


@pytest.mark.parametrize("mark", [0, 6, 2.0, True, "2", None, [1]])
def test_a_step_that_is_not_there_is_refused(mark):
    with pytest.raises(BadMarks):
        METHODS["mood"].check({"F1": mark}, Question(("F1",), {"steps": 5}))


@pytest.mark.parametrize("steps", [None, 2, 6, 3.0, "3", True])
def test_a_mood_has_three_to_five_steps(steps):
    with pytest.raises(BadSettings):
        METHODS["mood"].settings({"steps": steps}, ())


def test_forms_are_read_as_the_method_needs_them():
    question = Question(("M1",), METHODS["rating"].settings(RATING, ()))
    read = METHODS["rating"].read_form({"M1.benefit": "4", "M1.effort": ""}, question)

    assert read == {"M1": {"benefit": 4, "effort": None}}
    with pytest.raises(BadMarks):
        METHODS["rating"].read_form({"M1.benefit": "viel"}, question)

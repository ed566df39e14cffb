"""Systemisches Konsensieren: least resistance first, measured against leaving things as they are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.methods import METHODS, BadMarks, Question
from facilitation.voting.recount import BadInput, recount

OPTIONS = ["P0", "P1", "P2"]
rows = st.lists(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(OPTIONS, st.integers(0, 10) | st.just("abstain"))
    ),
    max_size=30,
)


def resist(rows, **more):
    return recount(
        {
            "method": "resistance",
            "options": OPTIONS,
            "settings": {"status_quo": "P0"},
            "ballots": rows,
        }
        | more
    )


@given(rows)
def test_resistance_equals_a_naive_recount(rows):
    answer = resist(rows)

    for key in OPTIONS:
        marks = [row[key] for row in rows if key in row]
        rated = [mark for mark in marks if mark != "abstain"]
        mean = Fraction(sum(rated), len(rated)) if rated else None
        assert answer["options"][key] == {
            "counts": {str(step): rated.count(step) for step in range(11)},
            "n": len(rated),
            "abstained": marks.count("abstain"),
            "sum": sum(rated),
            "mean": str(mean) if rated else None,
            "acceptance": str(1 - mean / 10) if rated else None,
        }


@given(rows)
def test_the_order_goes_by_the_mean_and_the_status_quo_has_a_rank(rows):
    answer = resist(rows)
    means = {
        key: None if entry["mean"] is None else Fraction(entry["mean"])
        for key, entry in answer["options"].items()
    }
    rated = [tied for tied in answer["order"] if means[tied[0]] is not None]

    assert [[means[key] for key in tied] for tied in rated] == [
        [mean] * list(means.values()).count(mean)
        for mean in sorted({mean for mean in means.values() if mean is not None})
    ]
    before = 1
    for tied in rated:
        if "P0" in tied:
            assert answer["status_quo_rank"] == before
        before += len(tied)
    if means["P0"] is None:
        assert answer["status_quo_rank"] is None


def test_abstaining_is_not_the_same_as_leaving_out():
    answer = resist([{"P0": 7, "P1": 3, "P2": "abstain"}, {"P0": 0, "P1": "abstain"}])

    assert answer["options"]["P2"] == {
        "counts": {str(step): 0 for step in range(11)},
        "n": 0, "abstained": 1, "sum": 0, "mean": None, "acceptance": None,
    }  # fmt: skip
    assert answer["options"]["P0"]["mean"] == "7/2"
    assert answer["options"]["P0"]["acceptance"] == "13/20"
    assert answer["order"] == [["P1"], ["P0"], ["P2"]]
    assert answer["status_quo_rank"] == 2


def test_means_are_compared_exactly():
    """One of three and 333 of 999 tie; floats wouldn't know."""
    rows = [{"P1": 1, "P0": 1}, {"P1": 0, "P0": 0}, {"P1": 0, "P0": 0}]
    answer = resist(rows, counted={"ballots": 999, "P0": {"1": 333, "0": 666}})

    assert answer["order"][0] == ["P0", "P1"]
    assert answer["status_quo_rank"] == 1


@pytest.mark.parametrize("mark", [11, -1, 3.0, True, "7", None, "unrated", [1]])
def test_other_marks_are_refused(mark):
    with pytest.raises(BadInput) as refusal:
        resist([{}, {"P1": mark}])

    assert refusal.value.pointer == "/ballots/1/P1"


@pytest.mark.parametrize("settings", [None, {}, {"status_quo": "P9"}, {"status_quo": None}])
def test_the_status_quo_is_always_among_the_options(settings):
    with pytest.raises(BadInput) as refusal:
        resist([], settings=settings)

    assert refusal.value.pointer == "/settings/status_quo"


def test_a_form_tells_abstaining_from_leaving_out():
    read = METHODS["resistance"].read_form
    question = Question(tuple(OPTIONS), {"status_quo": "P0"})

    assert read({"P0": "7", "P1": "abstain", "P2": ""}, question) == {"P0": 7, "P1": "abstain"}
    with pytest.raises(BadMarks):
        read({"P0": "viel"}, question)

"""Choosing some of several: counts, ties, too few and too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.methods import METHODS, Question
from facilitation.voting.recount import BadInput, recount

rows = st.lists(st.sets(st.sampled_from("ABCD"), max_size=3).map(sorted), max_size=30)


def choose(rows, fewest=0, most=3, **more):
    return recount(
        {
            "method": "choice",
            "options": ["A", "B", "C", "D"],
            "settings": {"min": fewest, "max": most},
            "ballots": [{"chosen": list(row)} for row in rows],
        }
        | more
    )


@given(rows)
def test_a_choice_equals_a_naive_recount(rows):
    answer = choose(rows)
    counts = {key: sum(key in row for row in rows) for key in "ABCD"}

    assert answer == {
        "options": {key: {"count": counts[key], "n": len(rows)} for key in "ABCD"},
        "order": [
            [key for key in "ABCD" if counts[key] == number]
            for number in sorted(set(counts.values()), reverse=True)
        ],
    }


def test_ties_stay_ties():
    assert choose(["BA", "A", "BD"])["order"] == [["A", "B"], ["D"], ["C"]]


def test_blank_ballots_are_in_n_where_nothing_has_to_be_chosen():
    assert choose([], ballots=[{}, {"chosen": []}])["options"]["A"] == {"count": 0, "n": 2}


@pytest.mark.parametrize(
    ("ballot", "place"),
    [
        ({"chosen": []}, "/ballots/0/chosen"),
        ({}, "/ballots/0/chosen"),
        ({"chosen": ["A", "B", "C"]}, "/ballots/0/chosen"),
        ({"chosen": ["A", "A"]}, "/ballots/0/chosen/1"),
        ({"chosen": ["A", "E"]}, "/ballots/0/chosen/1"),
        ({"chosen": "A"}, "/ballots/0/chosen"),
        ({"chosen": {"A": 1}}, "/ballots/0/chosen"),
        ({"chosen": None}, "/ballots/0/chosen"),
        ({"A": 1}, "/ballots/0/A"),
    ],
)
def test_a_ballot_with_too_few_too_many_or_other_choices_is_refused(ballot, place):
    with pytest.raises(BadInput) as refusal:
        choose([], fewest=1, most=2, ballots=[ballot])

    assert refusal.value.pointer == place


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (None, "min"),
        ({"max": 2}, "min"),
        ({"min": 0}, "max"),
        ({"min": -1, "max": 2}, "min"),
        ({"min": 5, "max": 5}, "min"),
        ({"min": 2, "max": 1}, "max"),
        ({"min": 0, "max": 0}, "max"),
        ({"min": 0, "max": 2.0}, "max"),
        ({"min": False, "max": 2}, "min"),
    ],
)
def test_a_choice_says_how_many_may_be_chosen(settings, place):
    with pytest.raises(BadInput) as refusal:
        choose([], settings=settings)

    assert refusal.value.pointer == f"/settings/{place}"


@pytest.mark.parametrize(
    ("counted", "place"),
    [
        ({"A": {"count": 3}}, "/counted/A"),
        ({"A": {"count": 1}}, "/counted"),
        ({"A": {"count": 2}, "B": {"count": 2}, "C": {"count": 1}}, "/counted"),
        ({"A": {"votes": 2}}, "/counted/A/votes"),
        ({"A": 2}, "/counted/A"),
        ({"E": {"count": 2}}, "/counted/E"),
    ],
)
def test_a_tally_that_no_two_ballots_give_is_refused(counted, place):
    with pytest.raises(BadInput) as refusal:
        choose([], fewest=1, most=2, counted={"ballots": 2} | counted)

    assert refusal.value.pointer == place


def test_a_form_sends_what_was_ticked():
    question = Question(("A", "B"), {"min": 0, "max": 2})

    assert METHODS["choice"].read_form({"B": "1", "A": ""}, question) == {"chosen": ["B"]}

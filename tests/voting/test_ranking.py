"""Rankings: modified Borda, places, comparisons of two, and tallies without ballots."""

import copy
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.methods import METHODS, BadMarks, Question
from facilitation.voting.recount import BadInput, recount

from .polls import as_counted

TENNESSEE = ["Memphis", "Nashville", "Chattanooga", "Knoxville"]
rankings = st.lists(st.permutations("ABCD").flatmap(lambda row: st.integers(0, 4).map(
    lambda length: row[:length])), max_size=20)  # fmt: skip


def rank(rows, options=("A", "B", "C"), fewest=0, **more):
    return recount(
        {
            "method": "ranking",
            "options": list(options),
            "settings": {"min": fewest},
            "ballots": [{"ranked": list(row)} for row in rows],
        }
        | more
    )


def capital():
    """The textbook case: where should the capital of Tennessee be?"""
    rows = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
    names = {name[0]: name for name in TENNESSEE}
    ballots = [[names[key] for key in row] for row, times in rows.items() for _ in range(times)]
    return rank(ballots, TENNESSEE, fewest=4)


def test_the_printed_example_of_a_circle():
    entry = {"points": 6, "places": [1, 1, 1], "n": 3}

    assert rank(["ABC", "BCA", "CAB"], fewest=3) == {
        "options": {"A": entry, "B": entry, "C": entry},
        "order": [["A", "B", "C"]],
        "pairwise": {"A": {"B": 2, "C": 1}, "B": {"A": 1, "C": 2}, "C": {"A": 2, "B": 1}},
        "condorcet": None,
    }


def test_tennessee_has_its_capital_in_nashville():
    answer = capital()

    assert answer["condorcet"] == "Nashville"
    assert {key: entry["points"] for key, entry in answer["options"].items()} == {
        "Memphis": 4 * 42 + 58,
        "Nashville": 3 * 42 + 4 * 26 + 2 * 32,
        "Chattanooga": 2 * 42 + 3 * 43 + 4 * 15,
        "Knoxville": 42 + 2 * 26 + 3 * 15 + 4 * 17,
    }
    assert answer["order"] == [["Nashville"], ["Chattanooga"], ["Memphis"], ["Knoxville"]]
    assert answer["pairwise"]["Nashville"] == {"Memphis": 58, "Chattanooga": 68, "Knoxville": 68}
    assert answer["options"]["Memphis"]["places"] == [42, 0, 0, 58]


def test_points_and_comparisons_may_differ():
    """Three of five put A first; B, never worse than second, has more points."""
    answer = rank(["ABC", "ABC", "ABC", "BCA", "BCA"])

    assert answer["condorcet"] == "A"
    assert answer["order"] == [["B"], ["A"], ["C"]]


def test_a_short_ballot_gives_fewer_points_and_beats_what_it_leaves_out():
    answer = rank(["A", "BA"])

    assert answer["options"]["A"] == {"points": 2, "places": [1, 1, 0], "n": 2}
    assert answer["options"]["C"] == {"points": 0, "places": [0, 0, 0], "n": 0}
    assert answer["pairwise"]["A"] == {"B": 1, "C": 2}
    assert answer["pairwise"]["C"] == {"A": 0, "B": 0}
    assert answer["condorcet"] is None
    assert answer["order"] == [["A", "B"], ["C"]]


@given(rankings)
def test_a_ranking_equals_a_naive_recount(rows):
    answer = rank(rows, "ABCD")
    points = dict.fromkeys("ABCD", 0)
    for row in rows:
        for worth, key in enumerate(reversed(row), start=1):
            points[key] += worth

    for key, entry in answer["options"].items():
        places = [row.index(key) + 1 for row in rows if key in row]
        assert entry == {
            "points": points[key],
            "places": [places.count(place) for place in (1, 2, 3, 4)],
            "n": len(places),
        }
    assert answer["order"] == [
        [key for key in "ABCD" if points[key] == worth]
        for worth in sorted(set(points.values()), reverse=True)
    ]


@given(rankings)
def test_comparisons_equal_a_naive_recount(rows):
    answer = rank(rows, "ABCD")
    pairs = answer["pairwise"]

    for one, other in combinations("ABCD", 2):
        both = [row for row in rows if one in row and other in row]
        before = sum(row.index(one) < row.index(other) for row in both)
        assert pairs[one][other] == before + sum(one in row and other not in row for row in rows)
        assert pairs[other][one] == len(both) - before + sum(
            other in row and one not in row for row in rows
        )
    winners = [
        key for key in "ABCD" if all(pairs[key][other] > pairs[other][key] for other in pairs[key])
    ]
    assert [answer["condorcet"]] == (winners or [None])
    assert all(key not in pairs[key] for key in "ABCD")


@pytest.mark.parametrize(
    ("ballot", "place"),
    [
        ({"ranked": ["A", "B", "A"]}, "/ballots/0/ranked/2"),
        ({"ranked": ["A", ["B", "C"]]}, "/ballots/0/ranked/1"),
        ({"ranked": ["A", "E"]}, "/ballots/0/ranked/1"),
        ({"ranked": ["A", None]}, "/ballots/0/ranked/1"),
        ({"ranked": ["A"]}, "/ballots/0/ranked"),
        ({"ranked": []}, "/ballots/0/ranked"),
        ({"ranked": None}, "/ballots/0/ranked"),
        ({"ranked": "AB"}, "/ballots/0/ranked"),
        ({}, "/ballots/0/ranked"),
        ({"A": 1, "B": 2}, "/ballots/0/A"),
        ({"ranked": ["A", "B"], "chosen": []}, "/ballots/0/chosen"),
    ],
)
def test_a_ballot_that_is_no_strict_order_is_refused(ballot, place):
    with pytest.raises(BadInput) as refusal:
        rank([], fewest=2, ballots=[ballot])

    assert refusal.value.pointer == place


@pytest.mark.parametrize("settings", [None, {}, {"min": -1}, {"min": 4}, {"min": True}])
def test_a_ranking_says_how_many_have_to_be_ranked(settings):
    with pytest.raises(BadInput) as refusal:
        rank([], settings=settings)

    assert refusal.value.pointer == "/settings/min"


def numbers(value, path=()):
    """The places of all numbers in a tally."""
    if isinstance(value, int):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, each in inside for found in numbers(each, (*path, key))]


@given(rankings.filter(bool), st.data())
def test_a_tally_in_which_one_number_is_changed_is_refused(rows, data):
    counted = as_counted("ranking", rank(rows, "ABCD"), len(rows))
    assert rank([], "ABCD", counted=counted) == rank(rows, "ABCD")
    del counted["ballots"]
    *path, last = data.draw(st.sampled_from(numbers(counted)))
    changed = copy.deepcopy(counted)
    inside = changed
    for key in path:
        inside = inside[key]
    inside[last] += data.draw(st.integers(1, 3))

    with pytest.raises(BadInput):
        rank([], "ABCD", counted={"ballots": len(rows)} | changed)


@pytest.mark.parametrize(
    ("counted", "place"),
    [
        ({"A": {"points": 1, "places": [1, 0]}}, "/counted/A/places"),
        ({"A": {"points": 1, "places": [1, 0, 0.0]}}, "/counted/A/places/2"),
        ({"A": {"points": -1}}, "/counted/A/points"),
        ({"A": {"n": 1}}, "/counted/A/n"),
        ({"A": []}, "/counted/A"),
        ({"D": {}}, "/counted/D"),
        ({"pairwise": {"A": {"A": 0}}}, "/counted/pairwise/A/A"),
        ({"pairwise": {"D": {}}}, "/counted/pairwise/D"),
        ({"pairwise": None}, "/counted/pairwise"),
        ({"A": {"points": 1, "places": [1, 0, 0]}}, "/counted/pairwise/A"),
        ({"ballots": 0, "A": {"points": 1, "places": [1, 0, 0]}}, "/counted"),
    ],
)
def test_a_tally_that_cannot_be_read_is_refused(counted, place):
    with pytest.raises(BadInput) as refusal:
        rank([], counted={"ballots": 1} | counted)

    assert refusal.value.pointer == place


def test_a_tally_too_short_for_its_minimum_is_refused():
    counted = as_counted("ranking", rank(["A", "AB"]), 2)

    with pytest.raises(BadInput) as refusal:
        rank([], fewest=2, counted=counted)

    assert refusal.value.pointer == "/counted"


def test_a_form_asks_for_every_place_once():
    question = Question(("A", "B", "C"), {"min": 0})
    read = METHODS["ranking"].read_form

    assert read({"A": "2", "B": "", "C": "1"}, question) == {"ranked": ["C", "A"]}
    for fields in ({"A": "1", "B": "1"}, {"A": "1", "B": "3"}, {"A": "0"}):
        with pytest.raises(BadMarks):
            read(fields, question)

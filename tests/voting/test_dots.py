"""Points to spend: points and people per option, ties, too many points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.methods import METHODS, BadMarks, Question
from facilitation.voting.recount import BadInput, recount

rows = st.lists(
    st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 3)).filter(
        lambda row: sum(row.values()) <= 5
    ),
    max_size=30,
)


def spend(rows, points=5, per_option=3, **more):
    return recount(
        {
            "method": "dots",
            "options": ["A", "B", "C", "D"],
            "settings": {"points": points, "per_option": per_option},
            "ballots": rows,
        }
        | more
    )


@given(rows)
def test_points_equal_a_naive_recount(rows):
    answer = spend(rows)

    for key in "ABCD":
        given_points = [row[key] for row in rows if row.get(key, 0) > 0]
        assert answer["options"][key] == {
            "points": sum(given_points),
            "people": len(given_points),
            "n": len(rows),
        }
    spent = {key: entry["points"] for key, entry in answer["options"].items()}
    assert [[spent[key] for key in tied] for tied in answer["order"]] == [
        [number] * list(spent.values()).count(number)
        for number in sorted(set(spent.values()), reverse=True)
    ]


def test_nobody_gives_no_points_and_ties_share_a_rank():
    answer = spend([{"A": 2, "B": 0}, {"B": 2, "D": 1}, {}])

    assert answer["options"]["B"] == {"points": 2, "people": 1, "n": 3}
    assert answer["order"] == [["A", "B"], ["D"], ["C"]]


@pytest.mark.parametrize(
    ("ballot", "place"),
    [
        ({"A": 3, "B": 3}, "/ballots/0"),
        ({"A": 4}, "/ballots/0/A"),
        ({"A": -1}, "/ballots/0/A"),
        ({"A": 1.0}, "/ballots/0/A"),
        ({"A": True}, "/ballots/0/A"),
        ({"A": None}, "/ballots/0/A"),
        ({"A": "1"}, "/ballots/0/A"),
        ({"E": 1}, "/ballots/0/E"),
    ],
)
def test_a_ballot_with_too_many_or_other_points_is_refused(ballot, place):
    with pytest.raises(BadInput) as refusal:
        spend([ballot])

    assert refusal.value.pointer == place


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (None, "points"),
        ({"points": 5}, "per_option"),
        ({"per_option": 3}, "points"),
        ({"points": 0, "per_option": 3}, "points"),
        ({"points": 5, "per_option": True}, "per_option"),
    ],
)
def test_points_say_how_many_there_are(settings, place):
    with pytest.raises(BadInput) as refusal:
        spend([], settings=settings)

    assert refusal.value.pointer == f"/settings/{place}"


def test_lists_per_option_only_know_the_most_for_one_option():
    lists = {"A": [3, 3], "B": [3, 3], "C": [None, 0], "D": [None, None]}
    by_option = {"method": "dots", "options": list("ABCD"), "ballots_by_option": lists} | {
        "settings": {"points": 5, "per_option": 3}
    }

    assert recount(by_option)["options"]["B"] == {"points": 6, "people": 2, "n": 2}
    lists["D"][1] = 4
    with pytest.raises(BadInput) as refusal:
        recount(by_option)
    assert refusal.value.pointer == "/ballots_by_option/D/1"


@pytest.mark.parametrize(
    ("counted", "place"),
    [
        ({"A": {"points": 3, "people": 3}}, "/counted/A/people"),
        ({"A": {"points": 1, "people": 2}}, "/counted/A/points"),
        ({"A": {"points": 7, "people": 2}}, "/counted/A/points"),
        ({"A": {"points": 2}}, "/counted/A/points"),
        ({key: {"points": 6, "people": 2} for key in "AB"}, "/counted"),
        ({"A": {"dots": 2}}, "/counted/A/dots"),
        ({"A": 2}, "/counted/A"),
        ({"E": {}}, "/counted/E"),
    ],
)
def test_counts_that_no_two_ballots_give_are_refused(counted, place):
    with pytest.raises(BadInput) as refusal:
        spend([], counted={"ballots": 2} | counted)

    assert refusal.value.pointer == place


def test_a_form_leaves_out_what_is_empty():
    read = METHODS["dots"].read_form
    question = Question(("A", "B"), {"points": 5, "per_option": 3})

    assert read({"A": "3", "B": ""}, question) == {"A": 3}
    with pytest.raises(BadMarks):
        read({"A": "drei"}, question)

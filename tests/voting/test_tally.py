"""Counting: any ballots in any order give what a naive recount gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Invalid
from facilitation.voting import tally
from facilitation.voting.methods import METHODS, Question

marks = st.sampled_from(("yes", "no", "abstain"))
ballots = st.lists(st.fixed_dictionaries({}, optional={"M1": marks}), max_size=80)
RULE = {"threshold": "2/3", "compare": ">=", "base": "yes_and_no"}


def count(cast, rule=RULE, members=100, present=90):
    return tally.count(
        "yes_no", cast, Question(("M1",)), rule=rule, members=members, present=present
    )


@given(ballots)
def test_counts_equal_a_naive_recount(cast):
    entry = count(cast)["options"]["M1"]
    answers = [ballot["M1"] for ballot in cast if "M1" in ballot]

    for mark in ("yes", "no", "abstain"):
        assert entry["counts"][mark] == answers.count(mark)
    assert entry["n"] == len(answers) <= len(cast)
    assert entry["base"] == answers.count("yes") + answers.count("no")


@given(ballots, st.randoms())
def test_the_order_of_ballots_is_no_matter(cast, random):
    shuffled = list(cast)
    random.shuffle(shuffled)

    assert count(shuffled) == count(cast)


@given(ballots)
def test_one_more_yes_never_turns_an_adoption_round(cast):
    before = count(cast)["options"]["M1"]
    after = count([*cast, {"M1": "yes"}])["options"]["M1"]

    assert after["adopted"] or not before["adopted"]


def test_without_a_rule_there_is_no_verdict():
    entry = count([{"M1": "yes"}], rule=None)["options"]["M1"]

    assert entry == {"counts": {"yes": 1, "no": 0, "abstain": 0}, "n": 1, "adopted": None}


def test_blank_ballots_count_in_the_base_of_all_cast():
    rule = RULE | {"base": "cast"}
    entry = count([{"M1": "yes"}, {}, {}], rule=rule)["options"]["M1"]

    assert (entry["base"], entry["n"], entry["adopted"]) == (3, 1, False)


@given(
    st.dictionaries(st.text(max_size=4), st.one_of(st.text(max_size=8), st.integers(), st.none()))
)
def test_marks_are_taken_only_whole(given_marks):
    method = METHODS["yes_no"]
    question = Question(("M1",))
    valid = all(
        key == "M1" and mark in ("yes", "no", "abstain") for key, mark in given_marks.items()
    )

    if valid:
        assert method.check(given_marks, question) == given_marks
        assert method.is_whole(given_marks, question) is bool(given_marks)
    else:
        with pytest.raises(Invalid):
            method.check(given_marks, question)


def test_channels_are_counted():
    assert tally.by_channel(["phone", "paper", "phone"]) == {"phone": 2, "paper": 1}

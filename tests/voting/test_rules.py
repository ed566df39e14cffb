"""Rules: needed counts in persons and verdicts, exact."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Invalid
from facilitation.voting import rules
from facilitation.voting.rules import PRESETS, Rule, needed, refuse_unreachable

thresholds = st.fractions(min_value=Fraction(1, 50), max_value=1, max_denominator=50)
bases = st.integers(min_value=1, max_value=2000)


@pytest.mark.parametrize(
    ("compare", "threshold", "base", "persons"),
    [
        (">=", "2/3", 30, 20),
        (">", "2/3", 30, 21),
        (">", "1/2", 25, 13),
        (">=", "2/3", 31, 21),
        (">=", "2/3", 60, 40),
        (">=", "1", 7, 7),
    ],
)
def test_needed_is_said_in_persons(compare, threshold, base, persons):
    assert needed(Rule(Fraction(threshold), compare), base) == persons


@given(thresholds, bases)
def test_needed_is_the_smallest_number_that_is_enough(threshold, base):
    rule = Rule(threshold)
    enough = needed(rule, base)

    assert Fraction(enough, base) >= threshold
    assert Fraction(enough - 1, base) < threshold


@given(thresholds, bases)
def test_needed_for_more_than_is_the_smallest_number_above(threshold, base):
    enough = needed(Rule(threshold, ">"), base)

    assert Fraction(enough, base) > threshold
    assert Fraction(enough - 1, base) <= threshold


any_rule = st.builds(
    Rule,
    thresholds,
    st.sampled_from((">=", ">")),
    st.sampled_from(rules.BASES),
    also=st.sampled_from((None, "for_beats_against")),
    turnout=st.none() | thresholds,
)
few = st.integers(0, 60)


@given(any_rule, few, few, few, few, few)
def test_verdict_agrees_with_a_naive_reading(rule, yes, no, abstain, silent, away):
    arrived = yes + no + abstain
    present, members = arrived + silent, arrived + silent + away
    base = {
        "yes_and_no": yes + no, "cast": arrived, "present": present, "members": members,
    }[rule.base]  # fmt: skip

    def enough(votes):
        share = Fraction(votes, base)
        return share > rule.threshold or (share == rule.threshold and rule.compare == ">=")

    answer = rules.verdict(
        rule,
        base=rules.base(rule, decided=yes + no, cast=arrived, present=present, members=members),
        in_favour=yes,
        beats=(yes, no),
        arrived=arrived,
        members=members,
    )

    turned_out = rule.turnout is None or arrived >= rule.turnout * members
    beaten = rule.also == "for_beats_against" and yes <= no
    assert answer["base"] == base
    assert answer["adopted"] == (turned_out and base > 0 and enough(yes) and not beaten)
    reason = "turnout" if not turned_out else "no_votes" if base == 0 else None
    assert answer.get("reason") == reason
    if base:
        assert enough(answer["needed"])
        assert not enough(answer["needed"] - 1)


def test_verdict_without_any_yes_or_no_names_the_reason():
    rule = Rule(Fraction(2, 3))

    answer = rules.verdict(rule, base=0, in_favour=0, beats=(0, 0), arrived=5, members=9)

    assert answer == {
        "base": 0, "for": 0, "needed": None, "adopted": False, "reason": "no_votes",
    }  # fmt: skip


def test_turnout_comes_before_no_votes():
    rule = Rule(Fraction(2, 3), turnout=Fraction(1, 2))

    answer = rules.verdict(rule, base=0, in_favour=0, beats=(0, 0), arrived=2, members=9)

    assert answer["reason"] == "turnout"


def test_second_condition_compares_counts_strictly():
    rule = Rule(Fraction(1, 2), also="for_beats_against")

    answer = rules.verdict(rule, base=8, in_favour=4, beats=(4, 4), arrived=8, members=8)

    assert answer["adopted"] is False


@pytest.mark.parametrize("name", [name for name in PRESETS if PRESETS[name]])
def test_a_rule_survives_its_json_shape(name):
    rule = PRESETS[name]

    assert Rule.from_data(rule.to_data()) == rule
    assert rules.preset_of(rule) == name


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"threshold": "zwei Drittel"},
        {"threshold": "2/0"},
        {"threshold": float("inf")},
        {"threshold": "4/3"},
        {"threshold": "-1/3"},
        {"threshold": "1/2", "turnout": "3/2"},
        {"threshold": None},
        {"threshold": "2/3", "compare": "<"},
        {"threshold": "2/3", "base": "everybody"},
        {"threshold": "2/3", "also": "luck"},
    ],
)
def test_a_rule_nobody_can_read_is_refused(data):
    with pytest.raises(Invalid):
        Rule.from_data(data)


@pytest.mark.parametrize(
    "data",
    [
        {"threshold": "1", "compare": ">"},
        {"threshold": "0"},
        {"threshold": "1/2", "turnout": "0"},
    ],
)
def test_a_rule_that_decides_nothing_is_refused_where_it_is_set(data):
    with pytest.raises(Invalid):
        refuse_unreachable(Rule.from_data(data))


def test_a_rule_that_can_be_met_is_taken():

    refuse_unreachable(Rule.from_data({"threshold": "1", "compare": ">="}))
    refuse_unreachable(None)


@given(
    thresholds, st.sampled_from([">=", ">"]), st.sampled_from(rules.BASES),
    st.none() | thresholds, st.integers(1, 60), st.integers(0, 20),
)  # fmt: skip
def test_out_of_reach_is_what_even_all_who_are_here_cannot_meet(
    threshold, compare, base, turnout, present, away
):
    rule = Rule(threshold, compare, base, turnout=turnout)
    members = present + away
    try:
        refuse_unreachable(rule)
    except Invalid:
        return
    on_base = rules.base(rule, decided=present, cast=present, present=present, members=members)

    best = rules.verdict(
        rule, base=on_base, in_favour=present, beats=(1, 0), arrived=present, members=members
    )

    reach = rules.out_of_reach(rule, present=present, members=members)
    assert (reach == 0) == best["adopted"]
    assert reach == 0 or present < reach <= members

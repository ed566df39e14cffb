"""Dafür mit Zweifel, Konsensstufen, Konsent: counts per step, and what they decide."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.recount import BadInput, recount

TWO_THIRDS = {"threshold": "2/3", "compare": ">=", "base": "yes_and_no"}
STUTTGART = TWO_THIRDS | {"also": "for_beats_against", "turnout": None}
DOUBT = ("for", "with_doubts", "against", "abstain")
LEVELS = ("full", "concerns", "abstain", "aside", "strong_concerns", "veto")
shares = st.fractions(0, 1, max_denominator=12)
rules = st.fixed_dictionaries(
    {
        "threshold": shares.map(str),
        "compare": st.sampled_from([">=", ">"]),
    },
    optional={
        "base": st.sampled_from(["yes_and_no", "cast", "present", "members"]),
        "turnout": st.none() | shares.map(str),
    },
)
SEATS = {"members": 40, "present": 30}


def decide(method, counts, rule=None, **more):
    """One option's entry, from so many ballots per mark."""
    ballots = [{"E1": mark} for mark, number in counts.items() for _ in range(number)]
    given_poll = {"method": method, "options": ["E1"], "rule": rule, "ballots": ballots}
    return recount(given_poll | more)["options"]["E1"]


def cast(marks):
    return st.lists(st.sampled_from(marks), max_size=30).map(Counter)


def naive(counts, rule, in_favour, neutral, also=lambda: True):
    """The verdict, by trying out how many are enough."""
    number = sum(counts.values())
    base = {
        "yes_and_no": number - sum(counts[mark] for mark in neutral),
        "cast": number,
        **SEATS,
    }[rule.get("base", "yes_and_no")]
    share = Fraction(rule["threshold"])
    enough = [
        persons
        for persons in range(base + 2)
        if base and (Fraction(persons, base) >= share)
        and (rule["compare"] == ">=" or Fraction(persons, base) > share)
    ]  # fmt: skip
    said = sum(counts[mark] for mark in in_favour)
    verdict = {"base": base, "for": said, "needed": enough[0] if base else None}
    if Fraction(number, SEATS["members"]) < Fraction(rule.get("turnout") or 0):
        return verdict | {"adopted": False, "reason": "turnout"}
    if not base:
        return verdict | {"adopted": False, "reason": "no_votes"}
    return verdict | {"adopted": said in enough and also()}


def test_the_printed_example_of_a_doubt():
    """2 of 3 is enough, but 1 doesn't beat 1."""
    assert decide(
        "doubt", {"for": 1, "with_doubts": 1, "against": 1}, STUTTGART, settings={},
        seats={"members": 61, "present": 60},
    ) == {
        "counts": {"for": 1, "with_doubts": 1, "against": 1, "abstain": 0},
        "n": 3, "base": 3, "for": 2, "needed": 2, "adopted": False,
    }  # fmt: skip


def test_stuttgart_2023_adopted_with_52_of_60():
    """Bürgerrat Klima Stuttgart printed 66,67 % / 20 % / 13,33 %."""
    entry = decide("doubt", {"for": 40, "with_doubts": 12, "against": 8}, STUTTGART)

    assert (entry["for"], entry["base"], entry["needed"], entry["adopted"]) == (52, 60, 40, True)


@pytest.mark.parametrize(("yes", "no", "adopted"), [(76, 75, True), (75, 75, False), (0, 1, False)])
def test_buergerrat_klima_adopted_with_more_than_half(yes, no, adopted):
    rule = {"threshold": "1/2", "compare": ">"}

    assert decide("yes_no", {"yes": yes, "no": no, "abstain": 9}, rule)["adopted"] is adopted


@given(cast(DOUBT), rules, st.booleans())
def test_a_doubt_is_read_as_a_person_would(counts, rule, second):
    also = {"also": "for_beats_against"} if second else {"also": None}
    entry = decide("doubt", counts, rule | also, seats=SEATS)

    assert entry == {
        "counts": {mark: counts[mark] for mark in DOUBT},
        "n": sum(counts.values()),
        **naive(
            counts, rule, ("for", "with_doubts"), ("abstain",),
            lambda: not second or counts["for"] > counts["against"],
        ),
    }  # fmt: skip


@given(cast(LEVELS), rules)
def test_levels_are_read_as_a_person_would(counts, rule):
    entry = decide("levels", counts, rule, seats=SEATS)
    answered = sum(counts.values()) - counts["abstain"]

    assert entry == {
        "counts": {mark: counts[mark] for mark in LEVELS},
        "n": sum(counts.values()),
        "consensus": answered > 0 and counts["strong_concerns"] == counts["veto"] == 0,
        **naive(counts, rule, ("full", "concerns"), ("abstain", "aside")),
    }


def test_one_veto_ends_the_consensus_and_not_the_majority():
    entry = decide("levels", {"full": 19, "veto": 1}, TWO_THIRDS)

    assert (entry["consensus"], entry["adopted"]) == (False, True)


def test_stepping_aside_alone_is_a_consensus_without_votes():
    entry = decide("levels", {"aside": 3}, TWO_THIRDS)

    assert entry["consensus"] is True
    assert (entry["base"], entry["needed"], entry["reason"]) == (0, None, "no_votes")


def test_levels_without_veto_do_not_name_it():
    entry = decide("levels", {"full": 2}, settings={"veto": False})

    assert entry == {
        "counts": dict.fromkeys(LEVELS[:-1], 0) | {"full": 2},
        "n": 2,
        "adopted": None,
        "consensus": True,
    }


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"ballots": [{"E1": "veto"}], "settings": {"veto": False}}, "/ballots/0/E1"),
        ({"counted": {"ballots": 1, "E1": {"veto": 0}}, "settings": {"veto": False}},
         "/counted/E1/veto"),
        ({"settings": {"veto": None}}, "/settings/veto"),
        ({"settings": {"veto": 0}}, "/settings/veto"),
        ({"rule": STUTTGART}, "/rule/also"),
    ],
)  # fmt: skip
def test_levels_that_cannot_be_read_are_refused(changes, place):
    with pytest.raises(BadInput) as refusal:
        decide("levels", {}, **changes)

    assert refusal.value.pointer == place


@given(st.lists(st.sampled_from(("none", "minor", "serious")), max_size=20).map(Counter))
def test_consent_lasts_until_the_first_serious_objection(counts):
    entry = decide("consent", counts, STUTTGART)
    answered = sum(counts.values())

    assert entry == {
        "counts": {mark: counts[mark] for mark in ("none", "minor", "serious")},
        "n": answered,
        "adopted": answered > 0 and counts["serious"] == 0,
    } | ({} if answered else {"reason": "no_votes"})

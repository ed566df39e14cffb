"""Counting again: what § 10 of voting.md says, line by line."""

import contextlib
import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting import counting_input
from facilitation.voting.recount import BadInput, compare, read, recount

RULE = {"threshold": "2/3", "compare": ">=", "base": "yes_and_no"}
VOTE = {
    "method": "yes_no",
    "options": ["E1"],
    "rule": RULE,
    "ballots": [{"E1": "yes"}, {"E1": "yes"}, {"E1": "no"}, {"E1": "abstain"}, {}],
}
RATING = {
    "method": "rating",
    "options": ["M1", "M2"],
    "settings": {"criteria": ["benefit"], "scale": [1, 5]},
    "ballots": [{"M1": {"benefit": 4}}, {"M1": {"benefit": None}, "M2": {}}],
}
MOOD = {"method": "mood", "options": ["F"], "settings": {"steps": 3}, "ballots": [{"F": 3}]}


def vote(**changes):
    return {key: value for key, value in (VOTE | changes).items() if value is not ...}


def test_a_vote_is_read_through_its_rule():
    assert recount(VOTE) == {
        "options": {
            "E1": {
                "counts": {"yes": 2, "no": 1, "abstain": 1},
                "n": 4,
                "base": 3,
                "for": 2,
                "needed": 2,
                "adopted": True,
            }
        }
    }


def test_a_rating_has_an_order_and_a_mood_has_none():
    assert recount(RATING)["order"] == [["M1"], ["M2"]]
    assert recount(MOOD) == {"options": {"F": {"counts": {"1": 0, "2": 0, "3": 1}, "n": 1}}}


def test_lists_per_option_count_the_same_as_ballots():
    by_option = vote(ballots=..., ballots_by_option={"E1": ["yes", "yes", "no", "abstain", None]})

    assert recount(by_option) == recount(VOTE)


def test_typed_counts_are_added_to_ballots():
    more = vote(counted={"ballots": 25, "E1": {"yes": 17, "no": 8}})

    entry = recount(more)["options"]["E1"]

    assert entry["counts"] == {"yes": 19, "no": 9, "abstain": 1}
    assert (
        recount(vote(ballots=..., counted={"ballots": 0}))["options"]["E1"]["reason"] == "no_votes"
    )


def test_turnout_counts_blank_ballots_and_comes_before_no_votes():
    rule = RULE | {"turnout": "1/2"}
    seats = {"members": 11, "present": 9}

    entry = recount(vote(rule=rule, seats=seats, ballots=[{}] * 5))["options"]["E1"]
    enough = recount(vote(rule=rule, seats=seats, ballots=[{}] * 6))["options"]["E1"]

    assert (entry["needed"], entry["adopted"], entry["reason"]) == (None, False, "turnout")
    assert enough["reason"] == "no_votes"


def test_without_a_rule_only_adopted_is_null():
    assert recount(vote(rule=None))["options"]["E1"] == {
        "counts": {"yes": 2, "no": 1, "abstain": 1},
        "n": 4,
        "adopted": None,
    }


@pytest.mark.parametrize(
    ("poll", "place"),
    [
        (vote(method="coin"), "/method"),
        (vote(method=...), "/method"),
        (vote(options=[]), "/options"),
        (vote(options=["E1", "E1"]), "/options/1"),
        (vote(colour="red"), "/colour"),
        (vote(settings={"veto": True}), "/settings/veto"),
        (vote(ballots=...), "/ballots"),
        (vote(ballots={}), "/ballots"),
        (vote(ballots=[{"E1": "yes"}, {"E1": "maybe"}]), "/ballots/1/E1"),
        (vote(ballots=[{"E2": "yes"}]), "/ballots/0/E2"),
        (vote(ballots=[{"E1": None}]), "/ballots/0/E1"),
        (vote(ballots=[None]), "/ballots/0"),
        (vote(ballots_by_option={"E1": []}), "/ballots_by_option"),
        (vote(ballots=..., ballots_by_option={}), "/ballots_by_option/E1"),
        (vote(ballots=..., ballots_by_option={"E1": ["no", "oh"]}), "/ballots_by_option/E1/1"),
        (vote(counted={"E1": {"yes": 1}}), "/counted/ballots"),
        (vote(counted={"ballots": 1, "E1": {"yes": 2}}), "/counted/E1"),
        (vote(counted={"ballots": 1, "E1": {"yes": -1}}), "/counted/E1/yes"),
        (vote(counted={"ballots": 1, "E1": {"yes": 1.0}}), "/counted/E1/yes"),
        (vote(counted={"ballots": 1, "E9": {}}), "/counted/E9"),
        (vote(seats={"present": 4}), "/seats/present"),
        (vote(seats={"members": 4}), "/seats/members"),
        (vote(seats={"members": 8, "present": 9}), "/seats/present"),
        (vote(seats={"present": True}), "/seats/present"),
        (vote(seats={"guests": 3}), "/seats/guests"),
        (vote(rule=RULE | {"threshold": 0.5}), "/rule/threshold"),
        (vote(rule=RULE | {"threshold": "3/2"}), "/rule/threshold"),
        (vote(rule=RULE | {"threshold": "1/0"}), "/rule/threshold"),
        (vote(rule={"threshold": "2/3"}), "/rule/compare"),
        (vote(rule=RULE | {"base": "everybody"}), "/rule/base"),
        (vote(rule=RULE | {"mood": 1}), "/rule/mood"),
        (vote(rule=RULE | {"base": "members"}), "/seats/members"),
        (vote(rule=RULE | {"base": "present"}), "/seats/present"),
        (vote(rule=RULE | {"turnout": "1/2"}), "/seats/members"),
        (RATING | {"ballots": [{"M1": {"benefit": 6}}]}, "/ballots/0/M1/benefit"),
        (RATING | {"settings": {"scale": [1, 5]}}, "/settings/criteria"),
        (MOOD | {"settings": None}, "/settings/steps"),
        ([], ""),
        ({"polls": {}}, "/polls"),
        ({"polls": [VOTE]}, "/polls/0/id"),
        ({"polls": [VOTE | {"id": 1}]}, "/polls/0/result"),
        ({"polls": [VOTE | {"id": 1, "result": None}]}, "/polls/0/status"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_place(poll, place):
    with pytest.raises(BadInput) as refusal:
        recount(poll)

    assert refusal.value.pointer == place
    assert refusal.value.sentence()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", ""),
        ("[" * 100_000, ""),
        ('{"a": NaN}', ""),
        ('{"method": "yes_no", "method": "mood"}', "/method"),
        ('{"ballots": [{"E1": "yes", "E1": "no"}]}', "/ballots/0/E1"),
    ],
)
def test_broken_json_and_keys_given_twice_are_refused(text, place):
    with pytest.raises(BadInput) as refusal:
        read(text)

    assert refusal.value.pointer == place


def archive():
    polls = [VOTE | {"id": "a"}, RATING | {"id": "b"}, MOOD | {"id": "c"}]
    counted = [poll | {"result": recount({**poll})} for poll in polls]
    gone = {"id": "d", "method": "text", "result": None, "status": "cancelled"}
    return {"polls": [*counted, gone], "title": "not read"}


def test_an_archive_agrees_with_itself_and_names_what_was_not_counted():
    data = archive()

    again = recount(data)

    assert list(compare(data, again)) == []
    assert again["polls"][-1] == {"id": "d", "result": None, "status": "cancelled"}


def test_a_changed_figure_is_found():
    data = archive()
    data["polls"][0]["result"]["options"]["E1"]["counts"]["yes"] = 3
    data["polls"][1]["result"]["options"]["M1"]["criteria"]["benefit"]["mean"] = "5"

    told = list(compare(data, recount(data)))

    assert [line.split(":")[0] for line in told] == [
        "/polls/0/result/options/E1/counts/yes",
        "/polls/1/result/options/M1/criteria/benefit/mean",
    ]


@given(st.data())
def test_any_single_ballot_that_is_changed_shows(data):
    whole = archive()
    changed = copy.deepcopy(whole)
    at = data.draw(st.integers(0, 3))
    others = [mark for mark in ("yes", "no", "abstain") if {"E1": mark} != VOTE["ballots"][at]]
    changed["polls"][0]["ballots"][at] = {"E1": data.draw(st.sampled_from(others))}

    assert list(compare(changed, recount(changed)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from([*counting_input.POLL_KEYS, "polls"]),
)
def test_no_input_breaks_it(junk, key):
    for data in (junk, {key: junk}, VOTE | {key: junk}, RATING | {key: junk}):
        with contextlib.suppress(BadInput):
            assert json.dumps(recount(data))

"""What may be left out or null when something is counted again, and where it is wrong."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.voting.recount import BadInput, compare, read, recount

from .polls import RULE, poll

VOTE = {"method": "yes_no", "options": ["E1"], "ballots": [{"E1": "yes"}, {"E1": "no"}, {}]}
COUNTED = {"ballots": 3, "E1": {"yes": 1, "no": 1}}


def without(data, *names):
    return {key: value for key, value in data.items() if key not in names}


def refused(data):
    with pytest.raises(BadInput) as refusal:
        recount(data)
    assert refusal.value.sentence().endswith(".")
    assert "laden" not in refusal.value.sentence()
    return refusal.value.pointer


def test_what_nothing_needs_may_be_missing_or_null():
    nothing = {"settings": None, "rule": None, "seats": None}
    rule = {"threshold": "1/2", "compare": ">"}
    empty = {"base": "yes_and_no", "also": None, "turnout": None}

    assert recount(VOTE | nothing) == recount(VOTE)
    assert recount(VOTE | {"rule": rule | empty}) == recount(VOTE | {"rule": rule})
    assert recount(VOTE | {"seats": {"present": 3}}) == recount(VOTE | {"seats": {}})


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"ballots": None}, "/ballots"),
        ({"ballots": None, "counted": COUNTED}, "/ballots"),
        ({"counted": None}, "/counted"),
        ({"counted": {"ballots": None}}, "/counted/ballots"),
        ({"counted": COUNTED | {"E1": None}}, "/counted/E1"),
        ({"options": None}, "/options"),
        ({"options": [None]}, "/options/0"),
        ({"options": [""]}, "/options/0"),
        ({"method": None}, "/method"),
        ({"method": ["yes_no"]}, "/method"),
        ({"settings": []}, "/settings"),
        ({"rule": {}}, "/rule/threshold"),
        ({"rule": RULE | {"compare": None}}, "/rule/compare"),
        ({"rule": RULE | {"base": None}}, "/rule/base"),
        ({"rule": RULE | {"also": ""}}, "/rule/also"),
        ({"rule": RULE | {"also": []}}, "/rule/also"),
        ({"rule": RULE | {"threshold": "0.5"}}, "/rule/threshold"),
        ({"rule": RULE | {"threshold": " 1/2"}}, "/rule/threshold"),
        ({"rule": RULE | {"threshold": "-1/2"}}, "/rule/threshold"),
        ({"rule": RULE | {"threshold": "4/3"}}, "/rule/threshold"),
        ({"rule": RULE | {"threshold": "٢/٣"}}, "/rule/threshold"),
        ({"rule": RULE | {"turnout": "3/2"}, "seats": {"members": 9}}, "/rule/turnout"),
        ({"rule": RULE | {"turnout": 0.5}}, "/rule/turnout"),
        ({"seats": {"members": 3.0}}, "/seats/members"),
        ({"seats": {"members": -1}}, "/seats/members"),
        ({"seats": {"members": 10**9}}, "/seats/members"),
        ({"id": True}, "/id"),
        ({"id": 1.0}, "/id"),
        ({"status": ""}, "/status"),
        ({"status": "cancelled", "result": {}}, "/status"),
        ({"status": "cancelled", "colour": 1}, "/colour"),
    ],
)
def test_nothing_else_may_be_null_or_nearly_right(changes, place):
    assert refused(VOTE | changes) == place


def test_ballots_stand_in_one_place_only():
    both = VOTE | {"ballots_by_option": {"E1": []}}

    assert refused(both) == "/ballots_by_option"
    assert refused(without(VOTE, "ballots") | {"ballots_by_option": None}) == "/ballots_by_option"


def test_a_share_of_nothing_is_reached_by_anybody():
    """Nobody plans it, but whoever wrote it down can have it counted."""
    entries = [
        recount(VOTE | {"rule": {"threshold": "0", "compare": compare}})["options"]["E1"]
        for compare in (">=", ">")
    ]

    assert [entry["needed"] for entry in entries] == [0, 1]


def test_more_than_all_is_never_reached():
    rule = {"threshold": "1", "compare": ">"}
    entry = recount(VOTE | {"rule": rule, "ballots": [{"E1": "yes"}]})["options"]["E1"]

    assert (entry["needed"], entry["adopted"]) == (2, False)


def test_seats_are_compared_with_all_ballots_typed_or_not():
    assert refused(VOTE | {"counted": COUNTED, "seats": {"present": 5}}) == "/seats/present"
    assert recount(VOTE | {"counted": COUNTED, "seats": {"present": 6}})


def test_an_option_named_like_the_number_of_ballots_is_not_lost_in_silence():
    vote = VOTE | {"options": ["E1", "ballots"]}

    assert recount(vote | {"ballots": [{"ballots": "yes"}]})["options"]["ballots"]["n"] == 1
    assert refused(vote | {"counted": {"ballots": 3}}) == "/options/1"


def test_places_are_json_pointers():
    vote = VOTE | {"options": ["a/b~c"], "ballots": [{}, {"a/b~c": "maybe"}]}

    assert refused(vote) == "/ballots/1/a~1b~0c"


def test_huge_counts_are_counted_or_refused_and_never_laid_out():
    most = 999_999_999
    rating = {
        "method": "rating",
        "options": ["A"],
        "settings": {"criteria": ["gain"], "scale": [1, 5]},
        "counted": {"ballots": most, "A": {"gain": {"5": most - 1, "1": 1}}},
    }

    assert recount(rating)["options"]["A"]["criteria"]["gain"]["median"] == "5"
    rating["counted"]["ballots"] = most + 1
    assert refused(rating) == "/counted/ballots"


@pytest.mark.parametrize("nothing", [None, 0, "", False, {}])
def test_less_is_better_is_a_list(nothing):
    rating = {"method": "rating", "options": ["A"], "ballots": []} | {
        "settings": {"criteria": ["gain"], "scale": [1, 5], "less_is_better": nothing}
    }

    assert refused(rating) == "/settings/less_is_better"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": None}, "/polls/0/id"),
        ({"id": True}, "/polls/0/id"),
        ({"id": 1.5}, "/polls/0/id"),
        ({"id": [1]}, "/polls/0/id"),
        ({"status": "shown"}, "/polls/0/status"),
        ({"result": None}, "/polls/0/status"),
        ({"result": None, "status": 1}, "/polls/0/status"),
        ({"result": None, "status": "void", "method": "coin"}, "/polls/0/method"),
        ({"result": None, "status": "void", "colour": 1}, "/polls/0/colour"),
        ({"method": "text"}, "/polls/0/status"),
    ],
)
def test_an_entry_of_an_archive_is_counted_or_says_why_not(changes, place):
    assert refused({"polls": [VOTE | {"id": "a", "result": {}} | changes]}) == place


@pytest.mark.parametrize("status", ["cancelled", "void", "too_few", "not_shown"])
def test_free_answers_and_what_was_broken_off_are_listed(status):
    listed = {"result": None, "status": status}

    assert recount({"polls": [{"id": 7, "method": "text"} | listed]}) == {
        "polls": [{"id": 7} | listed]
    }
    assert recount({"method": "text", "status": status}) == listed
    assert refused({"method": "text", "options": ["A"], "ballots": []}) == "/status"


def test_ids_are_told_apart_by_kind():
    polls = [VOTE | {"id": name, "result": recount(VOTE)} for name in (1, "1", 2)]

    assert [entry["id"] for entry in recount({"polls": polls})["polls"]] == [1, "1", 2]
    assert refused({"polls": [*polls, polls[0]]}) == "/polls/3/id"


def test_what_stands_beside_the_polls_is_not_read():
    beside = '"log": {"a": 1, "a": 2}, "note": 1, "note": [[]]'
    deep = "[" * 300 + "]" * 300

    assert recount(read(f'{{"polls": [], {beside}, "deep": {deep}}}')) == {"polls": []}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"polls": [], "polls": []}', "/polls"),
        ('{"polls": [{"id": 1, "id": 2}]}', "/polls/0/id"),
        ('{"a/b": {"c": 1, "d": 1, "d": 2}}', "/a~1b/d"),
        ('{"polls": ' + "[" * 200 + "]" * 200 + "}", "/polls" + "/0" * 100),
        ('{"n": ' + "9" * 5000 + "}", ""),
        ("\ufeff{}", ""),
        ("{'a': 1}", ""),
        ("", ""),
    ],
)
def test_what_is_no_plain_json_is_refused(text, place):
    with pytest.raises(BadInput) as refusal:
        read(text)

    assert refusal.value.pointer == place


@given(st.text(max_size=40) | st.text(alphabet='{}[]":,0eE1.-nulltrueNaNpos ', max_size=40))
def test_no_text_breaks_it(text):
    with contextlib.suppress(BadInput):
        json.dumps(recount(read(text)))


def test_a_missing_figure_and_null_are_two_things():
    shown = recount(VOTE)
    del shown["options"]["E1"]["adopted"]
    shown["options"]["E1"]["order"] = None

    told = list(compare(VOTE | {"result": shown}, recount(VOTE)))

    assert told == [
        "/result/options/E1/adopted: gezeigt wurde nichts, gezählt ist null",
        "/result/options/E1/order: gezeigt wurde null, gezählt ist nichts",
    ]


def test_a_number_is_not_its_lookalike():
    shown = recount(poll("dots", [{"A": 1}]))
    shown["options"]["A"]["points"] = 1.0
    shown["options"]["A"]["people"] = True

    told = list(compare({"result": shown}, recount(poll("dots", [{"A": 1}]))))

    assert len(told) == 2

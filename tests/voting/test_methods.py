"""What holds for every method: any ballots, in any order, in any of the ways to write them."""

import contextlib
import copy
import inspect
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.voting import methods
from facilitation.voting.methods import METHODS, BadMarks, BadSettings, Question
from facilitation.voting.recount import BadInput, compare, recount

from .polls import LISTED, OPTIONS, POLLS, as_counted, ballot, ballots, poll

FEW = settings(max_examples=30)
"""Ten methods share what a property usually gets."""
each = pytest.mark.parametrize("method", POLLS)
apart = pytest.mark.parametrize("method", [name for name in POLLS if name not in LISTED])
together = pytest.mark.parametrize("method", LISTED)


def test_every_method_of_the_interface_is_there_and_whole():
    wanted = [name for name in vars(methods.Method) if not name.startswith("_")]
    wanted += [*methods.Method.__annotations__]

    assert set(METHODS) == set(POLLS)
    for name, way in methods.WAYS.items():
        missing = [part for part in wanted if not hasattr(way, part)]
        assert missing == [], name
        for part in ("settings", "check", "read_form", "is_whole", "tally", "read_counted"):
            asked = inspect.signature(getattr(methods.Method, part)).parameters
            assert list(inspect.signature(getattr(way, part)).parameters) == [*asked][1:], name
    assert set(methods.WAYS) == {*METHODS, *methods.UNCOUNTED}
    assert not set(methods.UNCOUNTED) & set(METHODS)


@each
@FEW
@given(data=st.data())
def test_the_order_of_ballots_is_no_matter(method, data):
    cast = data.draw(ballots(method))
    shuffled = data.draw(st.permutations(cast))

    assert recount(poll(method, shuffled)) == recount(poll(method, cast))


@each
@FEW
@given(data=st.data())
def test_counts_and_ballots_together_are_like_all_as_ballots(method, data):
    typed, cast = data.draw(ballots(method)), data.draw(ballots(method))
    counted = as_counted(method, recount(poll(method, typed)), len(typed))
    whole = recount(poll(method, typed + cast))

    assert recount(poll(method, cast, counted=counted)) == whole
    alone = poll(method, [], counted=as_counted(method, whole, len(typed + cast)))
    del alone["ballots"]
    assert recount(alone) == whole


@apart
@FEW
@given(data=st.data())
def test_lists_per_option_are_like_ballots(method, data):
    cast = data.draw(ballots(method))
    lists = {key: data.draw(st.permutations([marks.get(key) for marks in cast])) for key in OPTIONS}
    by_option = poll(method, [], ballots_by_option=lists)
    del by_option["ballots"]

    assert recount(by_option) == recount(poll(method, cast))


@together
def test_ballots_that_are_one_whole_have_no_lists_per_option(method):
    by_option = poll(method, [], ballots_by_option={key: [] for key in OPTIONS})
    del by_option["ballots"]

    with pytest.raises(BadInput) as refusal:
        recount(by_option)

    assert refusal.value.pointer == "/ballots_by_option"


@each
@FEW
@given(data=st.data())
def test_no_option_has_more_answers_than_there_are_ballots(method, data):
    cast = data.draw(ballots(method))
    answer = recount(poll(method, cast))

    for entry in answer["options"].values():
        cells = entry["criteria"].values() if method == "rating" else [entry]
        for cell in cells:
            assert 0 <= cell["n"] + cell.get("abstained", 0) <= len(cast)
            assert max(cell.get("people", 0), cell.get("count", 0)) <= len(cast)


@each
@FEW
@given(data=st.data())
def test_blank_ballots_change_nothing_but_the_number_of_ballots(method, data):
    cast = data.draw(ballots(method))
    blank = {LISTED[method]: []} if method in LISTED else {}
    plain = {"rule": None}
    before = recount(poll(method, cast, **plain))
    after = recount(poll(method, [*cast, blank, {}], **plain))

    if method in ("choice", "dots"):
        for entry in before["options"].values():
            entry["n"] += 2
    assert after == before


@each
@FEW
@given(data=st.data())
def test_an_order_names_every_option_once_and_those_without_an_answer_last(method, data):
    answer = recount(poll(method, data.draw(ballots(method, most=3))))

    assert ("order" in answer) == (method in ("dots", "choice", "ranking", "resistance", "rating"))
    if "order" in answer:
        assert sorted(key for tied in answer["order"] for key in tied) == OPTIONS
        assert all(tied == sorted(tied) for tied in answer["order"])
        without = [key for key in OPTIONS if not answers(answer["options"][key])]
        if without:
            assert answer["order"][-1] == without


def answers(entry):
    """How many answered, as the order sees it."""
    if "criteria" in entry:
        return entry["criteria"]["gain"]["n"]
    return entry.get("people", entry.get("count", entry["n"]))


@each
@FEW
@given(data=st.data())
def test_a_result_agrees_with_itself_and_with_nothing_else(method, data):
    cast = data.draw(ballots(method))
    shown = recount(poll(method, cast))
    archive = {"polls": [poll(method, cast, id=1, result=json.loads(json.dumps(shown)))]}

    assert list(compare(archive, recount(archive))) == []
    archive["polls"][0]["ballots"] = [*cast, *others(method)]
    assert list(compare(archive, recount(archive))) != []


def others(method):
    """Ballots that change every result."""
    if method in LISTED:
        return [{LISTED[method]: ["A"]}]
    mark = {"mood": 1, "rating": {"gain": 1}, "resistance": 1, "dots": 1}
    return [{"A": mark.get(method) or METHODS[method].MARKS[0]}]


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*OPTIONS, "x", "pairwise"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@each
@FEW
@given(data=st.data())
def test_no_ballot_setting_or_count_breaks_it(method, data):
    good = data.draw(ballot(method))
    thing = data.draw(junk)
    key = data.draw(st.sampled_from([*good, *OPTIONS, "chosen", "ranked", "min", "points"]))
    changed = [
        poll(method, [good, thing]),
        poll(method, [good | {key: thing}]),
        poll(method, [good], settings=thing),
        poll(method, [good], settings=POLLS[method].get("settings", {}) | {key: thing}),
        poll(method, [good], counted=thing),
        poll(method, [good], counted={"ballots": 3, key: thing}),
        poll(method, [good], rule=thing),
    ]
    for bad in changed:
        before = copy.deepcopy(bad)
        with contextlib.suppress(BadInput):
            assert json.dumps(recount(bad))
        assert repr(bad) == repr(before)


@each
@FEW
@given(data=st.data())
def test_a_form_is_read_as_marks_or_refused(method, data):
    said = METHODS[method].settings(POLLS[method].get("settings", {}), OPTIONS)
    question = Question(tuple(OPTIONS), said)
    names = st.sampled_from([*OPTIONS, "A.gain", "B.cost", ""])
    values = st.sampled_from(["", "0", "1", "2", "-1", "11", "yes", "for", "abstain", "²", "1.0"])
    fields = data.draw(st.dictionaries(names, values))

    with contextlib.suppress(BadMarks):
        marks = METHODS[method].check(METHODS[method].read_form(fields, question), question)
        assert METHODS[method].check(marks, question) == marks
        assert METHODS[method].is_whole(marks, question) in (True, False)


@each
def test_unknown_settings_are_refused(method):
    with pytest.raises(BadSettings) as refusal:
        METHODS[method].settings(POLLS[method].get("settings", {}) | {"x": 1}, OPTIONS)

    assert refusal.value.path == ("x",)

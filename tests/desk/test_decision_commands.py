"""Broken, foreign and unusual ways of putting recommendations to the vote."""

import pytest

from facilitation import db
from facilitation.voting.models import Poll

from .cockpit_fixtures import mo, stranger
from .test_decisions import ALL_ANSWERS, ask, hall, newest, row, stands

__all__ = ["hall", "mo", "stranger"]


@pytest.mark.parametrize("ids", ["", "x", "1,x", "²", "9" * 40, ",".join("1" * 200), "999"])
@pytest.mark.parametrize("rule", ["null"])
def test_a_broken_command_is_refused(hall, ids, rule):
    answer = hall.command(
        "vote_now",
        str(hall.evening.item_ids[1]),
        recommendations=ids,
        question="?",
        rule=rule,
        method="yes_no",
        **ALL_ANSWERS,
    )
    assert answer.status_code in (404, 409, 422)


@pytest.mark.parametrize("rule", ["", "[", "1", '"x"', '{"threshold": "x"}', '{"threshold": 2}'])
def test_a_broken_rule_is_refused(hall, rule):
    answer = hall.command(
        "vote_now",
        str(hall.evening.item_ids[1]),
        recommendations="1",
        question="?",
        rule=rule,
        method="yes_no",
        **ALL_ANSWERS,
    )
    assert answer.status_code == 422
    assert stands(hall).state == "draft"


@pytest.mark.parametrize("now", [True, False])
@pytest.mark.parametrize(
    ("method", "switched", "counted", "labels", "gone"),
    [
        ("levels", {"veto": "no"}, {"veto": False}, {}, "Veto"),
        ("doubt", {"abstain": "no"}, {}, {"without": ["abstain"]}, "Enthaltung"),
        # What the form still holds for another method says nothing about this one.
        ("levels", {"abstain": "no"}, {"veto": True}, {}, ""),
        ("yes_no", {"abstain": "no", "veto": "no"}, {}, {}, ""),
    ],
)
def test_an_answer_is_switched_off_for_recommendations_too(
    hall, now, method, switched, counted, labels, gone
):
    assert ask(hall, 1, now=now, method=method, **switched).status_code == 303

    poll = newest().poll_id
    with db.reading() as session:
        found = session.get_one(Poll, poll)
        assert (found.settings, found.labels) == (counted, labels)
    [planned] = [view for view in hall.picture().polls if view.poll_id == poll]
    offered = [answer.label for answer in planned.answers]
    assert gone not in offered
    assert "Enthaltung" in offered or gone == "Enthaltung"


def test_an_answer_that_nobody_knows_is_refused(hall):
    for wrong in ({"abstain": "maybe"}, {"veto": ""}):
        answer = hall.command(
            "vote_now",
            str(hall.evening.item_ids[1]),
            recommendations="1",
            question="?",
            rule="null",
            method="levels",
            **ALL_ANSWERS | wrong,
        )
        assert answer.status_code == 422
    assert stands(hall).state == "draft"


def test_foreign_recommendations_are_not_found(stranger, hall):
    own = stranger.evening.item_ids[1]
    stranger.evening.start()
    answer = stranger.command(
        "vote_now",
        str(own),
        recommendations=str(row().id),
        question="?",
        rule="null",
        method="yes_no",
        **ALL_ANSWERS,
    )
    assert answer.status_code in (404, 409)
    assert stands(hall).state == "draft"

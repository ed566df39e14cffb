"""Ja / Nein / Enthaltung: one of three per option."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...language import N_
from .. import rules
from .question import (
    BadMarks,
    Marks,
    Question,
    Turnout,
    count_steps,
    known_options,
    only,
    read_counts,
)

MARKS = ("yes", "no", "abstain")
READS_RULE = True
STEPWISE = False


def settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """There are none."""
    only(given)
    return {}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """Each named option is answered with one of ``MARKS``; else ``BadMarks``."""
    known_options(marks, question)
    for key, mark in marks.items():
        if not isinstance(mark, str) or mark not in MARKS:
            raise BadMarks((key,), N_("Möglich sind Ja, Nein und Enthaltung."))
    return {key: marks[key] for key in question.options if key in marks}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields: ``{"M1": "yes"}``."""
    return dict(fields)


def is_whole(marks: Marks, question: Question) -> bool:
    """A ballot from a phone or paper answers every option."""
    return set(marks) == set(question.options)


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"yes": 21, "no": 4, "abstain": 2}}``; a blank ballot adds nothing."""
    cast = list(ballots)
    return {
        key: count_steps((ballot[key] for ballot in cast if key in ballot), MARKS)
        for key in question.options
    }


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots, ``{"E1": {"yes": 17, "no": 8}}``, as a tally."""
    known_options(given, question)
    return {key: read_counts(given.get(key, {}), MARKS, most, key) for key in question.options}


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The counts read through the rule, exactly as voting.md § 10 prints them."""
    read = rules.Rule.from_data(rule)
    return {
        "options": {key: _entry(counted[key], read, turnout) for key in question.options},
    }


def _entry(counts: Mapping[str, int], rule: rules.Rule | None, turnout: Turnout) -> dict[str, Any]:
    entry: dict[str, Any] = {"counts": dict(counts), "n": sum(counts.values())}
    if rule is None:
        return entry | {"adopted": None}
    base = rules.base(
        rule,
        decided=counts["yes"] + counts["no"],
        cast=turnout.arrived,
        present=turnout.present,
        members=turnout.members,
    )
    return entry | rules.verdict(
        rule,
        base=base,
        in_favour=counts["yes"],
        beats=(counts["yes"], counts["no"]),
        arrived=turnout.arrived,
        members=turnout.members,
    )

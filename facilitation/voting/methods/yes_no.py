"""Ja / Nein / Enthaltung: one of three per option."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...language import N_
from ..rules import Rule
from . import steps
from .question import Marks, Question, Turnout

MARKS = ("yes", "no", "abstain")
READS_RULE = True
DECIDES = True
BEATS = ("yes", "no")
STEPWISE = False
BY_OPTION = True

settings = steps.no_settings
read_form = steps.read_form
is_whole = steps.is_whole


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"E1": "yes"}``; else ``BadMarks``."""
    return steps.check(marks, question, MARKS, N_("Möglich sind Ja, Nein und Enthaltung."))


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"yes": 21, "no": 4, "abstain": 2}}``."""
    return steps.tally(ballots, question, MARKS)


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots as a tally."""
    return steps.read_counted(given, question, MARKS, most)


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The counts read through the rule, exactly as voting.md § 10 prints them."""
    read = Rule.from_data(rule)
    return {
        "options": {key: _entry(counted[key], read, turnout) for key in question.options},
    }


def _entry(counts: Mapping[str, int], rule: Rule | None, turnout: Turnout) -> dict[str, Any]:
    return steps.entry(counts) | steps.verdict(
        counts, rule, turnout, in_favour=("yes",), neutral=("abstain",), beats=BEATS
    )

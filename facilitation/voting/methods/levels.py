"""Konsensstufen: from full consent to a veto.

Consensus and the rule's verdict are two findings beside each other; neither changes the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...language import N_
from ..rules import Rule
from . import steps
from .question import BadSettings, Marks, Question, Turnout, only

MARKS = ("full", "concerns", "abstain", "aside", "strong_concerns", "veto")
READS_RULE = True
DECIDES = True
BEATS = None
STEPWISE = False
BY_OPTION = True

read_form = steps.read_form
is_whole = steps.is_whole


def settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``{"veto": true}``; true unless said otherwise."""
    only(given, "veto")
    veto = given.get("veto", True)
    if not isinstance(veto, bool):
        raise BadSettings(("veto",))
    return {"veto": veto}


def check(marks: Marks, question: Question) -> dict[str, Any]:
    """``{"E1": "concerns"}``; else ``BadMarks``."""
    return steps.check(
        marks, question, _steps(question), N_("Diese Konsensstufe gibt es hier nicht.")
    )


def tally(ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
    """``{option: {"full": 19, "concerns": 6, …}}``."""
    return steps.tally(ballots, question, _steps(question))


def read_counted(given: Mapping[str, Any], question: Question, most: int) -> dict[str, Any]:
    """Counts without ballots as a tally."""
    return steps.read_counted(given, question, _steps(question), most)


def result(
    counted: Mapping[str, Any],
    question: Question,
    rule: Mapping[str, Any] | None,
    turnout: Turnout,
) -> dict[str, Any]:
    """The counts, what the rule says, and whether there is a consensus."""
    read = Rule.from_data(rule)
    if read is not None and read.also is not None:
        raise BadSettings(("also",), N_("Konsensstufen kennen keine zweite Bedingung."))
    return {
        "options": {key: _entry(counted[key], read, turnout) for key in question.options},
    }


def _steps(question: Question) -> tuple[str, ...]:
    return MARKS if question.settings["veto"] else MARKS[:-1]


def _entry(counts: Mapping[str, int], rule: Rule | None, turnout: Turnout) -> dict[str, Any]:
    entry = steps.entry(counts)
    entry |= steps.verdict(
        counts, rule, turnout, in_favour=("full", "concerns"), neutral=("abstain", "aside")
    )
    opposed = counts["strong_concerns"] + counts.get("veto", 0)
    return entry | {"consensus": entry["n"] > counts["abstain"] and not opposed}

"""What methods share in which each option is answered with one of a few steps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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


def no_settings(given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """For methods that have none; raises ``BadSettings`` for any."""
    only(given)
    return {}


def check(
    marks: Marks, question: Question, steps: Sequence[object], refusal: str
) -> dict[str, Any]:
    """Each named option is answered with one of ``steps``; else ``BadMarks``."""
    known_options(marks, question)
    steps = [step for step in steps if step not in question.without]
    for key, mark in marks.items():
        # 3.0 and True equal steps of a scale, and are none.
        if not any(type(mark) is type(step) and mark == step for step in steps):
            raise BadMarks((key,), refusal)
    return {key: marks[key] for key in question.options if key in marks}


def read_form(fields: Mapping[str, str], question: Question) -> dict[str, Any]:
    """Marks from a form's fields, where steps are words: ``{"M1": "yes"}``."""
    return dict(fields)


def is_whole(marks: Marks, question: Question) -> bool:
    """A ballot from a phone or paper answers every option."""
    return set(marks) == set(question.options)


def tally(
    ballots: Iterable[Marks], question: Question, steps: Sequence[object]
) -> dict[str, dict[str, int]]:
    """``{option: {step: 21, …}}``; a blank ballot adds nothing."""
    cast = list(ballots)
    return {
        key: count_steps((ballot[key] for ballot in cast if key in ballot), steps)
        for key in question.options
    }


def read_counted(
    given: Mapping[str, Any], question: Question, steps: Sequence[object], most: int
) -> dict[str, dict[str, int]]:
    """Counts without ballots, ``{"E1": {"yes": 17, "no": 8}}``, as a tally."""
    known_options(given, question)
    return {key: read_counts(given.get(key, {}), steps, most, key) for key in question.options}


def entry(counts: Mapping[str, int]) -> dict[str, Any]:
    """How many gave which answer, and how many answered."""
    return {"counts": dict(counts), "n": sum(counts.values())}


def verdict(
    counts: Mapping[str, int],
    rule: rules.Rule | None,
    turnout: Turnout,
    *,
    in_favour: Sequence[str],
    neutral: Sequence[str],
    beats: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """What the rule says; without one only that there is no verdict.

    ``neutral`` steps leave the base of Ja and Nein; ``beats`` are the two steps that a second
    condition compares.
    """
    if rule is None:
        return {"adopted": None}
    base = rules.base(
        rule,
        decided=sum(number for step, number in counts.items() if step not in neutral),
        cast=turnout.arrived,
        present=turnout.present,
        members=turnout.members,
    )
    return rules.verdict(
        rule,
        base=base,
        in_favour=sum(counts[step] for step in in_favour),
        beats=(counts[beats[0]], counts[beats[1]]) if beats else (0, 0),
        arrived=turnout.arrived,
        members=turnout.members,
    )

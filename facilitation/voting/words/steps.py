"""What is said where one of a few steps is chosen: Ja/Nein, Zweifel, Konsensstufen, Konsent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...language import gettext
from ..methods import METHODS
from ..rules import Rule
from . import rules
from .figures import NBSP
from .names import RuleNames
from .said import Shown, StepWords, frame


@dataclass(frozen=True)
class Answer:
    """One step, as it stands on every ballot; label and meaning are marked for translation."""

    key: str
    label: str
    look: str
    """Shape, sign and colour: yes, half, abstain, aside, wary, no, veto or objection."""
    side: str = "against"
    """``for``, ``against`` or ``neutral``"""
    meaning: str = ""
    """One line on what it says."""


def offered(answers: Sequence[Answer], wording: Mapping[str, Any]) -> tuple[Answer, ...]:
    """Those that can be given: a poll may do without Enthaltung or without a veto."""
    without = {*wording.get("without", ())}
    if wording.get("settings", {}).get("veto") is False:
        without.add("veto")
    return tuple(answer for answer in answers if answer.key not in without)


def step_words(
    answers: Sequence[Answer], shown: Shown, counts: Mapping[str, int]
) -> tuple[StepWords, ...]:
    """The figures of the steps that could be chosen, in the order of the ballot."""
    return tuple(
        StepWords(answer.key, gettext(answer.label), counts[answer.key], answer.look, answer.side)
        for answer in offered(answers, shown.wording)
        if answer.key in counts
    )


def counts_words(steps: Sequence[StepWords]) -> str:
    """„Dafür 22 · Dafür mit Zweifel 5 · Dagegen 4“."""
    return " · ".join(f"{step.label}{NBSP}{step.count}" for step in steps)


def ruled(
    shown: Shown,
    key: str,
    answers: Sequence[Answer],
    names: RuleNames,
) -> dict[str, Any]:
    """The fields of ``ResultWords`` where a rule may decide."""
    entry, rule = shown.entry(key), Rule.from_data(shown.rule)
    counts, said = entry["counts"], frame(shown)
    steps = step_words(answers, shown, counts)
    beats = METHODS[shown.method].BEATS
    compared = (counts[beats[0]], counts[beats[1]]) if beats else (0, 0)
    needed = rules.needed_sentence(
        rule, names, entry, beats=compared, turnout=(shown.arrived, shown.members)
    )
    return {
        **said,
        "counts": counts_words(steps),
        "sentence": f"{said['turnout']} {needed}".strip(),
        "steps": steps,
        "n": entry["n"],
        "base": entry.get("base"),
        "in_favour": entry.get("for"),
        "needed": entry.get("needed"),
        "adopted": entry["adopted"],
        "verdict": rules.verdict_words(entry),
        "share": rules.share_words(rule, names, entry, beats=compared),
        "rule": rules.rule_words(rule, names),
        "mark": rules.mark_words(rule, names, entry),
    }

"""What is said about a Stimmungsbild: a distribution, never a decision."""

from dataclasses import dataclass

from ...language import gettext
from .figures import NBSP
from .said import ResultWords, Shown, StepWords, frame


@dataclass(frozen=True, kw_only=True)
class MoodWords(ResultWords):
    """A count per step, the least first."""


def read(shown: Shown, key: str) -> MoodWords:
    """One option's distribution in words, under the words that its ballot had."""
    entry = shown.entry(key)
    steps = tuple(
        StepWords(step, label, count)
        for (step, count), label in zip(
            entry["counts"].items(), shown.wording["steps"], strict=True
        )
    )
    said = frame(shown)
    return MoodWords(
        **said,
        counts=" · ".join(f"{step.count}{NBSP}{step.label}" for step in reversed(steps)),
        sentence=gettext(
            "%(turnout)s Ein Stimmungsbild entscheidet nichts.", turnout=said["turnout"]
        ),
        steps=steps,
        n=entry["n"],
    )

"""What is said about a Stimmungsbild: a distribution, never a decision."""

from dataclasses import dataclass

from ...language import N_, gettext
from .figures import NBSP
from .names import MethodNames
from .said import ResultWords, Shown, StepWords, frame

NAMES = MethodNames(
    method=N_("Stimmungsbild"),
    help=N_("Hilft, um zu spüren, wo die Runde steht. Es entscheidet nichts."),
    held=N_("Stimmungsbild"),
    closed=N_("Das Stimmungsbild ist geschlossen"),
    cancelled=N_("Dieses Stimmungsbild wurde abgebrochen"),
)
MOOD_STEPS = {
    3: (N_("Daumen runter"), N_("Daumen quer"), N_("Daumen hoch")),
    4: (N_("gar nicht gut"), N_("eher nicht gut"), N_("eher gut"), N_("sehr gut")),
    5: (
        N_("gar nicht gut"),
        N_("eher nicht gut"),
        N_("weder noch"),
        N_("eher gut"),
        N_("sehr gut"),
    ),
}
"""Words that a Stimmungsbild starts with, by number of steps, the least first."""


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

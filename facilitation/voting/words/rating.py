"""What is said about a Bewertung: per criterion both ends, the middle and who gave no answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...language import N_, gettext
from .figures import NBSP, decimal, signed
from .names import NO_ANSWER, MethodNames
from .said import ResultWords, Shown, StepWords, frame

NAMES = MethodNames(
    method=N_("Bewertung"),
    help=N_(
        "Hilft, mehrere Vorschläge nach denselben Fragen zu vergleichen, zum Beispiel nach "
        "Nutzen und Aufwand."
    ),
    held=N_("Bewertung"),
    closed=N_("Die Bewertung ist geschlossen"),
    cancelled=N_("Diese Bewertung wurde abgebrochen"),
    lists=True,
)
RATING_STEPS = {
    "agreement": (
        N_("sehr dagegen"),
        N_("eher dagegen"),
        N_("weder noch"),
        N_("eher dafür"),
        N_("sehr dafür"),
    ),
    "importance": (
        N_("gar nicht wichtig"),
        N_("eher nicht wichtig"),
        N_("teils, teils"),
        N_("eher wichtig"),
        N_("sehr wichtig"),
    ),
    "urgency": (
        N_("gar nicht dringend"),
        N_("eher nicht dringend"),
        N_("teils, teils"),
        N_("eher dringend"),
        N_("sehr dringend"),
    ),
    "size": (N_("sehr gering"), N_("eher gering"), N_("mittel"), N_("eher groß"), N_("sehr groß")),
}
"""Words for the five steps of a scale, the lowest first."""


@dataclass(frozen=True)
class CriterionWords:
    """One cell of the table: an option under one criterion."""

    key: str
    label: str
    less_is_better: bool
    steps: tuple[StepWords, ...]
    """All five, the lowest first; ``key`` is the value as it is written, „+2“ or „4“."""
    n: int
    no_answer: int
    low: int
    middle: int
    high: int
    """The two lowest steps, the one between, the two highest."""
    low_label: str
    middle_label: str
    high_label: str
    mean: str
    """„3,8“; empty where nobody answered."""
    median: str
    top2: int
    counts: str
    """„21 groß · 4 mittel · 2 gering · 1 keine Angabe“"""

    @property
    def good_steps(self) -> tuple[StepWords, StepWords]:
        """The two steps at the better end, the milder one first."""
        low, second, _, fourth, high = self.steps
        return (second, low) if self.less_is_better else (fourth, high)

    @property
    def bad_steps(self) -> tuple[StepWords, StepWords]:
        """The two steps at the worse end, the milder one first."""
        low, second, _, fourth, high = self.steps
        return (fourth, high) if self.less_is_better else (second, low)

    @property
    def good_label(self) -> str:
        """„groß“, or „gering“ where less is better."""
        return self.low_label if self.less_is_better else self.high_label

    @property
    def bad_label(self) -> str:
        """The word for the worse end."""
        return self.high_label if self.less_is_better else self.low_label

    @property
    def good(self) -> int:
        """How many are at the better end, whichever it is."""
        return self.low if self.less_is_better else self.high

    @property
    def bad(self) -> int:
        """How many are at the worse end."""
        return self.high if self.less_is_better else self.low


@dataclass(frozen=True, kw_only=True)
class RatingWords(ResultWords):
    """One option under every criterion."""

    criteria: tuple[CriterionWords, ...]


def read(shown: Shown, key: str) -> RatingWords:
    """One option's rating in words, under the words that its ballot had."""
    entry, settings = shown.entry(key), shown.wording["settings"]
    criteria = tuple(
        _criterion(
            criterion,
            entry["criteria"][criterion["key"]],
            lowest=settings["scale"][0],
            less=criterion["key"] in settings["less_is_better"],
            arrived=shown.arrived,
        )
        for criterion in shown.wording["criteria"]
    )
    said = frame(shown)
    several = len(criteria) > 1
    return RatingWords(
        **said,
        criteria=criteria,
        counts="; ".join(
            f"{one.label}: {one.counts}" if several else one.counts for one in criteria
        ),
        sentence=said["turnout"],
        n=criteria[0].n,
    )


def ends(labels: Sequence[str]) -> tuple[str, str, str]:
    """Words for both ends and the middle: „gering“, „mittel“, „groß“.

    What two neighbouring steps have in common at their end; else both of them.
    """
    return _together(labels[0], labels[1]), labels[2], _together(labels[3], labels[4])


def _together(one: str, other: str) -> str:
    left, right = one.split(), other.split()
    shared = 0
    while shared < min(len(left), len(right)) and left[-1 - shared] == right[-1 - shared]:
        shared += 1
    return " ".join(left[-shared:]) if shared else f"{one} / {other}"


def _criterion(
    criterion: Mapping[str, Any], cell: Mapping[str, Any], *, lowest: int, less: bool, arrived: int
) -> CriterionWords:
    values = [int(value) for value in cell["counts"]]
    counts = list(cell["counts"].values())
    low, middle, high = sum(counts[:2]), counts[2], sum(counts[3:])
    low_label, middle_label, high_label = ends(criterion["steps"])
    no_answer = arrived - cell["n"]
    parts = [(high, high_label), (middle, middle_label), (low, low_label)]
    if less:
        parts.reverse()
    if no_answer:
        parts.append((no_answer, gettext(NO_ANSWER)))
    return CriterionWords(
        key=criterion["key"],
        label=criterion["label"],
        less_is_better=less,
        steps=tuple(
            StepWords(signed(value, lowest), label, count)
            for value, label, count in zip(values, criterion["steps"], counts, strict=True)
        ),
        n=cell["n"],
        no_answer=no_answer,
        low=low,
        middle=middle,
        high=high,
        low_label=low_label,
        middle_label=middle_label,
        high_label=high_label,
        mean=decimal(cell["mean"]) if cell["n"] else "",
        median=decimal(cell["median"]).removesuffix(",0") if cell["n"] else "",
        top2=cell["top2"],
        counts=" · ".join(f"{count}{NBSP}{label}" for count, label in parts),
    )

"""Stretches of time and pairs of them: only ratios inside one pair count."""

import os
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from .subjects import Subject

MOVED = 0.3
"""A pair doesn't count when its control changed by more since the pair before."""
MOST_REPEATS = 3
BUSY = 0.6
"""A generator that needs more of its core measures itself."""

Figures = dict[str, float]
Run = Callable[[], Awaitable[Figures]]


@dataclass
class Stretch:
    """What a server and the generator spend between enter and exit."""

    subject: Subject
    figures: Figures = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._wall, self._own, self._cpu = time.perf_counter(), _own_cpu(), self.subject.cpu()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is None:
            wall = time.perf_counter() - self._wall
            self.figures |= {
                "wall": wall,
                "cpu": self.subject.cpu() - self._cpu,
                "generator": (_own_cpu() - self._own) / wall,
            }


@dataclass
class Cell:
    """One scenario with one number of phones: a list of figures per subject."""

    n: int
    scenario: str
    runs: dict[str, list[Figures]] = field(default_factory=dict)
    discarded: int = 0
    unsteady: bool = False
    """Pairs count although the control moved: three repeats were not enough."""

    def median(self, subject: str, figure: str) -> float | None:
        """The median of a figure, where it was measured."""
        values = [run[figure] for run in self.runs.get(subject, []) if figure in run]
        return statistics.median(values) if values else None

    def ratio(self, figure: str, over: str, under: str) -> float | None:
        """The median of the ratios within pairs."""
        pairs = zip(self.runs.get(over, []), self.runs.get(under, []), strict=False)
        ratios = [a[figure] / b[figure] for a, b in pairs if figure in a and b.get(figure)]
        return statistics.median(ratios) if ratios else None

    @property
    def generator(self) -> float:
        """The largest of the subjects' median shares of its core that the generator used."""
        return max((self.median(name, "generator") or 0 for name in self.runs), default=0)

    @property
    def too_busy(self) -> bool:
        return self.generator > BUSY


async def interleave(
    cell: Cell, subjects: Mapping[str, Run], reps: int, *, control: str, moves: str
) -> Cell:
    """Run A B B A A B …; ``moves`` names the control's figure that must hold still.

    The order turns over each time, so that what drifts, or comes with being second, evens out.

    A single pair (the smoke run) proves that everything works and is judged by nobody, so
    it has no warm-up and is never repeated.
    """
    before = None
    if reps > 1:
        before = {name: await run() for name, run in subjects.items()}.get(control)
    repeats, turned = 0, False
    while len(next(iter(cell.runs.values()), [])) < reps:
        turn = reversed(subjects) if turned else subjects
        pair = {name: await subjects[name]() for name in turn}
        turned = not turned
        if control in pair and before:
            moved = abs(pair[control][moves] / before[moves] - 1) > MOVED
            before = pair[control]
            if moved and repeats < MOST_REPEATS:
                repeats += 1
                cell.discarded += 1
                continue
            cell.unsteady |= moved
        for name, figures in pair.items():
            cell.runs.setdefault(name, []).append(figures)
    return cell


def _own_cpu() -> float:
    spent = os.times()
    return spent.user + spent.system

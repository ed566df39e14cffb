"""What a proof comes to, and the table „Zahlen“ that is made of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .history import Verdict
from .lab import Lab

COLUMNS = {
    "acknowledged": "bestätigt",
    "lost": "verloren",
    "doubled": "doppelt",
    "ghosts": "erfunden",
    "false": "falsche Erfolge",
    "late": "zu spät gezählt",
    "linked": "verknüpft von 30",
    "leaked": "durchgesickert",
}


@dataclass
class Figures:
    """Counts of all runs; what a proof doesn't look at stays ``None`` and is shown as „–“."""

    runs: int
    acknowledged: int | None = None
    lost: int | None = None
    doubled: int | None = None
    ghosts: int | None = None
    false: int | None = None
    late: int | None = None
    linked: float | None = None
    """Ballots of thirty that somebody links to their seats; wrong is what is more than
    ``by_chance``."""
    by_chance: float = 0
    """What guessing links, and three standard deviations."""
    leaked: int | None = None
    """Answers found where none may be."""
    wrong_more: int = 0
    """What else must be 0 and has no column of its own; named in ``more``."""
    more: Sequence[str] = field(default_factory=list)
    """German, for the last but one column: „veraltet höchstens 3,1 s“."""

    @classmethod
    def of(cls, verdict: Verdict, runs: int, *shown: str, **more: object) -> "Figures":
        """The named figures of a verdict; ``acknowledged`` always."""
        names = ("acknowledged", *(shown or ("lost", "doubled", "ghosts", "false")))
        found = {name: getattr(verdict, name) for name in names}
        return cls(runs, **found, **more)  # type: ignore[arg-type]

    @property
    def wrong(self) -> int:
        """All that must not happen."""
        names = [name for name in COLUMNS if name not in ("acknowledged", "linked")]
        linked = max(0, math.ceil((self.linked or 0) - self.by_chance))
        return self.wrong_more + linked + sum(getattr(self, name) or 0 for name in names)


class Proof(Protocol):
    """A module under ``tests/proof``: a fault, what must hold, and its negative control."""

    NAME: str
    """For ``--only``."""
    PROMISE: str
    """„P2“."""
    FAULT: str
    """German: what was done to it."""
    CONTROL: str
    """German: what the control made wrong on purpose."""
    SHORT: int
    """Runs in CI."""
    LONG: int
    """Runs by hand."""
    CONTROLS: int
    """Runs of the control."""

    def run(self, lab: Lab, times: int) -> Figures:
        """Inject the fault ``times`` times."""

    def control(self, lab: Lab, times: int) -> Figures:
        """The same on a system that is made wrong: ``wrong`` must not be 0."""


@dataclass(frozen=True)
class Line:
    """One proof that was run."""

    proof: Proof
    figures: Figures
    control: Figures

    @property
    def holds(self) -> bool:
        """Nothing went wrong, something was tried, and the control was found out."""
        tried = self.figures.acknowledged != 0 and self.figures.runs > 0
        return tried and not self.figures.wrong and self.control.wrong > 0

    def cells(self) -> list[str]:
        figures = [getattr(self.figures, name) for name in COLUMNS]
        return [
            self.proof.PROMISE,
            self.proof.FAULT,
            _number(self.figures.runs),
            *("–" if figure is None else _number(round(figure)) for figure in figures),
            "; ".join(self.figures.more) or "–",
            f"{self.proof.CONTROL}: {found(self.control)}",
        ]


def found(control: Figures) -> str:
    """What the control came to, in words: „12 verloren, 3 doppelt in 30 Läufen“."""
    names = [name for name in COLUMNS if name != "acknowledged" and getattr(control, name)]
    said = [f"{_number(round(getattr(control, name)))} {COLUMNS[name]}" for name in names]
    said += list(control.more) if control.wrong_more else []
    runs = "1 Lauf" if control.runs == 1 else f"{_number(control.runs)} Läufen"
    return f"{', '.join(said) or 'nichts bemerkt'} in {runs}"


def table(lines: Sequence[Line]) -> str:
    """Markdown."""
    head = ["Versprechen", "was geschah", "Läufe", *COLUMNS.values(), "außerdem", "Gegenprobe"]
    right = {"Läufe", *COLUMNS.values()}
    rules = ["---:" if name in right else "---" for name in head]
    return "\n".join(
        f"| {' | '.join(cells)} |" for cells in [head, rules, *(line.cells() for line in lines)]
    )


def _number(value: int) -> str:
    """1234567 → „1.234.567“."""
    return f"{value:,}".replace(",", ".")

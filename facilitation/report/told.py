"""What else an outline holds as plain data: the lot, the ideas, the log."""

from dataclasses import dataclass
from datetime import datetime

from ..selection.composition import Composition


@dataclass(frozen=True, slots=True)
class Lot:
    """The lot in figures and words, and how the panel compares with the population."""

    invited: int | None = None
    replied: int | None = None
    drawn: int | None = None
    took_part: int | None = None
    first_stage: str = ""
    second_stage: str = ""
    replacements: str = ""
    compositions: tuple[Composition, ...] = ()

    @property
    def figures(self) -> tuple[tuple[str, int], ...]:
        """The steps whose figures are known."""
        steps = (
            ("angeschrieben", self.invited),
            ("haben geantwortet", self.replied),
            ("ausgelost", self.drawn),
            ("haben teilgenommen", self.took_part),
        )
        return tuple((label, number) for label, number in steps if number is not None)


@dataclass(frozen=True, slots=True)
class IdeaSection:
    """One idea, goal or vision, and what became of it."""

    text: str
    fate: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class IdeaGroup:
    """Ideas of one kind under one title; without a title those that stand alone."""

    kind: str
    title: str
    ideas: tuple[IdeaSection, ...]

    @property
    def count(self) -> int:
        """How many are in it."""
        return len(self.ideas)


@dataclass(frozen=True, slots=True)
class WordingChange:
    """A text that was changed after it had been voted on."""

    code: str
    """„E 12“"""
    what: str
    """„Titel“ or „Wortlaut“"""
    old: str
    new: str
    at: datetime
    who: str
    """A function, never a name."""
    why: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that was done, for citizens to read."""

    at: datetime
    """On the clock of the town hall."""
    meeting: int | None
    who: str
    """A function, never a name."""
    said: str

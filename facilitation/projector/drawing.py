"""Positions for the wall's two drawings: the ring of dots and the bar of a result.

Templates write them into SVG attributes. The units are those of the drawings' viewBoxes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..voting.words import ResultWords

CENTRE = 50.0
RADIUS = 43.0
LARGEST_DOT = 3.5
GAP = 0.76
"""How much of the room between two neighbours their dots may take."""

BAR_WIDTH = 1678.0
"""Ten units are one rem: the bar is as wide as the slide's text."""
PAIR_WIDTH = 1180.0
"""… and with a name before it and a number behind it."""
DIGIT = 46.0
"""Width of one digit inside the bar."""
MARK = 16.0
"""Thickness of the line at the mark."""
BESIDE = 16.0
"""So much stays free between that line and a digit."""
LABEL = 260.0
"""Half the width of the longest words at the mark."""


@dataclass(frozen=True)
class Dot:
    """One dot; dots fill clockwise from twelve o'clock and stand for nobody."""

    x: float
    y: float


@dataclass(frozen=True)
class Ring:
    """As many dots as there are people entitled to vote."""

    dots: list[Dot]
    size: float


@dataclass(frozen=True)
class Segment:
    """One part of the bar; ``number`` is empty where it is too narrow for it."""

    x: float
    width: float
    number: str
    look: str = ""
    aside: float = 0
    """How far the number stands from the middle, to leave a mark free."""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def at(self) -> float:
        """Where the number stands."""
        return round(self.middle + self.aside, 1)


@dataclass(frozen=True)
class Mark:
    """Where enough is reached; its words keep away from the edges."""

    x: float
    label_x: float
    anchor: str


@dataclass(frozen=True)
class Bar:
    """The steps on the base that the rule counts; what is left of the base stays empty."""

    width: float
    parts: tuple[Segment, ...]
    rest: Segment | None
    mark: Mark | None


def ring(people: int) -> Ring:
    """Dots around a circle."""
    step = 2 * math.pi / max(people, 1)
    dots = [
        Dot(
            round(CENTRE + RADIUS * math.sin(step * at), 2),
            round(CENTRE - RADIUS * math.cos(step * at), 2),
        )
        for at in range(people)
    ]
    return Ring(dots, round(min(LARGEST_DOT, RADIUS * step * GAP / 2), 2))


def bar(result: ResultWords) -> Bar | None:
    """The bar of a result; none where it would be empty."""
    drawn = [step for step in result.drawn if step.count]
    if not any(step.side != "neutral" for step in drawn):
        return None
    whole = max(result.whole, sum(step.count for step in drawn))
    unit = BAR_WIDTH / whole
    parts, at = [], 0
    for step in drawn:
        parts.append(_segment(at, step.count, unit, step.look))
        at += step.count
    mark = _mark(result.needed * unit) if result.needed and result.needed <= whole else None
    return Bar(
        width=BAR_WIDTH,
        parts=tuple(_beside(part, mark.x) if mark else part for part in parts),
        rest=_segment(at, whole - at, unit) if at < whole else None,
        mark=mark,
    )


def part_bar(result: ResultWords, whole: int) -> Sequence[Segment]:
    """Who took a side in one round, on a scale that other rounds share; ``whole`` is the most votes."""
    unit, at, parts = PAIR_WIDTH / max(whole, 1), 0, []
    for step in result.steps:
        if step.count and step.side != "neutral":
            parts.append(_segment(at, step.count, unit, step.look))
            at += step.count
    return parts


def _segment(start: int, people: int, unit: float, look: str = "") -> Segment:
    width = round(people * unit, 1)
    number = str(people)
    roomy = width > (len(number) + 0.8) * DIGIT
    return Segment(round(start * unit, 1), width, number if roomy else "", look)


def _beside(part: Segment, line: float) -> Segment:
    """The part with its number beside the mark's line; without it where there is no room."""
    half = len(part.number) * DIGIT / 2
    clear = half + MARK / 2 + BESIDE
    if not part.number or abs(part.middle - line) >= clear:
        return part
    for at in (line - clear, line + clear):
        if part.x + half < at < part.x + part.width - half:
            return replace(part, aside=round(at - part.middle, 1))
    return replace(part, number="")


def _mark(at: float) -> Mark:
    if at < LABEL:
        return Mark(round(at, 1), 0, "start")
    if at > BAR_WIDTH - LABEL:
        return Mark(round(at, 1), BAR_WIDTH, "end")
    return Mark(round(at, 1), round(at, 1), "middle")

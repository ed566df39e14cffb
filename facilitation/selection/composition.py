"""Panel beside population: shares and deviations as exact fractions, rounded only to be read."""

from dataclasses import dataclass
from fractions import Fraction

from .models import Trait, TraitRow

WHOLE = 100_000
"""A hundred per cent in the thousandths that shares are kept in."""
FEW = 5
"""Groups of fewer persons could tell who somebody is."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a trait."""

    label: str
    panel: int
    panel_share: Fraction | None
    population: int | None
    """As it was typed: persons, or thousandths of a per cent."""
    population_share: Fraction | None
    expected: Fraction | None
    """How many members would mirror the population."""

    @property
    def deviation(self) -> Fraction | None:
        """Members more (or less) than would mirror the population."""
        return None if self.expected is None else self.panel - self.expected

    @property
    def is_small(self) -> bool:
        """Whether so few are in it that somebody could be recognised."""
        return 0 < self.panel < FEW


@dataclass(frozen=True, slots=True)
class Composition:
    """One trait with all of its groups."""

    title: str
    groups: tuple[Group, ...]
    members: int
    """The panel that the shares refer to."""
    unit: str = "share"
    base: str = ""
    source: str = ""
    as_of: str = ""
    explanation: str = ""
    rebased_from: Fraction | None = None
    """What the typed shares sum up to, where the groups were taken as the whole nevertheless."""

    @property
    def has_population(self) -> bool:
        """Whether there is anything to compare with."""
        return any(group.population is not None for group in self.groups)

    @property
    def furthest(self) -> Group | None:
        """The group that differs most, where it differs by a whole person or more."""
        differing = [
            (abs(group.deviation), group) for group in self.groups if group.deviation is not None
        ]
        size, most = max(differing, key=lambda each: each[0], default=(Fraction(), None))
        return most if rounded(size) else None


def composition(trait: Trait) -> Composition:
    """What the rows of ``trait`` say about panel and population."""
    members = sum(row.panel for row in trait.rows)
    typed = sum(row.population or 0 for row in trait.rows)
    whole = typed
    if trait.others:
        members = trait.members or members
        whole = WHOLE if trait.unit == "share" else trait.population or typed
    rebased = trait.unit == "share" and not trait.others and _is_far_from_whole(typed)
    return Composition(
        title=trait.title,
        groups=tuple(_group(row, members, whole) for row in trait.rows),
        members=members,
        unit=trait.unit,
        base=trait.base,
        source=trait.source,
        as_of=trait.as_of,
        explanation=trait.explanation,
        rebased_from=Fraction(typed, WHOLE) if rebased else None,
    )


def rounded(value: Fraction, digits: int = 0) -> Fraction:
    """``value`` to so many digits, a half away from zero."""
    scale = 10**digits
    size = (abs(value) * scale * 2 + 1) // 2
    return Fraction(-size if value < 0 else size, scale)


def _group(row: TraitRow, members: int, whole: int) -> Group:
    share = None
    if row.population is not None and whole:
        share = Fraction(row.population, whole)
    return Group(
        label=row.label,
        panel=row.panel,
        panel_share=Fraction(row.panel, members) if members else None,
        population=row.population,
        population_share=share,
        expected=None if share is None else members * share,
    )


def _is_far_from_whole(typed: int) -> bool:
    """More than rounding explains: half a per cent."""
    return bool(typed) and abs(WHOLE - typed) > WHOLE // 200

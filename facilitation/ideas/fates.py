"""What became of an idea, for the Gutachten (Annex D)."""

from dataclasses import dataclass

from ..language import N_
from .models import Group, Idea

FATES = {
    "recommendation": N_("in einer Empfehlung"),
    "measure": N_("in einer Maßnahme"),
    "group": N_("in einer Gruppe"),
    "parked": N_("geparkt"),
    "unused": N_("nicht weiter verwendet"),
}


@dataclass(frozen=True)
class Told:
    """One idea and what became of it (a key of ``FATES``)."""

    idea: Idea
    fate: str
    group_title: str = ""
    measure_id: int | None = None
    """The measure into which its group went."""
    recommendation_id: int | None = None
    """The recommendation that was made of its group."""


@dataclass(frozen=True)
class AllIdeas:
    """Everything that was written down; of the hidden ones only how many."""

    told: list[Told]
    hidden: int


def tell(idea: Idea) -> Told:
    """Read it from the idea's state and its group."""
    group = idea.group
    if group is None:
        return Told(idea, "parked" if idea.state == "parked" else "unused")
    return Told(idea, fate_of(group), group.title, group.measure_id, group.recommendation_id)


def fate_of(group: Group) -> str:
    """The most that was made of a group."""
    if group.recommendation_id:
        return "recommendation"
    if group.measure_id:
        return "measure"
    return "parked" if group.parked else "group"

"""Ways of voting that are offered under an item: five at first, the others behind a fold."""

from dataclasses import dataclass
from typing import Any

from ..language import N_
from ..language import gettext as _
from ..meetings.models import Item
from ..voting import trials
from ..voting.words import names


@dataclass(frozen=True)
class Offer:
    """One way of voting with the page that plans it."""

    method: str
    path: str
    """Behind the item's own address."""
    kinds: tuple[str, ...] = ()
    """Kinds of items for which it is what one looks for."""
    told: tuple[str, str] | None = None
    """Name and sentence, where they aren't the method's own."""

    @property
    def name(self) -> str:
        """What the way is called."""
        return _(self.told[0] if self.told else names(self.method).method)

    @property
    def help(self) -> str:
        """One sentence on when it helps."""
        return _(self.told[1] if self.told else names(self.method).help)


FIRST = (
    Offer("yes_no", "abstimmen", ("vote",)),
    Offer("doubt", "abstimmen?verfahren=doubt"),
    Offer("rating", "bewerten", ("rating",)),
    Offer("dots", "punkte", ("priorities",)),
    Offer("mood", "stimmungsbild", ("mood",)),
)
MORE = (
    Offer("levels", "abstimmen?verfahren=levels"),
    Offer("consent", "abstimmen?verfahren=consent"),
    Offer("choice", "auswahl"),
    Offer("resistance", "konsensieren"),
    Offer("ranking", "rangfolge"),
    Offer("text", "freie-antwort"),
)
TRIAL = Offer(
    "yes_no",
    "probe",
    told=(
        trials.HELD,
        N_(
            "Hilft, wenn der Rat erst sehen möchte, wie das Abstimmen geht. Die Frage ist fertig, "
            "zählt nicht und lässt sich ändern."
        ),
    ),
)
"""Planned by one press: there is nothing to fill in."""


def context(item: Item) -> dict[str, Any]:
    """``first`` and ``more`` for the item's page; the first that suits its kind stands out."""
    suits = next((offer.method for offer in FIRST if item.kind in offer.kinds), "")
    return {"first_ways": FIRST, "more_ways": MORE, "trial": TRIAL, "suits": suits}

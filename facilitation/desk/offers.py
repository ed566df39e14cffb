"""Ways of voting that are offered under an item: five at first, the others behind a fold."""

from dataclasses import dataclass
from typing import Any

from ..language import gettext as _
from ..meetings.models import Item
from ..voting.words import names


@dataclass(frozen=True)
class Offer:
    """One way of voting with the page that plans it."""

    method: str
    path: str
    """Behind the item's own address."""
    kinds: tuple[str, ...] = ()
    """Kinds of items for which it is what one looks for."""

    @property
    def name(self) -> str:
        """What the way is called."""
        return _(names(self.method).method)

    @property
    def help(self) -> str:
        """One sentence on when it helps."""
        return _(names(self.method).help)


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


def context(item: Item) -> dict[str, Any]:
    """``first`` and ``more`` for the item's page; the first that suits its kind stands out."""
    suits = next((offer.method for offer in FIRST if item.kind in offer.kinds), "")
    return {"first_ways": FIRST, "more_ways": MORE, "suits": suits}

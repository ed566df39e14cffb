"""What is said about a Rangfolge: points, places, and who would win every comparison of two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import NBSP
from .listing import quoted
from .names import MethodNames
from .said import ResultWords, Shown, frame

NAMES = MethodNames(
    method=N_("Rangfolge"),
    help=N_(
        "Hilft, wenige Vorschläge nach ihrer Wichtigkeit zu ordnen. Alle bringen sie in ihre "
        "eigene Reihenfolge; mehr als zehn überblickt dabei niemand."
    ),
    held=N_("Rangfolge"),
    closed=N_("Die Rangfolge ist geschlossen"),
    cancelled=N_("Diese Rangfolge wurde abgebrochen"),
    lists=True,
)


@dataclass(frozen=True, kw_only=True)
class RankingWords(ResultWords):
    """One option's points (``figure``) and how often it stood where."""

    places: tuple[int, ...]
    """How many put it first, second and so on."""
    unranked: int
    """How many handed in a ballot that leaves it out."""
    most: int
    """The highest count of any place of any option: what the darkest shade stands for."""
    before: Mapping[str, int]
    """How many put it before each other option."""
    wins_all: bool
    """It beats every other option, two by two (Condorcet)."""
    mark: str
    """That it wins every comparison; else empty."""


def read(shown: Shown, key: str) -> RankingWords:
    """One option's ranks in words."""
    entry = shown.entry(key)
    said = frame(shown)
    wins_all = shown.result["condorcet"] == key
    unranked = shown.arrived - entry["n"]
    return RankingWords(
        **said,
        counts=_counts(entry, unranked),
        sentence=f"{said['turnout']} {outcome(shown)}".strip(),
        figure=entry["points"],
        n=entry["n"],
        places=tuple(entry["places"]),
        unranked=unranked,
        most=max(max(one["places"]) for one in shown.result["options"].values()),
        before=shown.result["pairwise"][key],
        wins_all=wins_all,
        mark=gettext("gewinnt jeden direkten Vergleich") if wins_all else "",
    )


def outcome(shown: Shown) -> str:
    """Who leads by points, and what the comparisons of two say about it."""
    entries = shown.result["options"]
    if not any(entry["points"] for entry in entries.values()):
        return ""
    leading, winner = shown.result["order"][0], shown.result["condorcet"]
    if leading == [winner]:
        return gettext(
            "%(what)s liegt nach Punkten vorn und gewinnt auch jeden direkten Vergleich.",
            what=quoted(shown, leading),
        )
    first = (
        gettext("Nach Punkten liegt %(what)s vorn.", what=quoted(shown, leading))
        if len(leading) == 1
        else gettext("Nach Punkten liegen %(what)s gleichauf vorn.", what=quoted(shown, leading))
    )
    return f"{first} {_compared(shown, winner)}"


def _compared(shown: Shown, winner: str | None) -> str:
    if winner is not None:
        return gettext(
            "Jeden direkten Vergleich gewinnt aber %(what)s: Mehr Mitglieder ziehen es der jeweils "
            "anderen Möglichkeit vor.",
            what=quoted(shown, [winner]),
        )
    if goes_round(shown.result["pairwise"]):
        return gettext(
            "Keine Möglichkeit gewinnt jeden direkten Vergleich; die Vergleiche drehen sich im Kreis."
        )
    return gettext(
        "Keine Möglichkeit gewinnt jeden direkten Vergleich; an der Spitze steht es unentschieden."
    )


def goes_round(pairwise: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether everything is beaten by something: whoever follows the winners comes back."""
    return all(
        any(pairwise[other][key] > number for other, number in before.items())
        for key, before in pairwise.items()
    )


def _counts(entry: Mapping[str, Any], unranked: int) -> str:
    """„21 Punkte · 5-mal Platz 1, 2-mal Platz 3 · 4 ohne Platz“"""
    parts = [ngettext("%(num)s Punkt", "%(num)s Punkte", entry["points"]).replace(" ", NBSP)]
    taken = [
        gettext("%(n)s-mal Platz %(place)s", n=number, place=place).replace(" ", NBSP)
        for place, number in enumerate(entry["places"], start=1)
        if number
    ]
    if taken:
        parts.append(", ".join(taken))
    if unranked:
        parts.append(gettext("%(n)s ohne Platz", n=unranked).replace(" ", NBSP))
    return " · ".join(parts)

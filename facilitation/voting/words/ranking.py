"""What is said about a Rangfolge: points, places, and who would win every comparison of two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import NBSP
from .listing import DetailTable, SpreadWords, by_rank, figures_table, names, quoted, short_names
from .names import MethodNames
from .said import Shown, frame

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
    columns=(N_("Punkte"), N_("Stimmzettel mit Platz"), N_("ohne Platz")),
)


@dataclass(frozen=True, kw_only=True)
class RankingWords(SpreadWords):
    """One option's points (``figure``); ``spread`` is how often it stood on which place."""

    unranked: int
    """How many handed in a ballot that leaves it out."""
    before: Mapping[str, int]
    """How many put it before each other option."""
    wins_all: bool
    """It beats every other option, two by two (Condorcet)."""


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
        heads=tuple(f"{place}." for place in range(1, len(entry["places"]) + 1)),
        spread=tuple(entry["places"]),
        across=gettext("Personen je Platz"),
        last=gettext("Punkte"),
        outcome=outcome(shown),
        unranked=unranked,
        most=max(max(one["places"]) for one in shown.result["options"].values()),
        before=shown.result["pairwise"][key],
        wins_all=wins_all,
        bold=str(entry["points"]),
        unit=ngettext("Punkt", "Punkte", entry["points"]),
        note=gettext("gewinnt jeden direkten Vergleich") if wins_all else "",
        cells=(str(entry["points"]), str(entry["n"]), str(unranked)),
    )


def allowed(settings: Mapping[str, Any], options: int) -> str:
    """„mindestens 3 von 5 Plätzen“: how many of ``options`` have to be ranked."""
    if not settings["min"]:
        return gettext("beliebig viele Plätze oder keinen")
    if settings["min"] == options:
        return gettext("alle %(of)s Plätze", of=options)
    return gettext("mindestens %(least)s von %(of)s Plätzen", least=settings["min"], of=options)


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


def tables(shown: Shown) -> tuple[DetailTable, ...]:
    """All figures, how often each stood where, and every comparison of two."""
    named, short, keys = names(shown), short_names(shown), by_rank(shown)
    places = range(1, len(keys) + 1)
    return (
        figures_table(shown, NAMES.columns, {key: read(shown, key).cells for key in named}),
        DetailTable(
            gettext("Wie oft auf welchem Platz"),
            tuple(gettext("Platz %(n)s", n=place) for place in places),
            tuple((named[key], tuple(map(str, shown.entry(key)["places"]))) for key in keys),
        ),
        DetailTable(
            gettext("Direkte Vergleiche: so viele setzen die Zeile vor die Spalte"),
            tuple(short[key] for key in keys),
            tuple((named[key], _compare(shown, key, keys)) for key in keys),
        ),
    )


def _compare(shown: Shown, key: str, keys: Sequence[str]) -> tuple[str, ...]:
    before = shown.result["pairwise"][key]
    return tuple("–" if other == key else str(before[other]) for other in keys)


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

"""What is said about a Mehrpunktabfrage: points, and how many people gave them."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import NBSP
from .listed import ListedWords
from .names import MethodNames
from .said import Shown, frame

NAMES = MethodNames(
    method=N_("Punkte verteilen"),
    help=N_(
        "Hilft, aus vielen Vorschlägen die wichtigsten herauszufinden: Alle haben gleich viele Punkte."
    ),
    held=N_("Punktvergabe"),
    closed=N_("Die Punktvergabe ist geschlossen"),
    cancelled=N_("Diese Punktvergabe wurde abgebrochen"),
    lists=True,
    columns=(N_("Punkte"), N_("Personen")),
)


def read(shown: Shown, key: str) -> ListedWords:
    """One option's points in words."""
    points, people = shown.entry(key)["points"], shown.entry(key)["people"]
    unit = ngettext("Punkt", "Punkte", points)
    out_of = ngettext("von %(num)s Person", "von %(num)s Personen", people)
    said = frame(shown)
    return ListedWords(
        **said,
        counts=f"{points}{NBSP}{unit} {out_of}",
        sentence=f"{said['turnout']} {_spent(shown)}",
        figure=points,
        n=shown.entry(key)["n"],
        bold=str(points),
        unit=unit,
        out_of=out_of,
        people=people,
        cells=(str(points), str(people)),
    )


def allowed(settings: Mapping[str, Any], options: int) -> str:
    """„5 Punkte, höchstens 3 für einen Vorschlag“."""
    points, most = settings["points"], settings["per_option"]
    text = ngettext("%(num)s Punkt", "%(num)s Punkte", points)
    if most < points:
        text += ", " + gettext("höchstens %(most)s für einen Vorschlag", most=most)
    return text


def _spent(shown: Shown) -> str:
    given = sum(entry["points"] for entry in shown.result["options"].values())
    return " ".join(
        (
            ngettext(
                "Jede Person hatte %(num)s Punkt.",
                "Jede Person hatte %(num)s Punkte.",
                shown.wording["settings"]["points"],
            ),
            ngettext("%(num)s Punkt ist vergeben.", "%(num)s Punkte sind vergeben.", given)
            if given
            else gettext("Kein Punkt ist vergeben."),
        )
    )

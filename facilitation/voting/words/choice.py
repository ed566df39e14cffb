"""What is said about an Auswahl: how often each option was chosen, and of how many."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import of_base
from .listed import ListedWords
from .names import MethodNames
from .said import Shown, frame

NAMES = MethodNames(
    method=N_("Auswahl"),
    help=N_("Hilft, wenn aus wenigen klaren Möglichkeiten eine oder einige gewählt werden sollen."),
    held=N_("Auswahl"),
    closed=N_("Die Auswahl ist geschlossen"),
    cancelled=N_("Diese Auswahl wurde abgebrochen"),
    lists=True,
    columns=(N_("gewählt von"),),
)


def read(shown: Shown, key: str) -> ListedWords:
    """How often one option was chosen, in words."""
    count, n = shown.entry(key)["count"], shown.entry(key)["n"]
    said = frame(shown)
    whole = of_base(count, n)
    return ListedWords(
        **said,
        counts=whole,
        sentence=f"{said['turnout']} {_asked(shown)}",
        figure=count,
        n=n,
        bold=str(count),
        out_of=whole.removeprefix(f"{count} "),
        cells=(whole,),
    )


def allowed(settings: Mapping[str, Any], options: int) -> str:
    """„genau eine Möglichkeit“, „bis zu 3 Möglichkeiten“: how many of ``options`` may be chosen."""
    fewest, most = settings["min"], min(settings["max"], options)
    if fewest == most:
        return ngettext("genau eine Möglichkeit", "genau %(num)s Möglichkeiten", most)
    if most == options and fewest:
        return ngettext("mindestens eine Möglichkeit", "mindestens %(num)s Möglichkeiten", fewest)
    if most == options:
        return gettext("beliebig viele Möglichkeiten oder keine")
    if fewest:
        return gettext("%(fewest)s bis %(most)s Möglichkeiten", fewest=fewest, most=most)
    return ngettext("eine Möglichkeit oder keine", "bis zu %(num)s Möglichkeiten oder keine", most)


def _asked(shown: Shown) -> str:
    settings, options = shown.wording["settings"], len(shown.wording["options"])
    return gettext("Erlaubt war: %(allowed)s.", allowed=allowed(settings, options))

"""What is said about a Konsent: objections, and whether it is adopted or has to be revised."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext, ngettext
from .names import MethodNames
from .said import ResultWords, Shown, frame
from .steps import Answer, counts_words, step_words

NAMES = MethodNames(
    method=N_("Konsent"),
    help=N_(
        "Hilft, wenn ein Vorschlag gut genug sein soll, um ihn zu versuchen: Er gilt, solange "
        "niemand einen schwerwiegenden Einwand hat."
    ),
)
ANSWERS = (
    Answer("none", N_("Keine Einwände"), "yes", "for", N_("So kann es gelten.")),
    Answer(
        "minor",
        N_("Leichte Einwände"),
        "half",
        "for",
        N_("Mir fehlt etwas, es soll aber trotzdem gelten."),
    ),
    Answer(
        "serious",
        N_("Schwerwiegende Einwände"),
        "objection",
        meaning=N_("So darf es nicht gelten. Mein Einwand muss gehört werden."),
    ),
)


def read(shown: Shown, key: str) -> ResultWords:
    """One option's result in words."""
    entry, said = shown.entry(key), frame(shown)
    steps = step_words(ANSWERS, shown, entry["counts"])
    return ResultWords(
        **said,
        counts=counts_words(steps),
        sentence=said["turnout"],
        steps=steps,
        n=entry["n"],
        adopted=entry["adopted"],
        verdict=gettext("Angenommen.") if entry["adopted"] else gettext("Noch nicht angenommen."),
        finding=_finding(entry),
        unsettled=not entry["adopted"],
    )


def _finding(entry: Mapping[str, Any]) -> str:
    if entry["adopted"]:
        return gettext("Angenommen: keine schwerwiegenden Einwände.")
    if not entry["n"]:
        return gettext("Noch nicht: Es gab keine Antworten.")
    return ngettext(
        "Noch nicht: %(num)s schwerwiegender Einwand. Bitte anhören und überarbeiten.",
        "Noch nicht: %(num)s schwerwiegende Einwände. Bitte anhören und überarbeiten.",
        entry["counts"]["serious"],
    )

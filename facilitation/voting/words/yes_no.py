"""What is said about a result with Ja, Nein, Enthaltung."""

from collections.abc import Mapping

from ...language import N_, gettext, ngettext
from .figures import NBSP
from .names import MethodNames, RuleNames
from .said import ResultWords, Shown
from .steps import Answer, ruled

RULE = RuleNames(
    decided=N_("der Ja- und Nein-Stimmen"),
    beats=N_(", und mehr Ja als Nein"),
    everybody=N_("Wenn alle %(present)s mit Ja oder Nein stimmen: %(needed)s."),
    share=N_("%(share)s Ja, nötig %(needed)s"),
    nobody=N_("Es gab weder Ja- noch Nein-Stimmen."),
    mark=N_("ab %(needed)s Ja erreicht"),
)
NAMES = MethodNames(
    method=N_("Ja / Nein / Enthaltung"),
    help=N_("Hilft, wenn am Ende etwas angenommen oder nicht angenommen sein soll."),
    rule=RULE,
)
ANSWERS = (
    Answer("yes", N_("Ja"), "yes", "for"),
    Answer("no", N_("Nein"), "no"),
    Answer("abstain", N_("Enthaltung"), "abstain", "neutral"),
)


def read(shown: Shown, key: str) -> ResultWords:
    """One option's result in words."""
    said = ruled(shown, key, ANSWERS, RULE)
    return ResultWords(**said | {"counts": counts_words(shown.entry(key)["counts"])})


def counts_words(counts: Mapping[str, int]) -> str:
    """„21 Ja · 4 Nein · 2 Enthaltungen“."""
    return " · ".join(
        (
            f"{counts['yes']}{NBSP}{gettext('Ja')}",
            f"{counts['no']}{NBSP}{gettext('Nein')}",
            ngettext("%(num)s Enthaltung", "%(num)s Enthaltungen", counts["abstain"]).replace(
                " ", NBSP
            ),
        )
    )

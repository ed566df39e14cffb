"""What is said about a result with Ja, Nein, Enthaltung."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...language import N_, gettext, ngettext
from ..rules import Rule
from .figures import NBSP, of_base
from .names import MethodNames
from .rules import rule_words
from .said import ResultWords, Shown, StepWords, frame

NAMES = MethodNames(
    method=N_("Ja / Nein / Enthaltung"),
    help=N_("Hilft, wenn am Ende etwas angenommen oder nicht angenommen sein soll."),
)
MARK_NAMES = {"yes": N_("Ja"), "no": N_("Nein"), "abstain": N_("Enthaltung")}


@dataclass(frozen=True, kw_only=True)
class YesNoWords(ResultWords):
    """Three counts and, where there is a rule, its verdict."""

    yes: int
    no: int
    abstain: int


def read(shown: Shown, key: str) -> YesNoWords:
    """One option's result in words."""
    entry, rule = shown.entry(key), Rule.from_data(shown.rule)
    counts = entry["counts"]
    said = frame(shown)
    needed = _needed_sentence(rule, entry)
    return YesNoWords(
        **said,
        **counts,
        counts=counts_words(counts),
        sentence=f"{said['turnout']} {needed}".strip(),
        steps=tuple(
            StepWords(mark, gettext(MARK_NAMES[mark]), count) for mark, count in counts.items()
        ),
        n=entry["n"],
        base=entry.get("base"),
        in_favour=entry.get("for"),
        needed=entry.get("needed"),
        adopted=entry["adopted"],
        verdict=verdict_words(entry),
        share=share_words(entry),
        rule=rule_words(rule),
    )


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


def verdict_words(entry: Mapping[str, Any]) -> str:
    """„Angenommen.“ or „Nicht angenommen.“; nothing where there is no rule."""
    if entry["adopted"] is None:
        return ""
    return gettext("Angenommen.") if entry["adopted"] else gettext("Nicht angenommen.")


def share_words(entry: Mapping[str, Any]) -> str:
    """„21 von 25 (84 %) Ja, nötig 17“; why there is none where the base is empty."""
    if entry["adopted"] is None:
        return ""
    if entry.get("reason") == "no_votes":
        return gettext("Es gab weder Ja- noch Nein-Stimmen.")
    text = gettext(
        "%(share)s Ja, nötig %(needed)s",
        share=of_base(entry["for"], entry["base"]),
        needed=entry["needed"],
    )
    if entry.get("reason") == "turnout":
        text += " · " + gettext("zu wenige haben abgestimmt")
    return text.replace("nötig ", f"nötig{NBSP}")


def _needed_sentence(rule: Rule | None, entry: Mapping[str, Any]) -> str:
    if rule is None:
        return ""
    if entry.get("reason") == "no_votes":
        return gettext("Es gab weder Ja- noch Nein-Stimmen.")
    return gettext(
        "Nötig: %(rule)s, also %(needed)s von %(base)s.",
        rule=rule_words(rule),
        needed=entry["needed"],
        base=entry["base"],
    )

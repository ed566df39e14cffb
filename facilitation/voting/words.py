"""What is said about rules and results; phone, wall, desk and Gutachten all ask here.

Sentences are made from the rule and the result, never written by hand. Counts come first
and always with their base; shares only from n ≥ 20, whole per cent, rounded half up
(voting.md § 8).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..language import N_, gettext, ngettext
from .rules import Rule, needed

NBSP = "\N{NO-BREAK SPACE}"
SHARES_FROM = 20

METHOD_NAMES = {"yes_no": N_("Ja / Nein / Enthaltung")}
MARK_NAMES = {"yes": N_("Ja"), "no": N_("Nein"), "abstain": N_("Enthaltung")}
MODE_NAMES = {"simple": N_("einfach")}
MODE_SENTENCES = {
    "simple": N_(
        "Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert. "
        "Gezeigt werden nur Zahlen."
    ),
}
STATE_NAMES = {
    "ready": N_("Bereit"),
    "text_shown": N_("Text gezeigt"),
    "open": N_("Offen"),
    "closed": N_("Geschlossen"),
    "counted": N_("Ausgezählt"),
    "shown": N_("Gezeigt"),
    "cancelled": N_("Abgebrochen"),
}
_SHARES = {
    (Fraction(1, 2), ">"): N_("mehr als die Hälfte"),
    (Fraction(1, 2), ">="): N_("mindestens die Hälfte"),
    (Fraction(2, 3), ">="): N_("mindestens zwei Drittel"),
    (Fraction(2, 3), ">"): N_("mehr als zwei Drittel"),
    (Fraction(3, 4), ">="): N_("mindestens drei Viertel"),
    (Fraction(4, 5), ">="): N_("mindestens vier Fünftel"),
}
_BASES = {
    "yes_and_no": N_("der Ja- und Nein-Stimmen"),
    "cast": N_("der abgegebenen Stimmen"),
    "present": N_("der Anwesenden"),
    "members": N_("aller Mitglieder"),
}


@dataclass(frozen=True)
class ResultWords:
    """The lines of one option's result, the same on every face."""

    yes: int
    no: int
    abstain: int
    counts: str
    """„21 Ja · 4 Nein · 2 Enthaltungen“"""
    base: int | None
    needed: int | None
    adopted: bool | None
    verdict: str
    """„Angenommen.“, „Nicht angenommen.“ or empty where no rule was set."""
    share: str
    """„21 von 25 (84 %) Ja, nötig 17“"""
    rule: str
    """„mindestens zwei Drittel der Ja- und Nein-Stimmen“"""
    turnout: str
    """„27 von 28 Anwesenden haben abgestimmt.“"""
    channels: str
    """„25 per Handy, 2 auf Papier: 27 von 28 Anwesenden“"""
    mode: str
    sentence: str
    """Turnout, rule and verdict in one breath, for phone and wall."""


def result_words(
    result: Mapping[str, Any],
    key: str,
    *,
    rule: Mapping[str, Any] | None,
    channels: Mapping[str, int],
    present: int,
    mode: str,
) -> ResultWords:
    """Read one option's entry of a stored result; adds nothing up that isn't stored."""
    entry = result["options"][key]
    counts = entry["counts"]
    read = Rule.from_data(rule)
    arrived = sum(channels.values())
    verdict = verdict_words(entry)
    turnout = turnout_words(arrived, present)
    return ResultWords(
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        counts=counts_words(counts),
        base=entry.get("base"),
        needed=entry.get("needed"),
        adopted=entry["adopted"],
        verdict=verdict,
        share=share_words(entry),
        rule=rule_words(read),
        turnout=turnout,
        channels=channel_words(channels, present),
        mode=gettext(MODE_NAMES[mode]),
        sentence=" ".join(part for part in (turnout, _needed_sentence(read, entry)) if part),
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


def of_base(part: int, base: int) -> str:
    """„21 von 25 (84 %)“, the share only from a base of 20 on."""
    text = gettext("%(part)s von %(base)s", part=part, base=base)
    return f"{text} ({percent(part, base)}{NBSP}%)" if base >= SHARES_FROM else text


def percent(part: int, base: int) -> int:
    """Whole per cent, rounded half up."""
    return (200 * part + base) // (2 * base)


def rule_words(rule: Rule | None) -> str:
    """„mindestens zwei Drittel der Ja- und Nein-Stimmen“."""
    if rule is None:
        return ""
    named = _SHARES.get((rule.threshold, rule.compare))
    if named:
        share = gettext(named)
    elif 100 % rule.threshold.denominator == 0:
        share = _compared(rule, f"{rule.threshold * 100}{NBSP}%")
    else:
        share = _compared(rule, str(rule.threshold))
    words = f"{share} {gettext(_BASES[rule.base])}"
    if rule.also == "for_beats_against":
        words += gettext(", und mehr Ja als Nein")
    if rule.turnout is not None:
        words += gettext(
            ", und mindestens %(share)s aller Mitglieder stimmen ab", share=str(rule.turnout)
        )
    return words


def rule_before(rule: Rule | None, *, present: int, members: int) -> str:
    """The rule before opening: the needed count can only be said for a given base."""
    if rule is None:
        return gettext("Ohne Regel: Es werden nur die Zahlen gezeigt.")
    words = gettext("Nötig: %(rule)s.", rule=rule_words(rule))
    if rule.base == "yes_and_no" and present:
        words += " " + gettext(
            "Wenn alle %(present)s mit Ja oder Nein stimmen: %(needed)s.",
            present=present,
            needed=needed(rule, present),
        )
    elif rule.base in ("present", "members") and (
        base := present if rule.base == "present" else members
    ):
        words += " " + gettext(
            "Das sind %(needed)s von %(base)s.", needed=needed(rule, base), base=base
        )
    return words


def turnout_words(arrived: int, present: int) -> str:
    """„27 von 28 Anwesenden haben abgestimmt.“."""
    return ngettext(
        "%(num)s von %(present)s Anwesenden hat abgestimmt.",
        "%(num)s von %(present)s Anwesenden haben abgestimmt.",
        arrived,
        present=present,
    )


def channel_words(channels: Mapping[str, int], present: int) -> str:
    """„29 per Handy, 3 auf Papier: 32 von 32 Anwesenden“."""
    parts = []
    if channels.get("phone"):
        parts.append(gettext("%(n)s per Handy", n=channels["phone"]))
    if channels.get("paper"):
        parts.append(gettext("%(n)s auf Papier", n=channels["paper"]))
    total = gettext("%(part)s von %(base)s", part=sum(channels.values()), base=present)
    return (
        gettext("%(ways)s: %(total)s Anwesenden", ways=", ".join(parts), total=total)
        if parts
        else ""
    )


def _compared(rule: Rule, share: str) -> str:
    if rule.compare == ">":
        return gettext("mehr als %(share)s", share=share)
    return gettext("mindestens %(share)s", share=share)


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

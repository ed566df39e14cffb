"""Sentences made from a rule, never written by hand."""

from fractions import Fraction

from ...language import N_, gettext
from ..rules import Rule, needed
from .figures import NBSP

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


def _compared(rule: Rule, share: str) -> str:
    if rule.compare == ">":
        return gettext("mehr als %(share)s", share=share)
    return gettext("mindestens %(share)s", share=share)

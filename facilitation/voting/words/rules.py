"""Sentences made from a rule, never written by hand; a method's ``RuleNames`` lend the words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...language import N_, gettext
from ..rules import Rule, needed, out_of_reach, turnout_needed
from .figures import NBSP, of_base
from .names import RuleNames

_SHARES = {
    (Fraction(1, 2), ">"): N_("mehr als die Hälfte"),
    (Fraction(1, 2), ">="): N_("mindestens die Hälfte"),
    (Fraction(2, 3), ">="): N_("mindestens zwei Drittel"),
    (Fraction(2, 3), ">"): N_("mehr als zwei Drittel"),
    (Fraction(3, 4), ">="): N_("mindestens drei Viertel"),
    (Fraction(4, 5), ">="): N_("mindestens vier Fünftel"),
}
_BASES = {
    "cast": N_("aller abgegebenen Stimmen"),
    "present": N_("der Anwesenden"),
    "members": N_("aller Mitglieder"),
}


def rule_words(rule: Rule | None, names: RuleNames) -> str:
    """„mindestens zwei Drittel der Ja- und Nein-Stimmen“."""
    return _threshold(rule, names) + _further(rule, names) if rule else ""


def rule_before(rule: Rule | None, names: RuleNames, *, present: int, members: int) -> str:
    """The rule before opening: the needed count can only be said for a given base."""
    if rule is None:
        return gettext("Ohne Regel: Es werden nur die Zahlen gezeigt.")
    parts = [gettext("Nötig: %(rule)s.", rule=rule_words(rule, names))]
    base = members if rule.base == "members" else present
    if base:
        parts.append(_in_persons(rule, names, base))
    if rule.turnout and members:
        parts.append(
            gettext(
                "Abstimmen müssen mindestens %(needed)s von %(members)s Mitgliedern.",
                needed=turnout_needed(rule, members),
                members=members,
            )
        )
    return " ".join(parts)


def rule_warning(rule: Rule | None, *, present: int, members: int) -> str:
    """Why nobody can meet the rule with those who are here; empty where somebody can."""
    missing = out_of_reach(rule, present=present, members=members)
    if not missing:
        return ""
    return gettext(
        "Diese Regel lässt sich heute nicht erfüllen: Nötig sind %(needed)s von %(members)s "
        "Mitgliedern, da sind nur %(present)s.",
        needed=missing,
        members=members,
        present=present,
    )


def needed_sentence(
    rule: Rule | None,
    names: RuleNames,
    entry: Mapping[str, Any],
    *,
    beats: tuple[int, int],
    turnout: tuple[int, int],
) -> str:
    """The rule with the result, „Nötig: …, also 17 von 25.“, or why there is no verdict.

    ``beats`` are the two counts of the second condition, ``turnout`` those who voted and all
    members.
    """
    if rule is None:
        return ""
    if entry.get("reason") == "turnout":
        return too_few(rule, *turnout)
    if entry.get("reason") == "no_votes":
        return gettext(names.nobody)
    also = _also(rule, names)
    return gettext(
        "Nötig: %(rule)s, also %(needed)s von %(base)s%(also)s.",
        rule=_threshold(rule, names),
        needed=entry["needed"],
        base=entry["base"],
        also=f"{also} ({_to(beats)})" if also else "",
    )


def too_few(rule: Rule, arrived: int, members: int) -> str:
    """„Zu wenige haben abgestimmt: 12 von 30 Mitgliedern, nötig sind 15.“"""
    return gettext(
        "Zu wenige haben abgestimmt: %(arrived)s von %(members)s Mitgliedern, nötig sind %(needed)s.",
        arrived=arrived,
        members=members,
        needed=turnout_needed(rule, members),
    )


def share_words(
    rule: Rule | None, names: RuleNames, entry: Mapping[str, Any], *, beats: tuple[int, int]
) -> str:
    """„21 von 25 (84 %) Ja, nötig 17“; why there is none where the base is empty."""
    if rule is None:
        return ""
    too_few_voted = entry.get("reason") == "turnout"
    if not entry["base"]:
        return gettext("zu wenige haben abgestimmt") if too_few_voted else gettext(names.nobody)
    parts = [
        gettext(
            names.share, share=of_base(entry["for"], entry["base"]), needed=entry["needed"]
        ).replace("nötig ", f"nötig{NBSP}")
    ]
    if rule.also:
        parts.append(_to(beats))
    if too_few_voted:
        parts.append(gettext("zu wenige haben abgestimmt"))
    return " · ".join(parts)


def verdict_words(entry: Mapping[str, Any]) -> str:
    """„Angenommen.“ or „Nicht angenommen.“; nothing where there is no rule."""
    if entry["adopted"] is None:
        return ""
    return gettext("Angenommen.") if entry["adopted"] else gettext("Nicht angenommen.")


def mark_words(rule: Rule | None, names: RuleNames, entry: Mapping[str, Any]) -> str:
    """At the place of the bar where enough is reached."""
    if not entry.get("needed"):
        return ""
    # A second condition or a turnout may still stand between „enough“ and the verdict.
    alone = rule is not None and not rule.also and rule.turnout is None
    said = gettext(names.mark if alone else RuleNames.mark, needed=entry["needed"])
    return said.replace("nötig ", f"nötig{NBSP}")


def _threshold(rule: Rule | None, names: RuleNames) -> str:
    if rule is None:
        return ""
    base = gettext(_BASES.get(rule.base, names.decided))
    together = gettext(names.together) + " " if names.together else ""
    return f"{together}{_share(rule)} {base}"


def _share(rule: Rule) -> str:
    named = _SHARES.get((rule.threshold, rule.compare))
    if named:
        return gettext(named)
    if rule.compare == ">":
        return gettext("mehr als %(share)s", share=_number(rule.threshold))
    return gettext("mindestens %(share)s", share=_number(rule.threshold))


def _number(share: Fraction) -> str:
    """„60 %“ where it is a whole one, else „5/7“."""
    return f"{share * 100}{NBSP}%" if 100 % share.denominator == 0 else str(share)


def _also(rule: Rule, names: RuleNames) -> str:
    return gettext(names.beats) if rule.also == "for_beats_against" else ""


def _further(rule: Rule | None, names: RuleNames) -> str:
    if rule is None:
        return ""
    words = _also(rule, names)
    if rule.turnout is not None:
        words += gettext(
            ", und eine Beteiligung von mindestens %(share)s der Mitglieder",
            share=_number(rule.turnout),
        )
    return words


def _in_persons(rule: Rule, names: RuleNames, base: int) -> str:
    if rule.base == "yes_and_no":
        return gettext(names.everybody, present=base, needed=needed(rule, base))
    if rule.base == "cast":
        return gettext(
            "Wenn alle %(present)s abstimmen: %(needed)s.", present=base, needed=needed(rule, base)
        )
    return gettext("Das sind %(needed)s von %(base)s.", needed=needed(rule, base), base=base)


def _to(beats: tuple[int, int]) -> str:
    return gettext("%(more)s zu %(less)s", more=beats[0], less=beats[1])

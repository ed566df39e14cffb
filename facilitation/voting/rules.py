"""Rules (Quoren): threshold, base, second condition, turnout; exact arithmetic.

A rule is decided before a round opens. Fractions are never floats. The presets and the
published cases are those of voting.md § 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..errors import Invalid
from ..language import N_

BASES = ("yes_and_no", "cast", "present", "members")
COMPARES = (">=", ">")
SECOND = ("for_beats_against",)
"""Further conditions; what is *for* and *against* is the method's to say."""

NO_SECOND = N_("Dieses Verfahren kennt keine zweite Bedingung. Wählen Sie eine andere Regel.")


@dataclass(frozen=True)
class Rule:
    """A threshold on a base, e.g. ≥ 2/3 of all Ja and Nein."""

    threshold: Fraction
    compare: str = ">="
    base: str = "yes_and_no"
    also: str | None = None
    turnout: Fraction | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> "Rule | None":
        """Read the JSON shape of voting.md § 10; raises ``Invalid``."""
        if data is None:
            return None
        try:
            threshold = Fraction(data["threshold"])
            turnout = Fraction(data["turnout"]) if data.get("turnout") is not None else None
        except (KeyError, ValueError, TypeError, ZeroDivisionError, OverflowError) as error:
            raise Invalid(N_("Die Regel braucht einen Bruch wie 2/3.")) from error
        rule = cls(
            threshold,
            data.get("compare") or ">=",
            data.get("base") or "yes_and_no",
            data.get("also"),
            turnout,
        )
        rule._check()
        return rule

    def to_data(self) -> dict[str, Any]:
        """The JSON shape of voting.md § 10."""
        return {
            "threshold": str(self.threshold),
            "compare": self.compare,
            "base": self.base,
            "also": self.also,
            "turnout": None if self.turnout is None else str(self.turnout),
        }

    def _check(self) -> None:
        if not 0 <= self.threshold <= 1 or not 0 <= (self.turnout or 0) <= 1:
            raise Invalid(
                N_(
                    "Der Anteil darf nicht kleiner als 0 und nicht größer als 1 sein, also höchstens "
                    "100 Prozent. Schreiben Sie ihn als Bruch oder Prozent, zum Beispiel 2/3 oder "
                    "60 Prozent."
                )
            )
        if self.compare not in COMPARES or self.base not in BASES:
            raise Invalid(N_("Diese Regel kennen wir nicht."))
        if self.also not in (None, *SECOND):
            raise Invalid(N_("Diese Regel kennen wir nicht."))


def refuse_unreachable(rule: Rule | None, *, second: bool = True) -> None:
    """Raise ``Invalid`` for a rule that nobody or anybody can meet; a recount only reports it.

    ``second`` is whether the method knows a second condition.
    """
    if rule is None:
        return
    if rule.also and not second:
        raise Invalid(NO_SECOND)
    if 0 in (rule.threshold, rule.turnout):
        raise Invalid(N_("Der Anteil muss größer als 0 und höchstens 1 sein."))
    if rule.threshold == 1 and rule.compare == ">":
        raise Invalid(
            N_("Mehr als alle geht nicht. Wählen Sie „mindestens“ oder einen kleineren Anteil.")
        )


PRESETS: dict[str, Rule | None] = {
    "none": None,
    "simple_majority": Rule(Fraction(1, 2), ">"),
    "absolute_majority": Rule(Fraction(1, 2), ">", "members"),
    "three_fifths": Rule(Fraction(3, 5)),
    "two_thirds": Rule(Fraction(2, 3)),
    "three_quarters": Rule(Fraction(3, 4)),
    "four_fifths": Rule(Fraction(4, 5)),
    "stuttgart": Rule(Fraction(2, 3), also="for_beats_against"),
}


def preset_of(rule: Rule | None) -> str | None:
    """The name of the preset that equals ``rule``, if there is one."""
    return next((name for name, preset in PRESETS.items() if preset == rule), None)


def needed(rule: Rule, base: int) -> int:
    """The smallest number of persons that satisfies the threshold on ``base`` persons.

    ≥ 2/3 of 30 → 20, > 2/3 of 30 → 21, > 1/2 of 25 → 13, ≥ 2/3 of 31 → 21.
    """
    exact = rule.threshold * base
    if rule.compare == ">":
        return exact.numerator // exact.denominator + 1
    return -(-exact.numerator // exact.denominator)


def turnout_needed(rule: Rule, members: int) -> int:
    """How many have to vote at least; 0 where the rule asks for no turnout."""
    exact = (rule.turnout or 0) * members
    return -(-exact.numerator // exact.denominator)


def out_of_reach(rule: Rule | None, *, present: int, members: int) -> int:
    """How many people the rule asks for, where that is more than are here; else 0.

    Said before opening: then even a vote in which all agree is lost.
    """
    if rule is None or not present:
        return 0
    wanted = turnout_needed(rule, members)
    if rule.base == "members":
        wanted = max(wanted, needed(rule, members))
    return wanted if wanted > present else 0


def base(rule: Rule, *, decided: int, cast: int, present: int, members: int) -> int:
    """The number of persons that the rule's base stands for in one round."""
    return {"yes_and_no": decided, "cast": cast, "present": present, "members": members}[rule.base]


def verdict(
    rule: Rule,
    *,
    base: int,
    in_favour: int,
    beats: tuple[int, int],
    arrived: int,
    members: int,
) -> dict[str, Any]:
    """``base, for, needed, adopted`` and, where it decides, ``reason``."""
    reason = None
    if rule.turnout is not None and arrived < rule.turnout * members:
        reason = "turnout"
    elif base == 0:
        reason = "no_votes"
    enough = base > 0 and in_favour >= needed(rule, base)
    second = rule.also is None or beats[0] > beats[1]
    answer: dict[str, Any] = {
        "base": base,
        "for": in_favour,
        "needed": needed(rule, base) if base else None,
        "adopted": reason is None and enough and second,
    }
    if reason:
        answer["reason"] = reason
    return answer

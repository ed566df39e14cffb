"""The form of a rule, shared by councils, planned votes, decision day and the cockpit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from wtforms import ValidationError

from ...errors import Invalid
from ...language import N_
from ...language import gettext as _
from ...voting.methods import WAYS
from ...voting.rules import PRESETS, Rule, preset_of, refuse_unreachable
from ...voting.words import names, rule_words
from .base import DeskForm
from .fields import Choice, Radios, Typed, option, options

OWN, STUTTGART = "own", "stuttgart"
BASES = [
    ("cast", N_("aller abgegebenen Stimmen (Enthaltungen zählen mit)")),
    ("present", N_("der Anwesenden")),
    ("members", N_("aller Mitglieder")),
]
COMPARES = [(">=", N_("mindestens")), (">", N_("mehr als"))]
NAMES = {
    "none": N_("ohne Regel"),
    "simple_majority": N_("einfache Mehrheit"),
    "absolute_majority": N_("absolute Mehrheit"),
    "three_fifths": N_("60 Prozent"),
    "two_thirds": N_("zwei Drittel"),
    "three_quarters": N_("drei Viertel"),
    "four_fifths": N_("vier Fünftel"),
    STUTTGART: N_("wie in Stuttgart"),
}
FIELDS = ("preset", "threshold", "compare", "base", "also", "turnout")
_SHARE = re.compile(
    r"(?P<number>\d{1,3}(\.\d{1,3})?)(/(?P<over>\d{1,3})|(?P<percent>%|Prozent))?", re.ASCII
)


class RuleForm(DeskForm):
    """A preset, or an own threshold on an own base; beside either a least turnout.

    ``way`` is the method that the rule is for; empty where it isn't known yet.
    """

    preset = Radios(N_("Regel"), default="none", choices=[])
    threshold = Typed(
        N_("Eigener Anteil"),
        limit=12,
        wide=False,
        hint=N_("Als Bruch, Prozent oder Zahl: 2/3 oder 60 Prozent"),
    )
    compare = Choice(N_("Vergleich"), choices=options(COMPARES), default=">=")
    base = Choice(N_("Bezugsgröße"), choices=[], default="yes_and_no")
    also = Choice(N_("Zweite Bedingung"), choices=[], default="")
    turnout = Typed(N_("Mindestbeteiligung"), limit=12)

    def __init__(self, *args: Any, way: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.offer_rules()

    def fresh(self, row: Any) -> "RuleForm":
        """The same form with what ``row`` says now."""
        return type(self)(formdata=None, obj=row, way=self.way)

    def offer_rules(self) -> None:
        """The choices in the words of the method."""
        offered = choices(self.way)
        self.preset.choices = [
            option(name, label, words=words) for name, label, words in offered["preset"]
        ]
        self.base.choices = options((value, label) for value, label in offered["base"])
        self.also.choices = options((value, label) for value, label in offered["also"])

    @property
    def asked_way(self) -> str:
        """The method in whose words the rule is said; empty where it isn't known yet."""
        return self.way

    @property
    def rule(self) -> dict[str, Any] | None:
        """The rule in the shape of voting.md § 10; raises ``Invalid``."""
        return read_rule({name: self[name].data or "" for name in FIELDS})

    def validate_threshold(self, field: Any) -> None:
        """An own rule needs a share that can be reached."""
        if self.preset.data == OWN:
            self._refuse_unreadable()

    def validate_turnout(self, field: Any) -> None:
        """A share of all members, or nothing."""
        if field.data and self.preset.data == "none":
            raise ValidationError(_("Eine Mindestbeteiligung braucht eine Regel. Wählen Sie eine."))
        if field.data and self.preset.data in PRESETS:
            self._refuse_unreadable()
        elif field.data and not fraction(field.data):
            raise ValidationError(_("Bitte als Bruch oder Prozent: 1/2 oder 50 Prozent."))

    def _refuse_unreadable(self) -> None:
        try:
            _rule = self.rule
        except Invalid as error:
            raise ValidationError(error.sentence()) from error


def read_rule(fields: Mapping[str, str]) -> dict[str, Any] | None:
    """A rule from the form's fields as text; raises ``Invalid`` where nobody could meet it."""
    turnout = fields["turnout"]
    turnout = (fraction(turnout) or "?") if turnout else ""
    if fields["preset"] == OWN:
        data = {
            "threshold": fraction(fields["threshold"]),
            "compare": fields["compare"],
            "base": fields["base"],
            "also": fields["also"] or None,
        }
    elif fields["preset"] in PRESETS:
        preset = PRESETS[fields["preset"]]
        if preset is None:
            return None
        data = preset.to_data()
    else:
        raise Invalid()
    rule = Rule.from_data(data | {"turnout": turnout or None})
    refuse_unreachable(rule)
    return rule.to_data() if rule else None


def choices(way: str) -> dict[str, list[tuple[str, ...]]]:
    """What can be chosen for ``way``, as pairs and for presets with their sentence."""
    told = names(way or "yes_no").rule or names("yes_no").rule
    assert told
    second = [("for_beats_against", _(told.beats).removeprefix(", "))] if told.beats else []
    return {
        "preset": [*_presets(way), (OWN, N_("eigene Regel"), "")],
        "base": [("yes_and_no", _(told.decided)), *BASES],
        "also": [("", N_("keine")), *second],
    }


def shown_rule(data: dict[str, Any] | None, way: str = "") -> SimpleNamespace:
    """A stored rule as ``RuleForm`` shows it; a council's rule may ask for more than ``way`` knows."""
    rule = _for_method(Rule.from_data(data), way)
    turnout = str(rule.turnout) if rule and rule.turnout is not None else ""
    preset = preset_of(replace(rule, turnout=None) if rule else None)
    if rule is None or preset:
        return SimpleNamespace(
            preset=preset or "none", threshold="", compare=">=", base="yes_and_no", also="",
            turnout=turnout,
        )  # fmt: skip
    return SimpleNamespace(
        preset=OWN, threshold=str(rule.threshold), compare=rule.compare, base=rule.base,
        also=rule.also or "", turnout=turnout,
    )  # fmt: skip


def fraction(typed: str) -> str:
    """„60 %“, „2/3“ or „0,6“ as a fraction; anything else is none."""
    found = _SHARE.fullmatch(re.sub(r"\s", "", typed).replace(",", "."))
    if found is None:
        return ""
    if found["over"]:
        return f"{found['number']}/{found['over']}"
    return str(Fraction(found["number"]) / (100 if found["percent"] else 1))


def _for_method(rule: Rule | None, way: str) -> Rule | None:
    if rule is None or not rule.also or not way:
        return rule
    plain = replace(rule, also=None)
    stuttgart = replace(rule, turnout=None) == PRESETS[STUTTGART]
    # Two thirds Ja are more Ja than Nein anyway.
    return plain if not WAYS[way].BEATS or (stuttgart and way == "yes_no") else rule


def _presets(way: str) -> Iterator[tuple[str, str, str]]:
    for name, rule in PRESETS.items():
        if name != STUTTGART or way in ("", "doubt"):
            yield name, NAMES[name], _briefly(rule, "doubt" if name == STUTTGART else way)


def _briefly(rule: Rule | None, way: str) -> str:
    """The rule without the answers that count as one: those stand in the sentence below the list."""
    told = names(way or "yes_no").rule
    together = f"{_(told.together)} " if told and told.together else ""
    return rule_words(rule, way or "yes_no").removeprefix(together)

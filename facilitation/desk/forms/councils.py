"""Forms about the council itself: what it is asked, its words, its rule."""

import re
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

from wtforms import ValidationError

from ... import clock
from ...councils.models import Council
from ...errors import Invalid
from ...language import N_
from ...language import gettext as _
from ...voting.rules import PRESETS, Rule, preset_of, refuse_unreachable
from ...voting.words import rule_words
from .base import DeskForm
from .fields import Choice, Day, Prose, Radios, Typed, option, options

OWN = "own"
BASES = [
    ("yes_and_no", N_("der Ja- und Nein-Stimmen (Enthaltungen zählen nicht mit)")),
    ("cast", N_("der abgegebenen Stimmen (Enthaltungen zählen mit)")),
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
    "stuttgart": N_("wie in Stuttgart"),
}

_SHARE = re.compile(
    r"(?P<number>\d{1,3}(\.\d{1,3})?)(/(?P<over>\d{1,3})|(?P<percent>%|Prozent))?", re.ASCII
)


class NewCouncilForm(DeskForm):
    """Only what a council can't do without; the rest follows in the set-up."""

    title = Typed(
        N_("Name des Verfahrens"),
        limit=80,
        needed=N_("Wie heißt das Verfahren? Zum Beispiel „Bürgerrat Klima“."),
        hint=N_("Zum Beispiel „Bürgerrat Klima“. Sie können ihn später ändern."),
    )


class RuleForm(DeskForm):
    """A preset, or an own threshold on an own base."""

    preset = Radios(N_("Regel"), default="none", choices=[])
    threshold = Typed(
        N_("Eigener Anteil"),
        limit=12,
        wide=False,
        hint=N_("Als Bruch, Prozent oder Zahl: 2/3 oder 60 Prozent"),
    )
    compare = Choice(N_("Vergleich"), choices=options(COMPARES), default=">=")
    base = Choice(N_("Bezugsgröße"), choices=options(BASES), default="yes_and_no")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.preset.choices = [*_presets(), option(OWN, N_("eigene Regel"))]

    @property
    def rule(self) -> dict | None:
        """The rule in the shape of voting.md § 10; raises ``Invalid``."""
        if self.preset.data != OWN:
            preset = PRESETS[self.preset.data]
            return preset.to_data() if preset else None
        rule = Rule.from_data(
            {
                "threshold": _fraction(self.threshold.data or ""),
                "compare": self.compare.data,
                "base": self.base.data,
            }
        )
        refuse_unreachable(rule)
        return rule.to_data() if rule else None

    def validate_threshold(self, field):
        """An own rule needs a share that can be reached."""
        if self.preset.data != OWN:
            return
        try:
            _rule = self.rule
        except Invalid as error:
            raise ValidationError(error.sentence()) from error


class EventForm(RuleForm):
    """Everything about the council that stands on screens and in the Gutachten."""

    title = Typed(N_("Name des Verfahrens"), limit=80, needed=N_("Wie heißt das Verfahren?"))
    question = Prose(
        N_("Fragestellung"),
        limit=600,
        rows=3,
        hint=N_("Die eine Frage, die der Bürgerrat beantworten soll."),
    )
    client = Typed(N_("Auftraggeberin"), hint=N_("Zum Beispiel „Stadt Kassel“."))
    addressee = Typed(
        N_("An wen richten sich die Empfehlungen?"),
        hint=N_(
            "So wie es nach „Der Bürgerrat empfiehlt …“ steht: „der Stadt Kassel“, „dem Kreistag“."
        ),
    )
    conducted_by = Typed(N_("Durchgeführt von"))
    place = Typed(N_("Ort"))
    mandate = Prose(N_("Anlass und Auftrag"), limit=5000, rows=4)
    follow_up = Prose(N_("Was geschieht mit den Ergebnissen?"), limit=5000, rows=3)
    imprint = Prose(
        N_("Impressum"),
        limit=5000,
        rows=3,
        hint=N_("Herausgeber, Kontakt und Stand; steht im Gutachten auf der Rückseite des Titels."),
    )
    council_word = Typed(
        N_("Schreibweise von „Bürgerrat“"), needed=N_("Wie nennt sich der Bürgerrat?"), limit=60
    )
    field_word = Typed(N_("Ein …"), needed=N_("Dieses Wort wird gebraucht."), wide=False, limit=40)
    fields_word = Typed(
        N_("Mehrere …"), needed=N_("Dieses Wort wird gebraucht."), wide=False, limit=40
    )
    measure_word = Typed(
        N_("Eine …"), needed=N_("Dieses Wort wird gebraucht."), wide=False, limit=40
    )
    measures_word = Typed(
        N_("Mehrere …"), needed=N_("Dieses Wort wird gebraucht."), wide=False, limit=40
    )
    vote_question = Typed(
        N_("Frage über den Stimmknöpfen"),
        limit=160,
        needed=N_("Welche Frage soll über Ja und Nein stehen?"),
        hint=N_("Darunter stehen Ja, Nein und Enthaltung."),
    )
    delete_after = Day(
        N_("Aufbewahren bis zum"),
        hint=N_(
            "Bleibt das Feld leer, wird nichts gelöscht. Üblich sind einige Monate nach der Übergabe."
        ),
    )
    RULE = ("preset", "threshold", "compare", "base")

    def validate_delete_after(self, field):
        """A day that is over would have everything deleted at once; one that stood there may stay."""
        today = clock.local(clock.now()).date()
        if isinstance(field.data, date) and field.data < today and field.data != field.object_data:
            raise ValidationError(
                _("Dieser Tag ist schon vorbei. Bitte wählen Sie einen, der noch kommt.")
            )

    @property
    def council_values(self) -> dict:
        """What is stored in the council."""
        kept = {name: value for name, value in self.values.items() if name not in self.RULE}
        return kept | {"rule": self.rule}


def shown(council: Council) -> SimpleNamespace:
    """The council as ``EventForm`` shows it."""
    words = {
        name: getattr(council, name)
        for name in (
            "title", "question", "client", "addressee", "conducted_by", "place", "mandate", "follow_up", "imprint",
            "council_word", "field_word", "fields_word", "measure_word", "measures_word", "vote_question",
            "delete_after",
        )
    }  # fmt: skip
    return SimpleNamespace(**words, **vars(shown_rule(council.rule)))


def shown_rule(data: dict | None) -> SimpleNamespace:
    """A stored rule as ``RuleForm`` shows it."""
    rule = Rule.from_data(data)
    preset = preset_of(rule)
    if rule is None or preset:
        return SimpleNamespace(
            preset=preset or "none", threshold="", compare=">=", base="yes_and_no"
        )
    return SimpleNamespace(
        preset=OWN, threshold=str(rule.threshold), compare=rule.compare, base=rule.base
    )


def _presets():
    for name, rule in PRESETS.items():
        yield option(name, NAMES[name], words=rule_words(rule))


def _fraction(typed: str) -> str:
    """„60 %“, „2/3“ or „0,6“ as a fraction; anything else is none."""
    found = _SHARE.fullmatch(re.sub(r"\s", "", typed).replace(",", "."))
    if found is None:
        return ""
    if found["over"]:
        return f"{found['number']}/{found['over']}"
    return str(Fraction(found["number"]) / (100 if found["percent"] else 1))

"""Forms about fields of action and measures."""

from ...language import N_
from .base import DeskForm
from .fields import Choice, Number, Prose, Typed, options

LONG_TITLE = 80
"""Longer ones take three lines on the wall; a hint, not a limit."""
LONG_SENTENCE = 160
NO_FIELD = ""


class FieldForm(DeskForm):
    """A field of action: letter and title."""

    letter = Typed(N_("Buchstabe"), limit=3, needed=N_("Mit welchem Buchstaben?"), wide=False)
    title = Typed(N_("Titel"), limit=120, needed=N_("Wie heißt es?"))


class MeasureForm(DeskForm):
    """A measure with all that people read about it."""

    number = Number(N_("Nummer"), most=999, needed=N_("Welche Nummer?"))
    title = Typed(
        N_("Titel"),
        limit=160,
        needed=N_("Wie heißt es? Ein kurzer Titel genügt."),
        hint=N_("Bis 80 Zeichen passt er auf dem Beamer in zwei Zeilen."),
    )
    field_id = Choice(N_("Handlungsfeld"), choices=[], default=NO_FIELD)
    sentence = Typed(
        N_("In einem Satz"),
        limit=200,
        rows=2,
        hint=N_("Steht auf Handy und Leinwand unter dem Titel, am besten höchstens 160 Zeichen."),
    )
    text = Prose(
        N_("Ausführlicher Text"),
        limit=10_000,
        rows=8,
        hint=N_("Öffnet sich auf dem Handy mit „Ganzen Text lesen“."),
    )
    easy = Prose(
        N_("In Einfacher Sprache"),
        limit=10_000,
        rows=6,
        hint=N_(
            "Kurze Sätze, bekannte Wörter, ein Gedanke je Satz. Steht auf dem Handy unter dem ausführlichen Text."
        ),
    )
    infinitive = Typed(
        N_("So geht die Empfehlung nach „Der Bürgerrat empfiehlt …, …“ weiter"),
        limit=500,
        rows=2,
        hint=N_("Zum Beispiel „400 Stadtbäume mit Sensoren auszustatten“."),
    )

    def offer(self, fields):
        """Offer these fields of action."""
        offered = ((str(field.id), f"{field.letter} · {field.title}") for field in fields)
        self.field_id.choices = options([(NO_FIELD, N_("– ohne –")), *offered])
        return self

    @property
    def chosen_field(self) -> int | None:
        """The id of the chosen field of action."""
        return int(self.field_id.data) if self.field_id.data else None

    @property
    def measure_values(self) -> dict:
        """What is stored in the measure."""
        return self.values | {"field_id": self.chosen_field}

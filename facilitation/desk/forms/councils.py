"""Forms about the council itself: what it is asked, its words, its rule."""

from datetime import date
from types import SimpleNamespace

from wtforms import ValidationError

from ... import clock
from ...councils.models import Council
from ...language import N_
from ...language import gettext as _
from .base import DeskForm
from .fields import Day, Prose, Typed
from .rules import FIELDS, RuleForm, shown_rule


class NewCouncilForm(DeskForm):
    """Only what a council can't do without; the rest follows in the set-up."""

    title = Typed(
        N_("Name des Verfahrens"),
        limit=80,
        needed=N_("Wie heißt das Verfahren? Zum Beispiel „Bürgerrat Klima“."),
        hint=N_("Zum Beispiel „Bürgerrat Klima“. Sie können ihn später ändern."),
    )


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
        kept = {name: value for name, value in self.values.items() if name not in FIELDS}
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

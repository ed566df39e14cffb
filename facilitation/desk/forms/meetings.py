"""Forms about sessions, the items of their agendas, and the votes under an item."""

from ...language import N_
from ...meetings.agenda import KINDS
from .base import DeskForm
from .fields import Choice, Day, Number, Prose, Several, TimeOfDay, Typed, option, options

COLLECTS = [
    ("none", N_("nichts")),
    ("idea", N_("Ideen")),
    ("goal", N_("Ziele")),
    ("vision", N_("Visionen")),
]


class MeetingForm(DeskForm):
    """One session."""

    number = Number(N_("Nummer"), most=99, needed=N_("Die wievielte Sitzung ist es?"))
    block = Number(
        N_("Block"), most=20, needed=N_("Zu welchem Block gehört sie? Meist 1."), default=1
    )
    title = Typed(
        N_("Titel"),
        limit=120,
        needed=N_("Wie heißt die Sitzung?"),
        hint=N_("Zum Beispiel „Ankommen und Verstehen“."),
    )
    date = Day(N_("Tag"), needed=N_("An welchem Tag?"))
    starts_at = TimeOfDay(N_("Beginn"), needed=N_("Um wie viel Uhr?"))
    place = Typed(N_("Ort"))
    aim = Prose(
        N_("Ziel der Sitzung"), limit=1000, rows=2, hint=N_("Steht im Gutachten vor dem Programm.")
    )
    summary = Prose(
        N_("Ergebnis in wenigen Sätzen"),
        limit=5000,
        rows=3,
        hint=N_("Nach der Sitzung; für das Gutachten."),
    )


class NewItemForm(DeskForm):
    """The three things that an item needs."""

    kind = Choice(N_("Art"), choices=options(KINDS.items()), default="plenary")
    title = Typed(N_("Titel"), limit=120, needed=N_("Wie heißt der Punkt?"))
    minutes = Number(N_("Minuten"), most=600, needed=N_("Wie lange dauert er?"), default=15)


class PlannedForm(DeskForm):
    """How long an item must at least be, when it must begin, who leads it."""

    least_minutes = Number(N_("mindestens"), most=600)
    anchor = TimeOfDay(N_("fester Beginn"))
    leads = Typed(N_("Wer leitet"), limit=120)


class RowForm(PlannedForm):
    """What is changed in the agenda's own line, while things are going on."""

    title = Typed(N_("Titel"), limit=120, needed=N_("Wie heißt der Punkt?"))
    minutes = Number(N_("Minuten"), most=600, needed=N_("Wie lange dauert er?"))
    notes = Prose(N_("Sprechzettel"), limit=5000, rows=4)


class CopyForm(DeskForm):
    """Where the copy of a session goes."""

    number = Number(N_("Nummer"), most=99, needed=N_("Die wievielte Sitzung wird es?"))
    title = Typed(N_("Titel"), limit=120, needed=N_("Wie heißt die Sitzung?"))
    date = Day(N_("Tag"), needed=N_("An welchem Tag?"))
    starts_at = TimeOfDay(N_("Beginn"), needed=N_("Um wie viel Uhr?"))
    votes = Several(
        N_("Abstimmungen"), choices=options([("yes", N_("Die geplanten Abstimmungen mitnehmen"))])
    )


class ItemForm(NewItemForm, PlannedForm):
    """An item with all its texts: the public side and the team's."""

    least_minutes = Number(
        N_("Mindestens, in Minuten"),
        most=600,
        hint=N_("So viel bleibt beim „Aufholen“. Leer: zwei Drittel."),
    )
    anchor = TimeOfDay(
        N_("Fester Beginn"), hint=N_("Nur wo die Uhrzeit gelten muss, etwa fürs Essen.")
    )
    leads = Typed(N_("Wer leitet"), limit=120, hint=N_("Zum Beispiel „Co-Moderation“."))
    method = Typed(
        N_("Methode"), limit=120, hint=N_("Genauer als die Art: „Murmelgruppen zu dritt“.")
    )
    aim = Prose(
        N_("Ziel"),
        limit=1000,
        rows=2,
        hint=N_("Wozu gibt es den Punkt? „Alle kennen die vier Maßnahmen.“"),
    )
    wanted = Prose(
        N_("Was am Ende vorliegen soll"),
        limit=1000,
        rows=2,
        hint=N_("Zum Beispiel „je Tisch drei Fragen auf Karten“."),
    )
    material = Prose(
        N_("Material"), limit=1000, rows=2, hint=N_("Zum Beispiel „Stellwand, 40 Karten, Stifte“.")
    )
    public_text = Prose(
        N_("Text für alle"),
        limit=600,
        rows=2,
        hint=N_("Ein, zwei Sätze auf Handy und Leinwand, zum Beispiel die Frage für die Tische."),
    )
    notes = Prose(N_("Sprechzettel"), limit=5000, rows=5, hint=N_("Sieht nur das Team."))
    outcome = Prose(
        N_("Ergebnis"), limit=2000, rows=2, hint=N_("Steht im Programm des Gutachtens.")
    )
    collects = Choice(
        N_("Auf dem Handy aufschreiben lassen"), choices=options(COLLECTS), default="none"
    )
    keeps_table = Choice(
        N_("Dabei die Tischnummer mit speichern, nie den Platz"),
        choices=[option(False, N_("nein")), option(True, N_("ja"))],
        coerce=lambda given: str(given) == "True",
        default=False,
    )

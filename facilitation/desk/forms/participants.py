"""Forms about members: one seat, a range of seats, a change."""

from ...language import N_
from .base import DeskForm
from .fields import Choice, Number, Radios, Typed, options

CHANNELS = [
    ("phone", N_("mit dem Handy")),
    ("device", N_("mit einem Leihgerät der Veranstaltung")),
    ("tablet", N_("am gemeinsamen Tablet")),
    ("paper", N_("auf Papier")),
]
NAME_NOTE = N_("Nur eintragen, was Sie wirklich brauchen.")
MOST_SEATS = 9999
MOST_TABLES = 99


class SeatForm(DeskForm):
    """One more member."""

    number = Number(
        N_("Platznummer"), most=MOST_SEATS, needed=N_("Welche Nummer soll auf der Karte stehen?")
    )
    table = Number(N_("Tisch"), most=MOST_TABLES)
    name = Typed(N_("Name"), limit=80, hint=NAME_NOTE)


class NewCardForm(SeatForm):
    """A member who joins during the procedure, perhaps in another one's place."""

    replaces = Choice(N_("Ersetzt"), default="")


class TabletForm(DeskForm):
    """A shared tablet."""

    table = Number(
        N_("Tisch"),
        most=MOST_TABLES,
        hint=N_("Leer: Es zeigt alle Plätze, die für ein Tablet vorgemerkt sind."),
    )


class RangeForm(DeskForm):
    """Many members at once."""

    first = Number(N_("Von Platz"), most=MOST_SEATS, needed=N_("Bei welcher Nummer fängt es an?"))
    last = Number(N_("bis Platz"), most=MOST_SEATS, needed=N_("Bei welcher Nummer hört es auf?"))
    range_table = Number(N_("alle an Tisch"), most=MOST_TABLES)


class ChangeSeatForm(DeskForm):
    """What can still be changed when the card is printed."""

    table_number = Number(N_("Tisch"), most=MOST_TABLES)
    name = Typed(N_("Name"), limit=80, hint=NAME_NOTE)
    channel = Radios(
        N_("Stimmt ab"),
        choices=options(CHANNELS),
        default="phone",
    )

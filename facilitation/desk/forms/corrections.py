"""The form that corrects a shown result; its counts are as many as the poll has answers."""

from ...language import N_
from .base import DeskForm
from .fields import Number, Radios, Typed, option


def _why() -> Typed:
    return Typed(
        N_("Was war falsch?"),
        limit=500,
        rows=2,
        needed=N_("Bitte schreiben Sie kurz, was falsch war. Das lesen auch die Mitglieder."),
        hint=N_("Steht bei der Berichtigung, mit Ihrer Aufgabe, ohne Ihren Namen."),
    )


class CorrectionForm(DeskForm):
    """How many ballots there were, and what was wrong."""

    ballots = Number(
        N_("Stimmzettel insgesamt"),
        least=0,
        most=99999,
        needed=N_("Wie viele Stimmzettel waren es?"),
    )
    why = _why()


EXCHANGES = {"swap": ("out", "in"), "missing": ("in",), "double": ("out",)}
"""What was wrong → which ballots are typed: the one that goes, the one that comes."""


class ExchangeForm(DeskForm):
    """Which ballot of a ranking is exchanged; its places are fields of their own."""

    what = Radios(
        N_("Welcher Zettel?"),
        choices=[
            option("swap", N_("Falsch eingegeben"), help=N_("Beide Zettel ausfüllen.")),
            option("missing", N_("Vergessen"), help=N_("Nur den unteren ausfüllen.")),
            option("double", N_("Doppelt eingegeben"), help=N_("Nur den oberen ausfüllen.")),
        ],
        default="swap",
    )
    why = _why()

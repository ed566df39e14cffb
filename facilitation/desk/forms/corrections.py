"""The form that corrects a shown result; its counts are as many as the poll has answers."""

from ...language import N_
from .base import DeskForm
from .fields import Number, Typed


class CorrectionForm(DeskForm):
    """How many ballots there were, and what was wrong."""

    ballots = Number(
        N_("Stimmzettel insgesamt"),
        least=0,
        most=99999,
        needed=N_("Wie viele Stimmzettel waren es?"),
    )
    why = Typed(
        N_("Was war falsch?"),
        limit=500,
        rows=2,
        needed=N_("Bitte schreiben Sie kurz, was falsch war. Das lesen auch die Mitglieder."),
        hint=N_("Steht bei der Berichtigung, mit Ihrer Aufgabe, ohne Ihren Namen."),
    )

"""Forms of decision day: which recommendations, where, and a wording that is changed afterwards."""

from ...language import N_
from ...language import gettext as _
from .base import DeskForm
from .fields import Choice, Prose, Several, Typed
from .polls import PollForm


class DecisionForm(PollForm):
    """One vote for each chosen recommendation, under a point of the agenda."""

    recommendations = Several(N_("Worüber wird abgestimmt?"), choices=[])
    item = Choice(N_("Unter welchem Punkt?"), choices=[])

    def validate_recommendations(self, field):
        """Nothing chosen is nothing to vote on."""
        if not field.data and not field.errors:
            field.errors = [*field.errors, _("Bitte wählen Sie wenigstens eine Empfehlung.")]
            return False
        return True


class ChangeForm(DeskForm):
    """Another title or wording after the vote, and why."""

    SAME_WORDS = (*DeskForm.SAME_WORDS, "why")

    title = Typed(N_("Titel"))
    wording = Prose(N_("Wortlaut"), needed=N_("Wie lautet die Empfehlung jetzt?"))
    why = Typed(
        N_("Warum wird geändert?"),
        limit=500,
        rows=2,
        needed=N_("Bitte schreiben Sie kurz, warum. Das lesen auch die Mitglieder."),
        hint=N_("Steht im Gutachten bei der Änderung, mit Ihrer Aufgabe, ohne Ihren Namen."),
    )

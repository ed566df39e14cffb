"""Forms of decision day: which recommendations, where, and a wording that is changed afterwards."""

from ...language import N_
from ...language import gettext as _
from ...voting.methods import WAYS
from ...voting.rules import NO_SECOND
from ...voting.words import names
from .base import DeskForm
from .fields import Choice, Prose, Radios, Several, Typed, option
from .rules import OWN, STUTTGART
from .votes import PollForm

DECIDING = tuple(method for method in WAYS if WAYS[method].DECIDES)
"""Ways in which something is adopted or not in the end."""


class DecisionForm(PollForm):
    """One vote for each chosen recommendation, under a point of the agenda."""

    method = Radios(
        N_("Wie wird abgestimmt?"),
        choices=[option(way, names(way).method, help=names(way).help) for way in DECIDING],
        default="yes_no",
    )

    recommendations = Several(N_("Worüber wird abgestimmt?"), choices=[])
    item = Choice(N_("Unter welchem Punkt?"), choices=[])

    @property
    def asked_way(self) -> str:
        """The method that is chosen."""
        return str(self.method.data or "")

    def validate_recommendations(self, field):
        """Nothing chosen is nothing to vote on."""
        if not field.data and not field.errors:
            field.errors = [*field.errors, _("Bitte wählen Sie wenigstens eine Empfehlung.")]
            return False
        return True

    def validate_method(self, field):
        """The rule can't ask for more than the method knows."""
        known = WAYS.get(field.data)
        second = self.preset.data == STUTTGART or (self.preset.data == OWN and self.also.data)
        if known and known.READS_RULE and not known.BEATS and second:
            field.errors = [*field.errors, _(NO_SECOND)]
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

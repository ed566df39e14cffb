"""Forms for Konsensieren and Rangfolge: what they are about, and the one setting each has."""

from ...language import N_
from ...language import gettext as _
from ...voting.polls import Subject
from .choosing import ListForm
from .fields import Number, Typed

PASSIVE = "P0"
"""The key of the Passivlösung among the options."""
MOST_RANKED = 10


class ResistanceForm(ListForm):
    """Proposals, and the Passivlösung that is always among them."""

    FEWEST = 1

    status_quo = Typed(
        N_("Passivlösung"),
        limit=120,
        needed=N_("Wie heißt es, wenn sich nichts ändert? Ohne Passivlösung geht es nicht."),
    )

    @property
    def passive(self) -> Subject:
        """The Passivlösung as the last option."""
        return (PASSIVE, "text", 0, self.status_quo.data)

    def _too_few(self) -> str:
        return _("Bitte wählen Sie wenigstens einen Vorschlag; die Passivlösung kommt dazu.")


class RankingForm(ListForm):
    """At most ten options, and how many of them have to be ranked."""

    MOST = MOST_RANKED

    least = Number(
        N_("So viele Plätze vergibt jede Person mindestens"),
        least=1,
        most=MOST_RANKED,
        needed=N_("Wie viele Plätze vergibt jede Person mindestens?"),
    )

    def validate_least(self, field):
        """Nobody can give more places than there are options."""
        if not field.errors and self.FEWEST <= self.chosen < field.data:
            field.errors = [
                *field.errors,
                _(
                    "Es sind nur %(chosen)s Möglichkeiten; mehr Plätze kann niemand vergeben.",
                    chosen=self.chosen,
                ),
            ]
        return not field.errors

    def _too_many(self) -> str:
        return _(
            "Das sind %(chosen)s Möglichkeiten. Mehr als %(most)s bringt auf dem Handy niemand in "
            "eine Reihenfolge. Nehmen Sie einige heraus, oder lassen Sie Punkte verteilen.",
            chosen=self.chosen,
            most=self.MOST,
        )

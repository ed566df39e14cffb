"""Forms of polls in which people choose from a list, spread points, or answer in words."""

from ...language import N_, ngettext
from ...language import gettext as _
from ...voting.methods.dots import proposed
from .base import DeskForm
from .fields import Number, Radios, Typed, options
from .subjects import SubjectsForm

MOST_POINTS = 30
HOW_MANY = [
    ("one", N_("genau eine")),
    ("up_to", N_("bis zu … (die Zahl unter „höchstens“), auch keine")),
    ("at_least", N_("mindestens … (die Zahl unter „mindestens“)")),
    ("between", N_("von … bis … (beide Zahlen)")),
]
COUNTED = {"least": ("at_least", "between"), "most": ("up_to", "between")}
"""Which of the numbers counts for which way."""
NAMED = {"title": N_("Titel"), "question": N_("Frage")}


class ListForm(SubjectsForm):
    """A title, a question, and what there is to choose from."""

    title = Typed(NAMED["title"], limit=80, needed=N_("Wie heißt diese Abstimmung?"))
    question = Typed(NAMED["question"], limit=160, needed=N_("Was wird gefragt?"))


class ChoiceForm(ListForm):
    """So many of the options: exactly one, up to, at least, from … to."""

    how = Radios(N_("Wie viele darf man wählen?"), choices=options(HOW_MANY), default="one")
    least = Number(N_("mindestens"), least=1, most=SubjectsForm.MOST, default=1)
    most = Number(N_("höchstens"), least=1, most=SubjectsForm.MOST, default=3)

    @property
    def settings(self) -> dict[str, int]:
        """``{"min", "max"}`` as counting needs them; a number that doesn't matter isn't read."""
        how = self.how.data
        least = self.least.data if how in COUNTED["least"] else 0 if how == "up_to" else 1
        most = self.most.data if how in COUNTED["most"] else 1 if how == "one" else self.chosen
        return {"min": least, "max": most}

    def validate_how(self, field):
        """Only the numbers that count are looked at, and they have to fit the list."""
        counted = [self[name] for name, ways in COUNTED.items() if field.data in ways]
        for number in (self.least, self.most):
            if number not in counted:
                number.process_errors = []
        if field.errors or self.lines.errors or any(one.process_errors for one in counted):
            return not field.errors
        sentence = self._wrong_number(counted)
        if sentence:
            field.errors = [*field.errors, sentence]
        return not sentence

    def _wrong_number(self, counted: list[Number]) -> str:
        if any(number.data is None for number in counted):
            return _("Bitte schreiben Sie dazu, wie viele.")
        fewest, most = self.settings["min"], self.settings["max"]
        if fewest > self.chosen:
            return _(
                "Verlangt sind mindestens %(fewest)s, zur Wahl stehen aber nur %(chosen)s.",
                fewest=fewest,
                chosen=self.chosen,
            )
        if fewest > most:
            return _(
                "„Mindestens“ (%(fewest)s) ist größer als „höchstens“ (%(most)s).",
                fewest=fewest,
                most=most,
            )
        return ""


class DotsForm(ListForm):
    """So many points for everybody, and how many of them may go to one option."""

    points = Number(N_("Punkte je Person"), least=1, most=MOST_POINTS)
    per_option = Number(
        N_("davon höchstens für einen Vorschlag"),
        least=1,
        most=MOST_POINTS,
        default=3,
        needed=N_("Wie viele Punkte dürfen auf einen Vorschlag?"),
    )
    people = 0

    @property
    def proposed(self) -> int:
        """As many points as the list needs, so that the options can be told apart."""
        return proposed(self.chosen, self.people)

    @property
    def settings(self) -> dict[str, int]:
        """``{"points", "per_option"}``; an empty field takes the proposal."""
        points = self.points.data or self.proposed
        return {"points": points, "per_option": min(self.per_option.data, points)}

    def validate_per_option(self, field):
        """All points can be spent: else every phone would ask about those that are left."""
        if field.errors or self.points.errors or self.lines.errors or self.chosen < self.FEWEST:
            return not field.errors
        points, most = self.points.data or self.proposed, field.data
        if points <= most * self.chosen:
            return True
        field.errors = [
            *field.errors,
            ngettext(
                "Bei %(chosen)s Vorschlägen und höchstens %(num)s Punkt für jeden kann niemand "
                "%(points)s Punkte vergeben. Nehmen Sie weniger Punkte, oder erlauben Sie mehr für "
                "einen Vorschlag.",
                "Bei %(chosen)s Vorschlägen und höchstens %(num)s Punkten für jeden kann niemand "
                "%(points)s Punkte vergeben. Nehmen Sie weniger Punkte, oder erlauben Sie mehr für "
                "einen Vorschlag.",
                most,
                chosen=self.chosen,
                points=points,
            ),
        ]
        return False


class AnswerForm(DeskForm):
    """One question that everybody answers in their own words."""

    question = Typed(NAMED["question"], limit=160, needed=N_("Was möchten Sie fragen?"))

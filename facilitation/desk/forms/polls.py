"""Forms of ratings and Stimmungsbilder."""

from typing import Any

from ...language import N_
from ...language import gettext as _
from ...voting.planned import Criterion
from ...voting.words import MOOD_STEPS, RATING_STEPS
from .base import DeskForm
from .fields import Choice, Several, Typed, options
from .subjects import SubjectsForm

MOST_CRITERIA = 4
STEPS = 5
SCALES = [("-2,2", N_("−2 bis +2")), ("1,5", N_("1 bis 5"))]
WORDS = [
    ("agreement", N_("sehr dagegen … sehr dafür")),
    ("size", N_("sehr gering … sehr groß")),
    ("importance", N_("gar nicht wichtig … sehr wichtig")),
    ("urgency", N_("gar nicht dringend … sehr dringend")),
]
BETTER = [("more", N_("mehr ist besser")), ("less", N_("weniger ist besser"))]
MOODS = [
    ("3", N_("3 Stufen: Daumen hoch, quer, runter")),
    ("4", N_("4 Stufen, ohne Mitte")),
    ("5", N_("5 Stufen")),
]


class MeasuresForm(DeskForm):
    """A choice of measures."""

    measures = Several(N_("Was wird bewertet?"), choices=[])

    def validate_measures(self, field):
        """Nothing chosen is nothing to rate."""
        if not field.data and not field.errors:
            field.errors = [*field.errors, _("Bitte wählen Sie wenigstens eine Maßnahme.")]
            return False
        if len(field.data or ()) > SubjectsForm.MOST:
            field.errors = [
                *field.errors,
                _(
                    "Das sind %(chosen)s zu bewertende Vorschläge. Mehr als %(most)s überblickt "
                    "niemand; bitte nehmen Sie einige heraus, oder planen Sie zwei Bewertungen.",
                    chosen=len(field.data),
                    most=SubjectsForm.MOST,
                ),
            ]
            return False
        return True


def _criterion_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n in range(1, MOST_CRITERIA + 1):
        fields[f"label_{n}"] = Typed(N_("Kriterium"), limit=40, wide=False)
        fields[f"words_{n}"] = Choice(N_("Worte"), choices=options(WORDS), default="size")
        fields[f"better_{n}"] = Choice(N_("Richtung"), choices=options(BETTER), default="more")
    return fields


_CriterionRows: Any = type("_CriterionRows", (), _criterion_fields())


class RatingForm(_CriterionRows, MeasuresForm):
    """Several measures, one to four criteria, one scale."""

    title = Typed(N_("Titel"), limit=80, needed=N_("Wie heißt die Bewertung?"))
    question = Typed(N_("Frage"), limit=160, needed=N_("Was wird gefragt?"))
    scale = Choice(N_("Skala"), choices=options(SCALES), default="1,5")

    def validate_label_1(self, field):
        """One criterion there must be, and each has its own name."""
        labels = [criterion.label.casefold() for criterion in self.criteria]
        if not labels:
            field.errors = [*field.errors, _("Eine Bewertung braucht wenigstens ein Kriterium.")]
            return False
        if len(set(labels)) != len(labels):
            field.errors = [*field.errors, _("Zwei Kriterien heißen gleich.")]
            return False
        return True

    @property
    def criteria(self) -> list[Criterion]:
        """The rows that have a name."""
        return [
            Criterion(
                label=self[f"label_{n}"].data,
                steps=tuple(_(step) for step in RATING_STEPS[self[f"words_{n}"].data]),
                less_is_better=self[f"better_{n}"].data == "less",
            )
            for n in range(1, MOST_CRITERIA + 1)
            if self[f"label_{n}"].data and self[f"words_{n}"].data in RATING_STEPS
        ]

    @property
    def ends(self) -> list[int]:
        """The lowest and the highest step."""
        return [int(end) for end in self.scale.data.split(",")]


class MoodForm(DeskForm):
    """One question with three to five steps; it decides nothing."""

    question = Typed(N_("Frage"), limit=160, needed=N_("Was möchten Sie fragen?"))
    steps = Choice(N_("Stufen"), choices=options(MOODS), default="5")

    @property
    def labels(self) -> list[str]:
        """The words of the steps, the least first."""
        return [_(step) for step in MOOD_STEPS[int(self.steps.data)]]

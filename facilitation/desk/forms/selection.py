"""Forms about the lot and the composition: figures as people type them, rows from a spreadsheet."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, Field

from ...errors import Invalid
from ...language import N_
from ...language import gettext as _
from ...selection import pasting
from ...selection.composition import Composition, composition
from ...selection.models import Selection, Trait, TraitRow
from ...selection.pasting import TypedRow
from ...selection.selection import check_rows
from ...text import clean_line
from .base import DeskForm
from .fields import EVERYTHING, Prose, Radios, Typed, options

MOST_SENT = 500
"""Rows that are looked at; the rule allows far fewer."""
SPARE = 3


class Persons(Typed):
    """A number of persons, „1.656“ included; an empty field is ``None``."""

    def __init__(self, label="", **kwargs):
        super().__init__(label, limit=20, wide=False, **kwargs)

    def keep_to_limits(self) -> None:
        if not self.data:
            self.data = None
            return
        try:
            self.data = pasting.count(str(self.data))
        except Invalid as error:
            raise ValueError(error.sentence()) from error

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class FiguresForm(DeskForm):
    """The lot in figures and words."""

    invited = Persons(N_("Angeschrieben"))
    replied = Persons(N_("Geantwortet"))
    drawn = Persons(N_("Ausgelost"))
    took_part = Persons(N_("Teilgenommen"))
    first_stage = Prose(
        N_("Erste Stufe"),
        limit=5000,
        rows=2,
        hint=N_("Wie wurden die Menschen bestimmt, die einen Brief bekamen?"),
    )
    second_stage = Prose(
        N_("Zweite Stufe"),
        limit=5000,
        rows=2,
        hint=N_("Wie wurde unter den Antworten gelost?"),
    )
    replacements = Prose(
        N_("Nachrückende"),
        limit=5000,
        rows=2,
        hint=N_("Wer kam später dazu, und warum? Keine Namen."),
    )


class GroupRows(Field):
    """The groups of a trait, cell by cell, and lines that were pasted from a spreadsheet."""

    hint = ""
    wide = True
    data: list[TypedRow]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Three parallel lists of cells; a pasted text becomes further rows."""
        self.process_errors, self.errors = [], []
        self.data = list(data) if isinstance(data, list) else []
        if formdata is None or f"{self.name}-label" not in formdata:
            return
        cells = [
            [clean_line(cell, limit=EVERYTHING) for cell in formdata.getlist(f"{self.name}-{name}")]
            for name in ("label", "population", "panel")
        ]
        typed = [TypedRow(*row) for row in zip(*cells, strict=False)][:MOST_SENT]
        pasted = pasting.split(formdata.get(f"{self.name}-paste", ""))[:MOST_SENT]
        self.data = [row for row in [*typed, *pasted] if not row.is_empty]

    @property
    def lines(self) -> list[TypedRow]:
        """What the page shows: the rows and some empty ones."""
        return [*self.data, *(TypedRow() for _n in range(SPARE))]

    def shown(self) -> str:
        """As text, where somebody else saved other rows."""
        return "\n".join(f"{row.label}; {row.population}; {row.panel}" for row in self.data)


class Tick(BooleanField):
    """One tick."""

    hint = ""
    wide = True

    def shown(self) -> str:
        return _("ja") if self.data else _("nein")


class TraitForm(DeskForm):
    """One trait with its groups."""

    title = Typed(
        N_("Merkmal"), limit=80, needed=N_("Wie heißt das Merkmal? Zum Beispiel „Alter“.")
    )
    unit = Radios(
        N_("Die Zahlen der Bevölkerung sind"),
        default="share",
        choices=options([("share", N_("Anteile in Prozent")), ("count", N_("Personen"))]),
    )
    rows = GroupRows(N_("Gruppen"))
    others = Tick(N_("Es gibt weitere Personen, die in keiner Zeile stehen"))
    members = Persons(N_("Mitglieder insgesamt"))
    population = Persons(N_("Bevölkerung insgesamt"))
    base = Typed(N_("Wen zählt die Bevölkerung?"), hint=N_("Zum Beispiel „Personen ab 14 Jahren“."))
    source = Typed(N_("Quelle"), hint=N_("Zum Beispiel „Melderegister der Stadt Kassel“."))
    as_of = Typed(N_("Stand der Zahlen"), wide=False, hint=N_("Zum Beispiel „31.12.2022“."))
    explanation = Prose(
        N_("Warum weicht der Bürgerrat ab?"),
        limit=2000,
        rows=2,
        hint=N_("Ein Satz genügt; er steht im Gutachten vor der Tabelle."),
    )

    @property
    def trait_values(self) -> dict[str, Any]:
        """What is stored beside the rows."""
        kept = {name: value for name, value in self.values.items() if name != "rows"}
        if not self.others.data:  # the rows are the whole
            kept |= {"members": None, "population": None}
        return kept

    def preview(self) -> Composition | None:
        """What the typed rows say, or nothing while something is wrong with them."""
        try:
            check_rows(self.rows.data, self.trait_values)
        except Invalid as refusal:
            if self.is_submitted() and self.refusal is None:
                self.refuse(refusal)
            return None
        made = Trait(**self.trait_values, position=0)
        made.rows = [
            TraitRow(
                position=at,
                label=row.label,
                population=row.population_figure,
                panel=row.panel_figure,
            )
            for at, row in enumerate(self.rows.data)
        ]
        return composition(made)


def shown_figures(found: Selection | None) -> SimpleNamespace:
    """The stored figures as the form shows them."""
    names = ("invited", "replied", "drawn", "took_part")
    texts = ("first_stage", "second_stage", "replacements")
    return SimpleNamespace(
        **{name: getattr(found, name, None) for name in names},
        **{name: getattr(found, name, "") for name in texts},
    )


def shown_trait(trait: Trait) -> SimpleNamespace:
    """A stored trait as the form shows it."""
    names = ("title", "unit", "others", "members", "population", "base", "source", "as_of")
    return SimpleNamespace(
        **{name: getattr(trait, name) for name in names},
        explanation=trait.explanation,
        rows=typed_rows(trait.rows, trait.unit),
    )


def typed_rows(rows: Sequence[TraitRow], unit: str) -> list[TypedRow]:
    """Stored rows as somebody would type them."""
    return [
        TypedRow(
            row.label,
            pasting.share_as_typed(row.population)
            if unit == "share"
            else ""
            if row.population is None
            else str(row.population),
            str(row.panel),
        )
        for row in rows
    ]

"""Rows from a spreadsheet: label, population, panel; figures as people type them in German."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ..errors import Invalid
from ..language import N_
from ..text import LINE, clean_line

MOST_ROWS = 60
MOST_PEOPLE = 100_000_000
_GROUPED = re.compile(r"\d{1,3}(?:[. '’]\d{3})+|\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?", re.ASCII)
NOTHING = ("", "-", "–", "—", "k. A.", "keine Angabe")


@dataclass
class TypedRow:
    """One row as it was typed, what it means, and what is wrong with it by cell."""

    label: str = ""
    population: str = ""
    panel: str = ""
    errors: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    population_figure: int | None = field(default=None, compare=False, repr=False)
    panel_figure: int = field(default=0, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.label or self.population or self.panel)


def split(text: str) -> list[TypedRow]:
    """Lines of cells, parted by tabulators (a spreadsheet) or semicolons; a headline is left out."""
    rows = []
    for number, line in enumerate(text.splitlines()):
        cells = [clean_line(cell, limit=len(cell) + 1) for cell in re.split(r"[\t;]", line)]
        if not any(cells) or (number == 0 and _is_headline(cells)):
            continue
        label, population, panel, *_more = [*cells, "", "", ""]
        rows.append(TypedRow(label, population, panel))
    return rows


def read(row: TypedRow, unit: str) -> TypedRow:
    """Fill in the figures of ``row``, or say by cell what is wrong."""
    row.errors = {}
    if not row.label:
        row.errors["label"] = N_("Wie heißt diese Gruppe?")
    elif len(row.label) > LINE:
        row.errors["label"] = N_("Bitte kürzen Sie den Namen dieser Gruppe.")
    try:
        row.panel_figure = count(row.panel)
    except Invalid as wrong:
        row.errors["panel"] = wrong.message
    if row.population in NOTHING:
        row.population_figure = None
        return row
    try:
        row.population_figure = (share if unit == "share" else count)(row.population)
    except Invalid as wrong:
        row.errors["population"] = wrong.message
    return row


def count(typed: str) -> int:
    """„12.345“ as a number of persons."""
    figure = typed.strip()
    if not _GROUPED.fullmatch(figure):
        raise Invalid(N_("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."))
    persons = int(re.sub(r"\D", "", figure))
    if persons > MOST_PEOPLE:
        raise Invalid(N_("So viele Personen können es nicht sein."))
    return persons


def share(typed: str) -> int:
    """„22,5 %“ in thousandths of a per cent."""
    figure = typed.strip().removesuffix("%").strip()
    if not _DECIMAL.fullmatch(figure):
        raise Invalid(N_("Bitte geben Sie einen Anteil ein, zum Beispiel 22,5 %."))
    exact = Decimal(figure.replace(",", "."))
    if exact > 100:
        raise Invalid(N_("Ein Anteil kann nicht größer als 100 % sein."))
    return int(exact * 1000)


def share_as_typed(thousandths: int | None) -> str:
    """„22,5“"""
    if thousandths is None:
        return ""
    figure = format((Decimal(thousandths) / 1000).normalize(), "f")
    return figure.replace(".", ",")


def _is_headline(cells: list[str]) -> bool:
    """Words where figures belong: the first line of a copied table."""
    return len(cells) > 1 and not any(any(c.isdigit() for c in cell) for cell in cells[1:])

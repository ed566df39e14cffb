"""Anhang F: panel and population in exact figures, with their sources."""

from ...chapters.chapters import Part
from ...selection.composition import Composition, Group
from .. import german
from ..blocks import paragraph, prose
from ..outline import Outline
from ..printed import is_printed
from ..tables import EMPTY, Column, Row, ruled_table
from ..writer import Writer
from ..xml import Element
from .free import begin
from .overview import filled
from .selection import source

_NOTE = (
    "Entspräche: so viele Mitglieder ergäbe der Anteil in der Bevölkerung. Abweichung: Mitglieder weniger diese "
    "Zahl. Beide sind auf eine Stelle gerundet, gerechnet wurde mit den ganzen Brüchen."
)


def annex_composition(writer: Writer, outline: Outline, part: Part) -> None:
    """One table per trait."""
    begin(writer, part)
    for number, compared in enumerate(outline.lot.compositions, 1):
        writer.section(compared.title)
        title = f"{compared.title} in Zahlen"
        with writer.piece(f"annexF.trait{number}", title):
            writer.captioned(title, _table(compared, title), f"{compared.members} Mitglieder")
        if words := source(compared):
            writer.add(paragraph("Quelle", words))
        if not is_printed(outline, "selection"):  # else it is read there
            writer.add(*prose("BodyText", compared.explanation))
    writer.add(paragraph("Quelle", _NOTE))


def _table(compared: Composition, title: str) -> Element:
    columns = [
        Column("Gruppe", 0),
        Column("Mitglieder", 1.9, "right"),
        Column("Anteil", 1.7, "right"),
        Column("Bevölkerung", 2.4, "right"),
        Column("Anteil", 1.7, "right"),
        Column("entspräche", 2.0, "right"),
        Column("Abweichung", 2.1, "right"),
    ]
    return ruled_table(
        filled(columns),
        [_row(group, compared.unit) for group in compared.groups],
        title,
        dense=True,
    )


def _row(group: Group, unit: str) -> Row:
    expected = (
        EMPTY if group.expected is None else german.signed(group.expected, 1).removeprefix("+")
    )
    return Row(
        (
            group.label,
            str(group.panel),
            german.percent(group.panel_share, 1),
            _typed(group.population, unit),
            german.percent(group.population_share, 1),
            expected,
            german.signed(group.deviation, 1),
        )
    )


def _typed(population: int | None, unit: str) -> str:
    """As the source has it."""
    if population is None:
        return EMPTY
    if unit == "count":
        return german.number(population)
    return f"{german.thousandths(population)}\N{NO-BREAK SPACE}%"

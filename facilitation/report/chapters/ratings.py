"""Ratings: a chart and a table per criterion; the distributions stand in Annex C."""

from ..blocks import paragraph
from ..outline import MeasureSection, Outline
from ..rated import RatedCriterion, RatedRow
from ..rating_chart import has_chart, rating_chart
from ..tables import Cell, Column, Row, ruled_table
from ..writer import Writer
from ..xml import Element
from .changes import round_changes
from .overview import filled

_NOTE = "Zahlen sind Personen. Sortiert nach dem ersten Kriterium; gleiche Ränge sind geteilt."


def ratings(writer: Writer, outline: Outline) -> None:
    """One section per rating, before the single measures."""
    for rating in outline.ratings:
        writer.section(rating.title)
        again = f" (Runde {rating.round})" if rating.round > 1 else ""
        writer.body(
            f"{rating.question} Bewertet in Sitzung {rating.meeting}{again}. {rating.turnout}"
        )
        for number, criterion in enumerate(rating.criteria, 1):
            with writer.piece(f"rating{rating.id}.{number}", f"{rating.title}: {criterion.label}"):
                _criterion(writer, criterion)
        writer.add(paragraph("Quelle", " ".join((_NOTE, *rating.notes))))
        round_changes(writer, f"rating{rating.id}", rating.title, rating.change)


def rated_lines(measure: MeasureSection) -> list[str]:
    """What a measure's own place says about its ratings."""
    return [f"{label}: {line}" for label, line in measure.rated]


def distributions(writer: Writer, outline: Outline) -> None:
    """Annex C: every count of every rating."""
    for rating in outline.ratings:
        for number, criterion in enumerate(rating.criteria, 1):
            title = f"{rating.title}, Sitzung {rating.meeting}: {criterion.label}"
            with writer.piece(f"annexC.rating{rating.id}.{number}", title):
                writer.captioned(title, _distribution(criterion, title))
        details = " · ".join(part for part in (rating.channels, rating.mode) if part)
        writer.add(paragraph("Quelle", " ".join((f"{details}.", *rating.notes))))


def _criterion(writer: Writer, criterion: RatedCriterion) -> None:
    writer.subheading(criterion.label)
    if has_chart(criterion):
        writer.chart(rating_chart(criterion), "Diagramm")
    title = f"{criterion.label} je Vorschlag"
    columns = [
        Column("Rang", 1.2, "right"),
        Column("Vorschlag", 0),
        Column(criterion.good_label, 1.9, "right"),
        Column(criterion.middle_label, 1.9, "right"),
        Column(criterion.bad_label, 1.9, "right"),
        Column("keine Angabe", 1.7, "right"),
    ]
    rows = [
        Row(
            (
                str(row.place),
                row.name,
                str(row.good),
                str(row.middle),
                str(row.bad),
                str(row.no_answer),
            )
        )
        for row in criterion.rows
    ]
    writer.captioned(title, ruled_table(filled(columns, 16.0), rows, title))


def _distribution(criterion: RatedCriterion, title: str) -> Element:
    columns = [
        Column("Vorschlag", 0),
        *(Column(step, 1.9, "right") for step in criterion.steps),
        Column("n", 1.0, "right"),
        Column("keine Angabe", 1.6, "right"),
        Column("Median", 1.5, "right"),
        Column("Mittel", 1.4, "right"),
    ]
    rows = [Row(_cells(row)) for row in criterion.rows]
    return ruled_table(filled(columns, 24.7), rows, title, dense=True)


def _cells(row: RatedRow) -> tuple[Cell, ...]:
    figures = (*row.counts, row.n, row.no_answer)
    return (row.name, *(str(figure) for figure in figures), row.median or "–", row.mean or "–")

"""Auf einen Blick: the large numbers, and every recommendation with its state."""

from collections.abc import Sequence

from ...chapters.chapters import Part
from .. import german, sections
from ..outline import Outline, RecommendationSection, Vote
from ..tables import EMPTY, AnyRow, Cell, Column, GroupRow, NoteRow, Row, figures_table, ruled_table
from ..writer import Writer
from .free import begin
from .votes import step_cells, step_columns, verdict

UNTITLED = "(ohne Titel)"
STATES = {
    "draft": "Entwurf",
    "final": "zur Abstimmung",
    "voted": "abgestimmt, ohne Regel",
    "adopted": "angenommen",
    "rejected": "nicht angenommen",
    "withdrawn": "zurückgezogen",
}
PENDING = "noch nicht abgestimmt"


def overview(writer: Writer, outline: Outline, part: Part) -> None:
    """The one page for whoever reads only one page."""
    begin(writer, part)
    writer.body(
        "Dieses Bürgergutachten hält fest, worüber die Mitglieder beraten und abgestimmt haben und was sie "
        f"empfehlen. Datenstand ist der {german.long_date(outline.day)}."
    )
    if outline.key_figures:
        figures = [(str(figure.number), figure.label) for figure in outline.key_figures]
        with writer.piece("overview.figures", "Kennzahlen"):
            writer.add(figures_table(figures, sections.UPRIGHT, "Kennzahlen"))
    _guiding(writer, outline)
    writer.section("Alle Empfehlungen mit Ergebnis")
    _recommendations(writer, outline)
    _measures(writer, outline)


def _guiding(writer: Writer, outline: Outline) -> None:
    if not outline.guiding:
        return
    writer.section("Unsere Leitsätze")
    with writer.piece("overview.guiding", "Leitsätze"):
        writer.numbers([each.wording or each.title or UNTITLED for each in outline.guiding])


def groups(outline: Outline) -> list[tuple[str, list[RecommendationSection]]]:
    """All recommendations under the headings of the document, without empty ones."""
    found = [
        (title, [each for each in outline.overarching if (each.kind == "guiding") is guiding])
        for title, guiding in (("Leitsätze", True), ("Übergeordnete Empfehlungen", False))
    ]
    for field in outline.fields:
        inside = [each for measure in field.measures for each in measure.recommendations]
        found.append(
            (field_title(outline, field.letter, field.title), [*inside, *field.recommendations])
        )
    return [(title, sorted(each, key=lambda one: one.number)) for title, each in found if each]


def field_title(outline: Outline, letter: str, title: str) -> str:
    """„Handlungsfeld C Arbeit und Bildung“; without a letter the title stands alone."""
    return f"{outline.labels.field} {letter} {title}" if letter else title


def _recommendations(writer: Writer, outline: Outline) -> None:
    if not outline.recommendations:
        writer.body(
            "Es gibt noch keine Empfehlungen. Sie stehen hier, sobald die Mitglieder die ersten "
            "Entwürfe verfasst haben."
        )
        return
    votes = [
        each.votes[-1]
        for each in outline.recommendations
        if each.votes and each.state != "withdrawn"
    ]
    columns = [Column("Nr.", 1.2), Column("Empfehlung", 0)]
    columns += step_columns(votes) if votes else [Column("bezieht sich auf", 3.0)]
    columns.append(Column("Ergebnis" if votes else "Stand", 3.6, gap=0.4))
    rows: list[AnyRow] = []
    for title, recommendations in groups(outline):
        rows.append(GroupRow(title))
        rows += [_recommendation(each, votes) for each in recommendations]
    with writer.piece("overview.recommendations", "Alle Empfehlungen"):
        writer.captioned(
            "Empfehlungen und Abstimmungsergebnisse" if votes else "Empfehlungen und ihr Stand",
            ruled_table(filled(columns), rows, "Alle Empfehlungen mit Stand und Ergebnis"),
            "" if votes else "noch nicht abgestimmt",
        )


def _recommendation(each: RecommendationSection, votes: Sequence[Vote]) -> AnyRow:
    if each.state == "withdrawn":
        title = each.title or UNTITLED
        if each.votes:
            said = f"abgestimmt ({each.votes[-1].line}), danach zurückgezogen"
            return NoteRow(each.code, f"„{title}“, {said}; die Nummer bleibt frei")
        return NoteRow(each.code, f"„{title}“, zurückgezogen; die Nummer bleibt frei")
    middle: list[Cell] = [f"M{each.measure}" if each.measure else EMPTY]
    if votes:
        middle = step_cells(each.votes[-1] if each.votes else None, votes)
    return Row((each.code, each.title or UNTITLED, *middle, state(each)))


def state(each: RecommendationSection) -> Cell:
    """How far a recommendation has come."""
    if each.votes and each.changes:
        return [verdict(each.votes[-1]), "\nWortlaut seither geändert"]
    if each.votes:
        return verdict(each.votes[-1])
    return STATES[each.state]


def _measures(writer: Writer, outline: Outline) -> None:
    voted = [measure for measure in outline.measures if measure.votes]
    writer.section(f"Abstimmungen über {outline.labels.measures}")
    if not voted:
        writer.body(f"Über {outline.labels.measures} wurde noch nicht abgestimmt.")
        return
    votes = [measure.votes[-1] for measure in voted]
    columns = [
        Column("Nr.", 1.2),
        Column(outline.labels.measure, 0),
        *step_columns(votes),
        Column("Ergebnis", 3.6, gap=0.4),
    ]
    rows = [
        Row(
            (
                measure.code,
                measure.title,
                *step_cells(measure.votes[-1], votes),
                verdict(measure.votes[-1]),
            )
        )
        for measure in voted
    ]
    with writer.piece("overview.measures", f"Abstimmungen über {outline.labels.measures}"):
        writer.captioned(
            f"Ergebnisse zu den {outline.labels.measures}",
            ruled_table(filled(columns), rows, f"Abstimmungen über {outline.labels.measures}"),
        )


def filled(columns: Sequence[Column], width: float = sections.UPRIGHT) -> list[Column]:
    """The columns, the one without a width taking what is left."""
    rest = width - sum(column.width for column in columns)
    return [
        column if column.width else Column(column.title, rest, column.align, column.gap)
        for column in columns
    ]

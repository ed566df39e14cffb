"""Results with a line per option: question, chart and table; the details stand in Annex C."""

from ...voting.words import DetailTable
from ..blocks import paragraph
from ..listed import Listed, ListedRow
from ..listed_chart import has_chart, listed_chart
from ..outline import Outline
from ..sections import UPRIGHT, WIDE
from ..tables import Column, Row, ruled_table
from ..writer import Writer
from ..xml import Element
from .changes import round_changes
from .overview import filled

NAME, WIDEST = 6.0, 3.0
"""Room that names need at least, and the most that a column of figures takes, in cm."""
MANY = 3
"""So many columns of figures are set closer."""
_HEADINGS = {"Enthaltung": "Enthal\N{SOFT HYPHEN}tung"}
_NOTE = "Gleiche Ränge sind geteilt."


def listed_results(writer: Writer, outline: Outline) -> None:
    """One section per round, before the single measures."""
    for one in outline.listed:
        writer.section(named(one))
        asked = "" if one.question == one.title else f"{one.question} "
        writer.body(f"{asked}{one.method} in Sitzung {one.meeting}. {one.sentence}")
        if not one.rows:
            continue
        with writer.piece(f"listed{one.id}", named(one)):
            if has_chart(one):
                writer.chart(listed_chart(one), "Diagramm")
            writer.captioned(named(one), _table(one, UPRIGHT, named(one)))
        writer.add(paragraph("Quelle", " ".join((_NOTE, *one.notes))))
        round_changes(writer, f"listed{one.id}", one.title, one.change)


def listed_details(writer: Writer, outline: Outline) -> None:
    """Annex C: every figure with its ways and mode."""
    for one in outline.listed:
        title = f"{named(one)}, Sitzung {one.meeting}"
        if not one.tables:
            with writer.piece(f"annexC.listed{one.id}", title):
                if one.rows:
                    writer.captioned(title, _table(one, WIDE, title, dense=True))
                else:
                    writer.body(f"{title}: nicht gezählt. Die Antworten stehen bei den Ideen.")
        for number, table in enumerate(one.tables, 1):
            caption = f"{title}: {table.title}"
            with writer.piece(f"annexC.listed{one.id}.{number}", caption):
                writer.captioned(caption, _detail(table, caption))
        details = (one.question, one.method, one.sentence, one.channels, one.mode, *one.notes)
        writer.add(paragraph("Quelle", " · ".join(part for part in details if part)))


def _detail(table: DetailTable, title: str) -> Element:
    """As many columns as there are answers, places or other options, in what room there is."""
    room = (WIDE - NAME) / max(1, len(table.columns))
    columns = [
        Column("Vorschlag", 0),
        *(Column(column, min(room, WIDEST), "right") for column in table.columns),
    ]
    rows = [Row((name, *cells)) for name, cells in table.lines]
    return ruled_table(filled(columns, WIDE), rows, title, dense=True)


def named(one: Listed) -> str:
    """„Was zuerst? (Runde 2)“"""
    return f"{one.title} (Runde {one.round})" if one.round > 1 else one.title


def _table(one: Listed, width: float, title: str, *, dense: bool = False) -> Element:
    columns = [
        Column("Rang", 1.2, "right"),
        Column("Vorschlag", 0),
        *(
            Column(_HEADINGS.get(column, column), 3.0 if len(one.columns) < MANY else 2.1, "right")
            for column in one.columns
        ),
    ]
    rows = [Row((str(row.place), _name(row), *row.figures)) for row in one.rows]
    return ruled_table(filled(columns, width), rows, title, dense=dense)


def _name(row: ListedRow) -> str:
    return f"{row.name} ({row.note})" if row.note else row.name

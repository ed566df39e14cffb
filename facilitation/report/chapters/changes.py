"""Two rounds of a list or a rating side by side: a pair of bars and the change per line."""

from ...voting.words.compared import NOTHING, Line, Table
from ..blocks import paragraph
from ..change import Change
from ..change_chart import change_chart, has_chart
from ..sections import UPRIGHT
from ..tables import Column, Row, ruled_table
from ..writer import Writer
from ..xml import Element
from .overview import filled


def round_changes(writer: Writer, tag: str, title: str, change: Change | None) -> None:
    """What the later round changed, below its own result; nothing after a first round."""
    if change is None:
        return
    rounds = f"Runde {change.earlier} und Runde {change.later}"
    writer.subheading(f"Vergleich: {rounds}")
    for number, table in enumerate(change.tables, 1):
        named = f"{title}, {table.heading}: {rounds}" if table.heading else f"{title}: {rounds}"
        with writer.piece(f"{tag}.change{number}", named):
            if has_chart(table):
                writer.chart(change_chart(change, table, named), "Diagramm")
            writer.captioned(named, _table(change, table, named))
    writer.add(paragraph("Quelle", change.told))


def _table(change: Change, table: Table, title: str) -> Element:
    columns = [
        Column("Vorschlag", 0),
        Column(f"Runde {change.earlier}", 2.2, "right"),
        Column(f"Runde {change.later}", 2.2, "right"),
        Column("Änderung", 2.4, "right"),
    ]
    rows = [Row(_cells(line)) for line in table.lines]
    return ruled_table(filled(columns, UPRIGHT), rows, title)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.label, line.said_before, line.said_after, line.change or NOTHING)

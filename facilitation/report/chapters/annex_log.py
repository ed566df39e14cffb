"""Anhang J: who opened, closed, corrected what, for citizens to read."""

from ...chapters.chapters import Part
from .. import german
from ..blocks import paragraph
from ..outline import Outline
from ..tables import EMPTY, AnyRow, Column, GroupRow, Row, ruled_table
from ..writer import Writer
from .free import begin
from .overview import filled

_INTRODUCTION = (
    "Hier steht, was während der Sitzungen am Pult getan wurde: was geöffnet, geschlossen, gezeigt, ersetzt oder "
    "berichtigt wurde. Wer wie abgestimmt hat, steht nirgends. Statt Namen stehen Aufgaben."
)


def annex_log(writer: Writer, outline: Outline, part: Part) -> None:
    """Line by line, grouped by day."""
    begin(writer, part)
    writer.body(_INTRODUCTION)
    rows: list[AnyRow] = []
    day = None
    for line in outline.log:
        if line.at.date() != day:
            day = line.at.date()
            rows.append(GroupRow(f"{german.weekday(day)}, {german.long_date(day)}"))
        session = EMPTY if line.meeting is None else str(line.meeting)
        rows.append(Row((f"{line.at:%H:%M}", session, line.said, line.who)))
    columns = [
        Column("Zeit", 1.4),
        Column("Sitzung", 1.6, "right"),
        Column("Was", 0, gap=0.3),
        Column("Wer", 2.6),
    ]
    with writer.piece("annexJ.log", "Verlauf"):
        writer.captioned("Verlauf", ruled_table(filled(columns), rows, "Verlauf", dense=True))
    writer.add(paragraph("Quelle", "Zeiten auf der Uhr des Saals."))

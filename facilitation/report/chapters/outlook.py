"""Ausblick: what happens next, and room for the city's answer to each recommendation."""

from ...chapters.chapters import Part
from ..blocks import paragraph
from ..outline import Outline
from ..prose import write_prose
from ..tables import AnyRow, Column, Row, ruled_table
from ..writer import Writer
from .free import begin
from .overview import UNTITLED, filled, state

_FEEDBACK = "Rückmeldung der Stadt"


def outlook(writer: Writer, outline: Outline, part: Part) -> None:
    """Handing over, and the table that the city fills in."""
    begin(writer, part)
    write_prose(writer, part.text or outline.follow_up)
    waiting = [each for each in outline.recommendations if each.state != "withdrawn"]
    if not waiting:
        writer.body(
            "Sobald es Empfehlungen gibt, steht hier eine Tabelle, in der die Stadt auf jede einzelne antwortet."
        )
        return
    rows: list[AnyRow] = [
        Row((each.code, each.title or UNTITLED, state(each), ()), height=1.3) for each in waiting
    ]
    columns = [
        Column("Nr.", 1.4),
        Column("Empfehlung", 0),
        Column("Stand", 3.3),
        Column(_FEEDBACK, 6.2),
    ]
    with writer.piece("outlook.feedback", _FEEDBACK):
        writer.captioned(
            f"Empfehlungen und {_FEEDBACK}",
            ruled_table(filled(columns), rows, f"Empfehlungen und {_FEEDBACK}"),
        )
    writer.add(
        paragraph(
            "Quelle",
            f"Die Spalte „{_FEEDBACK}“ ist frei: Hier wird nach der Übergabe festgehalten, "
            "was aus jeder Empfehlung wird.",
        )
    )

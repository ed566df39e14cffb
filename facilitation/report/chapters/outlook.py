"""Ausblick: what happens next, and room for the city's answer to each recommendation."""

from ..blocks import paragraph, prose
from ..outline import Outline
from ..tables import AnyRow, Column, Row, ruled_table
from ..writer import Writer
from .overview import UNTITLED, filled, state

_FEEDBACK = "Rückmeldung der Stadt"


def outlook(writer: Writer, outline: Outline) -> None:
    """Handing over, and the table that the city fills in."""
    writer.chapter("Ausblick")
    writer.add(*prose("BodyText", outline.follow_up))
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

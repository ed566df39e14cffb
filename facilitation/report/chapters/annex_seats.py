"""Anhang C: the roll calls, with the seats by answer."""

from collections.abc import Iterable

from ..blocks import paragraph
from ..outline import Outline
from ..tables import AnyRow, Column, GroupRow, Row, ruled_table
from ..writer import Writer
from .overview import filled

_NOTE = (
    "Bei diesen Abstimmungen war angekündigt, dass jeder Platz mit seiner Stimme gezeigt wird. "
    "Hier stehen Nummern von Plätzen, keine Namen."
)
Seats = tuple[tuple[str, str], ...]


def roll_calls(writer: Writer, outline: Outline) -> None:
    """A table of all of them; nothing where none was held."""
    held = list(_held(outline))
    if not held:
        return
    writer.section("Namentliche Abstimmungen")
    rows: list[AnyRow] = []
    for title, seats in held:
        rows.append(GroupRow(title))
        rows += [Row((label, numbers)) for label, numbers in seats]
    columns = [Column("Stimme", 5.0), Column("Plätze", 0, gap=0.3)]
    with writer.piece("annexC.seats", "Namentliche Abstimmungen"):
        writer.captioned(
            "Plätze nach ihrer Stimme",
            ruled_table(filled(columns), rows, "Namentliche Abstimmungen", dense=True),
        )
    writer.add(paragraph("Quelle", _NOTE))


def _held(outline: Outline) -> Iterable[tuple[str, Seats]]:
    for vote in outline.votes:
        if vote.by_seat:
            named = f"{vote.subject} {vote.title}".strip()
            yield f"{named} · Sitzung {vote.meeting}, Runde {vote.round}", vote.by_seat
    for one in outline.listed:
        if one.by_seat:
            yield f"{one.title} · Sitzung {one.meeting}, Runde {one.round}", one.by_seat

"""Anhang A: the whole programme of each session."""

from ...chapters.chapters import Part
from ..blocks import paragraph, run
from ..outline import MeetingSection, Outline, Point
from ..tables import EMPTY, Cell, Column, Row, ruled_table
from ..writer import Writer
from .free import begin
from .overview import filled

_NOTE = "Dauer in Minuten, wie zuletzt geplant."


def annex_programme(writer: Writer, outline: Outline, part: Part) -> None:
    """Session by session, breaks included."""
    begin(writer, part)
    for meeting in outline.meetings:
        if meeting.points:
            _meeting(writer, meeting)
    writer.add(paragraph("Quelle", _NOTE))


def _meeting(writer: Writer, meeting: MeetingSection) -> None:
    writer.section(f"Sitzung {meeting.number}: {meeting.title}")
    writer.add(paragraph("Angaben", meeting.when))
    columns = [
        Column("Zeit", 1.4),
        Column("Dauer", 1.4, "right"),
        Column("Programmpunkt", 0, gap=0.3),
        Column("Methode", 2.9),
    ]
    rows = [
        Row(
            (
                point.time or EMPTY,
                EMPTY if point.minutes is None else str(point.minutes),
                _point(point),
                point.method or EMPTY,
            )
        )
        for point in meeting.points
    ]
    title = f"Programm der Sitzung {meeting.number}"
    with writer.piece(f"meeting{meeting.number}.programme", title):
        writer.captioned(title, ruled_table(filled(columns), rows, title, dense=True))


def _point(point: Point) -> Cell:
    return [run(point.title, bold=True), f"\n{point.text}"] if point.text else point.title

"""Anhang C: every vote with wording, rule, base, counts, channels and rounds."""

from collections.abc import Sequence

from ...chapters.chapters import Part
from .. import german
from ..blocks import paragraph, run
from ..outline import Outline, Vote
from ..sections import WIDE
from ..tables import EMPTY, AnyRow, Column, GroupRow, Row, ruled_table
from ..writer import Writer
from ..xml import Element
from .annex_seats import roll_calls
from .free import begin
from .listed import listed_details
from .overview import filled
from .ratings import distributions
from .votes import by_steps, step_cells, step_columns, verdict

_NOTE = (
    "Dafür von Basis: Stimmen dafür von denen, auf die sich die Regel bezieht. Nötig: so viele Stimmen dafür "
    "verlangt die Regel bei dieser Basis. Es entscheidet die letzte gezeigte Runde; frühere Runden bleiben stehen. "
    "Ist ein Ergebnis berichtigt, so stehen hier die berichtigten Zahlen, sie entscheiden; was gezeigt wurde, steht beim Wortlaut."
)


def annex(writer: Writer, outline: Outline, part: Part) -> None:
    """All rounds that were held, the broken-off ones with their reason."""
    begin(writer, part)
    held = outline.votes or outline.cancelled or outline.ratings or outline.listed
    if not held:
        writer.body("Es wurde noch nicht abgestimmt.")
        return
    writer.body(
        "Jede Runde steht hier mit dem Wortlaut, über den abgestimmt wurde, mit Regel, Stimmen und Wegen."
    )
    for number, votes in enumerate(by_steps(outline.votes), 1):
        with writer.piece(f"annexC.votes{number}", "Alle Abstimmungen"):
            writer.captioned("Abstimmungen und ihre Ergebnisse", _votes(votes))
    if outline.votes:
        writer.add(paragraph("Quelle", _NOTE))
    distributions(writer, outline)
    listed_details(writer, outline)
    roll_calls(writer, outline)
    _cancelled(writer, outline)
    _changes(writer, outline)


def is_wide(outline: Outline) -> bool:
    """Whether the annex needs a wide page."""
    return bool(outline.votes or outline.ratings or outline.listed)


def _votes(votes: Sequence[Vote]) -> Element:
    columns = [
        Column("Nr.", 1.4), Column("Wortlaut", 0), Column("Runde", 1.5, "right"), *step_columns(votes, wide=True),
        Column("dafür von Basis", 2.0, "right"), Column("nötig", 1.4, "right"),
        Column("Wege", 2.4, gap=0.3), Column("Ergebnis", 3.3, gap=0.3),
    ]  # fmt: skip
    rows: list[AnyRow] = []
    group = ""
    for vote in votes:
        title = " · ".join(
            part
            for part in (
                f"Sitzung {vote.meeting}",
                vote.mode,
                f"Regel: {vote.rule}" if vote.rule else "ohne Regel",
            )
            if part
        )
        if title != group:
            rows.append(GroupRow(title))
            group = title
        rows.append(_vote(vote, votes))
    return ruled_table(
        filled(columns, WIDE), rows, "Alle Abstimmungen mit Regel, Stimmen und Ergebnis", dense=True
    )


def _vote(vote: Vote, votes: Sequence[Vote]) -> Row:
    in_favour = EMPTY if vote.in_favour is None else f"{vote.in_favour} von {vote.base}"
    return Row(
        (
            vote.subject,
            [
                run(vote.title, bold=True),
                f"\n{vote.wording}" if vote.wording else "",
                *(f"\n{note}" for note in (vote.against_before, *vote.notes) if note),
            ],
            str(vote.round),
            *step_cells(vote, votes, wide=True),
            in_favour,
            EMPTY if vote.needed is None else str(vote.needed),
            "\n".join(f"{n}\N{NO-BREAK SPACE}{name}" for name, n in vote.per_channel) or EMPTY,
            verdict(vote),
        )
    )


def _changes(writer: Writer, outline: Outline) -> None:
    if not outline.changes:
        return
    writer.section("Änderungen nach der Abstimmung")
    columns = [
        Column("Nr.", 1.4),
        Column("Bei der Abstimmung", 8.2, gap=0.3),
        Column("Geändert in", 0, gap=0.3),
        Column("Wann, wer", 3.2, gap=0.3),
        Column("Grund", 4.2, gap=0.3),
    ]
    rows = [
        Row(
            (
                each.code,
                [run(f"{each.what}: ", bold=True), each.old],
                each.new,
                f"{german.long_date(each.at.date())}, {each.who}",
                each.why,
            )
        )
        for each in outline.changes
    ]
    table = ruled_table(filled(columns, WIDE), rows, "Änderungen nach der Abstimmung", dense=True)
    with writer.piece("annexC.changes", "Änderungen nach der Abstimmung"):
        writer.captioned("Änderungen nach der Abstimmung", table)
    writer.add(
        paragraph(
            "Quelle",
            "Das Ergebnis gilt dem Wortlaut, über den abgestimmt wurde. Eine spätere Runde ist über den geänderten.",
        )
    )


def _cancelled(writer: Writer, outline: Outline) -> None:
    if not outline.cancelled:
        return
    writer.section("Abgebrochene Runden")
    columns = [
        Column("Nr.", 1.4),
        Column("Gegenstand", 5.5),
        Column("Sitzung", 1.7, "right"),
        Column("Runde", 1.6, "right"),
        Column("Grund", 0, gap=0.3),
    ]
    rows = [
        Row((each.subject, each.title, str(each.meeting), str(each.round), each.reason or EMPTY))
        for each in outline.cancelled
    ]
    table = ruled_table(
        filled(columns, WIDE) if is_wide(outline) else filled(columns),
        rows,
        "Abgebrochene Runden mit Grund",
        dense=True,
    )
    with writer.piece("annexC.cancelled", "Abgebrochene Runden"):
        writer.captioned("Abgebrochene Runden", table)
    writer.add(
        paragraph("Quelle", "Abgebrochene Runden zählen nicht; ihre Stimmen wurden nie gezeigt.")
    )

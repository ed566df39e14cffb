"""Auswahl und Zusammensetzung: the lot, the panel beside the population, who was there."""

from fractions import Fraction

from ...chapters.chapters import Part
from ...selection.composition import Composition, Group, rounded
from .. import german, sections
from ..blocks import described, keep_with_next, paragraph, prose
from ..comparison_chart import comparison_chart, has_chart
from ..outline import Outline
from ..printed import is_printed
from ..tables import EMPTY, AnyRow, Column, GroupRow, Row, figures_table, ruled_table
from ..told import Lot
from ..writer import Writer
from .free import begin
from .overview import filled

_MIRROR = (
    "Ein Losverfahren soll die Vielfalt der Bevölkerung im Kleinen abbilden. Hier stehen die Mitglieder neben der "
    "Bevölkerung, zuletzt alle Merkmale in einer Tabelle."
)
_DEVIATION = (
    "Abweichung: Mitglieder mehr (+) oder weniger (−), als es dem Anteil in der Bevölkerung entspricht, gerundet "
    "auf ganze Personen."
)


def selection(writer: Writer, outline: Outline, part: Part) -> None:
    """What is known of it; each section stands only where there is something to say."""
    begin(writer, part)
    _lot(writer, outline.lot)
    _compositions(writer, outline)
    _attendance(writer, outline)


def _lot(writer: Writer, lot: Lot) -> None:
    if not lot.figures and not lot.first_stage and not lot.second_stage:
        return
    writer.section("Auswahl im Losverfahren")
    if lot.figures:
        figures = [(german.number(number), label) for label, number in lot.figures]
        with writer.piece("selection.lot", "Losverfahren in Zahlen"):
            writer.add(figures_table(figures, sections.UPRIGHT, "Losverfahren in Zahlen"))
        if lot.invited and lot.replied is not None:
            share = german.percent(Fraction(lot.replied, lot.invited))
            writer.add(
                paragraph(
                    "Quelle",
                    f"Rücklauf: {german.number(lot.replied)} von {german.number(lot.invited)} "
                    f"({share}).",
                )
            )
    writer.add(*described("Erste Stufe", lot.first_stage))
    writer.add(*described("Zweite Stufe", lot.second_stage))


def _compositions(writer: Writer, outline: Outline) -> None:
    compared = outline.lot.compositions
    if not compared:
        return
    writer.section("Zusammensetzung")
    writer.body(_MIRROR)
    for number, each in enumerate(compared, 1):
        _trait(writer, outline, each, number)
    rows: list[AnyRow] = []
    for each in compared:
        rows.append(GroupRow(each.title))
        rows += [_row(group) for group in each.groups]
    columns = [
        Column("Merkmal", 0),
        Column("Mitglieder", 2.1, "right"),
        Column(f"Anteil im {outline.labels.council}", 2.9, "right"),
        Column("Anteil in der Bevölkerung", 2.9, "right"),
        Column("Abweichung in Personen", 2.5, "right"),
    ]
    title = "Zusammensetzung im Vergleich"
    with writer.piece("selection.compositions", title):
        writer.captioned(title, ruled_table(filled(columns), rows, title))
    more = " Genauere Zahlen und Quellen stehen in Anhang F." if _has_annex(outline) else ""
    writer.add(paragraph("Quelle", _DEVIATION + more))
    if not _has_annex(outline):
        writer.add(*(paragraph("Quelle", source(each)) for each in compared if source(each)))


def _trait(writer: Writer, outline: Outline, compared: Composition, number: int) -> None:
    words = [*prose("BodyText", compared.explanation)]
    drawn = has_chart(compared)
    most = compared.furthest
    if not words and not drawn and most is None:
        return
    writer.subheading(compared.title)
    if most is not None:
        words.insert(0, paragraph("BodyText", _furthest(most)))
    writer.add(*words)
    if drawn:
        for block in words:
            keep_with_next(block)
        council = outline.labels.council
        with writer.piece(f"selection.chart{number}", compared.title):
            writer.pictured(
                f"{compared.title}: {council} und Bevölkerung",
                comparison_chart(compared, council),
                "Anteile in Prozent",
            )


def _furthest(group: Group) -> str:
    """Said for whoever doesn't read tables."""
    size = rounded(group.deviation or Fraction())
    people = "Mitglied" if abs(size) == 1 else "Mitglieder"
    more = "mehr" if size > 0 else "weniger"
    return (
        f"Am weitesten liegen beide bei „{group.label}“ auseinander: {abs(size)} {people} {more}, als es dem "
        "Anteil in der Bevölkerung entspricht."
    )


def _row(group: Group) -> Row:
    return Row(
        (
            group.label,
            str(group.panel),
            german.percent(group.panel_share),
            german.percent(group.population_share),
            german.signed(group.deviation),
        )
    )


def source(compared: Composition) -> str:
    """Where the population's figures are from, whom they count, of which date they are."""
    known = [part for part in (compared.source, compared.base, compared.as_of) if part]
    if compared.rebased_from is not None:
        known.append(
            f"die Gruppen sind zusammen {german.percent(compared.rebased_from, 1)} der gezählten Bevölkerung und "
            "wurden auf 100\N{NO-BREAK SPACE}% umgerechnet"
        )
    return f"{compared.title}: {'; '.join(known)}." if known else ""


def _attendance(writer: Writer, outline: Outline) -> None:
    held = [meeting for meeting in outline.meetings if meeting.present is not None]
    if not held and not outline.lot.replacements:
        return
    writer.section("Anwesenheit und Nachrückende")
    if held:
        columns = [
            Column("Sitzung", 0),
            Column("Datum", 3.6),
            Column("Mitglieder", 2.1, "right"),
            Column("anwesend", 2.0, "right"),
            Column("am Ende", 1.9, "right"),
        ]
        rows = [
            Row(
                (
                    f"{meeting.number} {meeting.title}",
                    meeting.day or EMPTY,
                    str(meeting.members),
                    str(meeting.present),
                    EMPTY if meeting.at_end is None else str(meeting.at_end),
                )
            )
            for meeting in held
        ]
        title = "Anwesenheit je Sitzung"
        with writer.piece("selection.attendance", title):
            writer.captioned(title, ruled_table(filled(columns), rows, title))
        writer.add(
            paragraph(
                "Quelle",
                "Anwesend: wer zu irgendeiner Zeit da war. Am Ende: wer am Schluss noch da war.",
            )
        )
    writer.add(*prose("BodyText", outline.lot.replacements))
    changed = [meeting for meeting in outline.meetings if meeting.changes]
    if changed:
        writer.body("Wechsel unter den Mitgliedern:", keep_next=True)
        writer.bullets(
            [f"Sitzung {meeting.number}: {german.listed(meeting.changes)}" for meeting in changed]
        )


def _has_annex(outline: Outline) -> bool:
    return is_printed(outline, "annex_f")

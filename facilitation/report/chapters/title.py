"""Title page and Impressum."""

from .. import german, sections
from ..blocks import paragraph, run
from ..outline import DRAFT, Outline
from ..prose import write_prose
from ..tables import Cell, facts_table
from ..writer import Writer
from ..xml import Element

_EXAMPLE = "Texte und Ergebnisse in diesem Dokument sind erfunden und dienen der Erprobung."
_REHEARSAL = (
    "Dieses Dokument stammt aus einer Probe mit simulierten Mitgliedern. Nichts darin gilt."
)
_DRAFT = "Texte und Ergebnisse können sich bis zur Endfassung noch ändern."
_SUBJECT = "Was die Mitglieder beraten und empfohlen haben"


def title_page(writer: Writer, outline: Outline) -> None:
    """What it is, about what, for whom, and how final; a section of its own."""
    with writer.piece("title", "Titel und Eckdaten"):
        writer.add(
            paragraph("Subtitle", "Bürgergutachten"),
            paragraph("Title", outline.title),
            paragraph("Frage", outline.question or _SUBJECT),
            facts_table(_facts(outline), sections.UPRIGHT, "Eckdaten dieses Bürgergutachtens"),
        )
    writer.add(_note(outline))
    writer.end_section(sections.title_page())


def imprint(writer: Writer, outline: Outline) -> None:
    """Who answers for the text, where somebody has written that down."""
    if outline.imprint:
        writer.chapter("Impressum", numbered=False)
        write_prose(writer, outline.imprint)


def _facts(outline: Outline) -> list[tuple[str, Cell]]:
    month = german.month(outline.day)
    known: list[tuple[str, Cell]] = [
        ("Auftraggeberin", outline.client),
        ("Durchführung", outline.conducted_by),
        ("Ort und Datum", f"{outline.place}, im {month}" if outline.place else month),
        (
            "Fassung",
            [
                run(outline.status, bold=True),
                f", Fassung {outline.version} · Datenstand {german.long_date(outline.day)}",
            ],
        ),
    ]
    return [(label, value) for label, value in known if value]


def _note(outline: Outline) -> Element:
    if outline.is_rehearsal:
        return paragraph("Hinweis", run("PROBE.", bold=True), f" {_REHEARSAL}")
    if outline.is_example:
        return paragraph("Hinweis", run("Beispieldaten.", bold=True), f" {_EXAMPLE}")
    if outline.status == DRAFT:
        return paragraph("Hinweis", run("Entwurf.", bold=True), f" {_DRAFT}")
    return paragraph("Quelle", f"Datenstand {german.long_date(outline.day)}")

"""The second step: an outline becomes the bytes of a Word file. No database, no web."""

import io

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from . import sections
from .blocks import NUMBERS, paragraph
from .chapters import (
    annex,
    annex_composition,
    annex_ideas,
    annex_log,
    annex_programme,
    free,
    outlook,
    overview,
    process,
    results,
    selection,
    title,
)
from .charts import BOOK
from .contents import contents
from .outline import Outline
from .package import repack
from .printed import printed
from .properties import describe
from .template.make import PATH as TEMPLATE
from .writer import Writer
from .xml import Element, element, name

CHAPTERS = {
    "overview": overview.overview,
    "mandate": process.mandate,
    "selection": selection.selection,
    "process": process.process,
    "results": results.results,
    "outlook": outlook.outlook,
    "annex_a": annex_programme.annex_programme,
    "annex_c": annex.annex,
    "annex_d": annex_ideas.annex_ideas,
    "annex_f": annex_composition.annex_composition,
    "annex_j": annex_log.annex_log,
}
"""Who writes which chapter; all others are free texts."""
_TURNING = "Auf den nächsten Seiten stehen die Anhänge."


def build(outline: Outline) -> bytes:
    """The Gutachten as a docx; the same outline gives the same bytes."""
    document = docx.Document(str(TEMPLATE))
    writer = Writer()
    pages = _Pages(document, outline)
    title.title_page(writer, outline)
    title.imprint(writer, outline)
    place_of_contents = len(writer.blocks)
    for part in printed(outline):
        pages.turn(writer, wide=part.key == "annex_c" and annex.is_wide(outline))
        CHAPTERS.get(part.key, free.free)(writer, outline, part)
    writer.blocks.insert(place_of_contents, contents(writer.headings))
    _fill(document, writer, pages.section())
    describe(document, outline)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _fill(document: Document, writer: Writer, last_section: Element) -> None:
    body = document.element.body
    body.remove(body.find(name("w:sectPr")))
    body.extend([*writer.blocks, last_section])
    for address, relation in writer.links.items():
        document.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)
    numbering = document.part.numbering_part.element
    numbering.extend(_list(number) for number in writer.lists)
    for number, (relation, figure) in enumerate(writer.charts, 1):
        part = _part(
            document, f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, figure.xml
        )
        book = _part(
            document,
            f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx",
            CONTENT_TYPE.SML_SHEET,
            figure.workbook,
        )
        part.load_rel(RELATIONSHIP_TYPE.PACKAGE, book, BOOK)
        document.part.load_rel(RELATIONSHIP_TYPE.CHART, part, relation)


def _list(number: int) -> Element:
    """A list of the template's numbers that begins at 1."""
    start = element("w:lvlOverride", element("w:startOverride", w_val=1), w_ilvl=0)
    return element("w:num", element("w:abstractNumId", w_val=NUMBERS), start, w_numId=number)


class _Pages:
    """Upright pages and wide ones, whichever a chapter needs."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document, self._outline = document, outline
        self._lines: dict[bool, tuple[str, str]] = {}
        self._wide = False

    def turn(self, writer: Writer, *, wide: bool) -> None:
        """End the section where the pages have to be turned."""
        if wide == self._wide:
            return
        if writer.blocks[-1].tag != name("w:p"):
            writer.add(paragraph("Quelle", _TURNING))  # a table or piece can't end a section
        writer.end_section(self.section())
        self._wide = wide

    def section(self) -> Element:
        """The properties of the present section."""
        width = sections.WIDE if self._wide else sections.UPRIGHT
        if self._wide not in self._lines:
            number = len(self._lines) + 1
            self._lines[self._wide] = _page_lines(self._document, self._outline, width, number)
        references = sections.references(*self._lines[self._wide])
        return sections.wide(references) if self._wide else sections.upright(references)


def _page_lines(document: Document, outline: Outline, width: float, number: int) -> tuple[str, str]:
    """Header and footer for pages of that width; the relationships to them."""
    head = _part(
        document,
        f"/word/header{number}.xml",
        CONTENT_TYPE.WML_HEADER,
        sections.header(outline, width),
    )
    foot = _part(
        document,
        f"/word/footer{number}.xml",
        CONTENT_TYPE.WML_FOOTER,
        sections.footer(outline, width),
    )
    return (
        document.part.relate_to(head, RELATIONSHIP_TYPE.HEADER),
        document.part.relate_to(foot, RELATIONSHIP_TYPE.FOOTER),
    )


def _part(document: Document, path: str, content_type: str, blob: bytes) -> Part:
    return Part(PackURI(path), content_type, blob, document.part.package)

"""The second step: an outline becomes the bytes of a Word file. No database, no web."""

import io

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from . import sections
from .chapters import annex, outlook, overview, process, results, title
from .charts import BOOK
from .contents import contents
from .outline import Outline
from .package import repack
from .properties import describe
from .template.make import PATH as TEMPLATE
from .writer import Writer
from .xml import Element, name


def build(outline: Outline) -> bytes:
    """The Gutachten as a docx; the same outline gives the same bytes."""
    document = docx.Document(str(TEMPLATE))
    writer = Writer()
    wide = annex.is_wide(outline)
    upright = sections.upright(_page_lines(document, outline, sections.UPRIGHT, 1))

    title.title_page(writer, outline)
    place_of_contents = len(writer.blocks)
    title.imprint(writer, outline)
    overview.overview(writer, outline)
    process.mandate(writer, outline)
    process.process(writer, outline)
    results.results(writer, outline)
    outlook.outlook(writer, outline)
    if wide:
        writer.end_section(upright)
    annex.annex(writer, outline)
    writer.blocks.insert(place_of_contents, contents(writer.headings))

    last = sections.wide(_page_lines(document, outline, sections.WIDE, 2)) if wide else upright
    _fill(document, writer, last)
    describe(document, outline)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _fill(document: Document, writer: Writer, last_section: Element) -> None:
    body = document.element.body
    body.remove(body.find(name("w:sectPr")))
    body.extend([*writer.blocks, last_section])
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


def _page_lines(
    document: Document, outline: Outline, width: float, number: int
) -> tuple[Element, ...]:
    """Header and footer for pages of that width, as a section refers to them."""
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
    return sections.references(
        document.part.relate_to(head, RELATIONSHIP_TYPE.HEADER),
        document.part.relate_to(foot, RELATIONSHIP_TYPE.FOOTER),
    )


def _part(document: Document, path: str, content_type: str, blob: bytes) -> Part:
    return Part(PackURI(path), content_type, blob, document.part.package)

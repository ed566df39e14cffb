"""Collects the document from top to bottom: blocks, headings, captions, charts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

from docx.shared import Cm

from .blocks import Content, field, paragraph, run, runs
from .charts import Figure
from .controls import Marks
from .xml import Element, element, name

OWN_LISTS = 100
"""Numbers of lists from here on are the document's; those below are the template's."""


@dataclass(frozen=True)
class Heading:
    """What the contents know of a heading."""

    level: int
    number: str
    text: str
    anchor: str


class Writer:
    """Where the chapters write to."""

    def __init__(self) -> None:
        self.blocks: list[Element] = []
        self.headings: list[Heading] = []
        self.charts: list[tuple[str, Figure]] = []
        """Each with the relationship that its drawing refers to."""
        self.links: dict[str, str] = {}
        """The relationship of every address outside of the document."""
        self.lists: list[int] = []
        """Numbered lists that begin anew."""
        self.marks = Marks()
        self._counts = True
        self._chapter = 0
        self._section = 0
        self._captions: dict[str, int] = {}

    def add(self, *blocks: Element) -> None:
        """Append blocks."""
        self.blocks += blocks

    @contextmanager
    def piece(self, tag: str, alias: str) -> Iterator[None]:
        """What is written inside the block becomes one piece that can be found again."""
        outside, self.blocks = self.blocks, []
        yield
        outside.append(self.marks.control(tag, alias, self.blocks))
        self.blocks = outside

    def chapter(self, title: str, *, numbered: bool = True) -> None:
        """A heading 1; the styles begin a page with it and count it."""
        self._counts = numbered
        if numbered:
            self._chapter, self._section = self._chapter + 1, 0
        self._heading(1, title, str(self._chapter) if numbered else "")

    def section(self, title: str, *, new_page: bool = False) -> None:
        """A heading 2; it is counted where its chapter is."""
        self._section += self._counts
        number = f"{self._chapter}.{self._section}" if self._counts else ""
        self._heading(2, title, number, new_page=new_page)

    def _heading(self, level: int, title: str, number: str, *, new_page: bool = False) -> None:
        anchor = f"_Toc{len(self.headings) + 1:08}"
        self.headings.append(Heading(level, number, title, anchor))
        marked = self.marks.around(anchor, run(title))
        counted = level - 1 if number else None
        self.add(paragraph(f"Heading{level}", *marked, new_page=new_page, level=counted))

    def coded(self, code: str, title: str) -> None:
        """A heading 3 with its code („E 12“) in front; others refer to the code."""
        number = self.marks.around(code_bookmark(code), run(code, "Etikett", size=14))
        self.add(paragraph("Heading3", *number, run("\t"), run(title)))

    def subheading(self, title: str) -> None:
        """A heading 4."""
        self.add(paragraph("Heading4", title))

    def body(self, *content: Content, keep_next: bool = False) -> None:
        """A paragraph of running text."""
        self.add(paragraph("BodyText", *content, keep_next=keep_next))

    def bullets(self, texts: Sequence[str]) -> None:
        """A bulleted list."""
        self.add(*(paragraph("ListBullet", text) for text in texts))

    def numbers(self, texts: Sequence[str]) -> None:
        """A numbered list that begins at 1."""
        counted = element(
            "w:numPr", element("w:ilvl", w_val=0), element("w:numId", w_val=self.new_list())
        )
        for text in texts:
            made = paragraph("ListNumber", text)
            made[0].append(deepcopy(counted))
            self.add(made)

    def captioned(self, title: str, table: Element, note: str = "") -> None:
        """A table below its numbered caption."""
        self.add(self._caption("Tabelle", title, note), table)

    def pictured(self, title: str, figure: Figure, note: str = "") -> None:
        """A chart as wide as the text, below its numbered caption."""
        self.add(self._caption("Abbildung", title, note))
        self.chart(figure, "Diagramm")

    def _caption(self, kind: str, title: str, note: str) -> Element:
        number = self._captions[kind] = self._captions.get(kind, 0) + 1
        return paragraph(
            "Caption",
            run(f"{kind}\N{NO-BREAK SPACE}"),
            field(rf"SEQ {kind} \* ARABIC", str(number)),
            f": {title}",
            run(f" ({note})", "Beiwerk") if note else "",
        )

    def hyperlink(self, address: str, *content: Content) -> Element:
        """A link that leaves the document."""
        relation = self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")
        return element("w:hyperlink", *runs(content), r_id=relation, w_history=1)

    def new_list(self) -> int:
        """A numbered list that begins at 1."""
        self.lists.append(OWN_LISTS + len(self.lists))
        return self.lists[-1]

    def chart(self, figure: Figure, style: str = "ErgebnisZeile") -> None:
        """A chart in its own paragraph."""
        relation = f"rIdChart{len(self.charts) + 1}"
        self.charts.append((relation, figure))
        drawing = _drawing(relation, self.marks.drawing(), figure)
        self.add(paragraph(style, element("w:r", drawing)))

    def end_section(self, properties: Element) -> None:
        """Let the last paragraph end the section."""
        last = self.blocks[-1]
        if last.tag != name("w:p"):
            raise ValueError("a section ends with a paragraph")
        last[0].append(properties)


def code_bookmark(code: str) -> str:
    """The bookmark around a code in its heading: ``nr_E12``."""
    return "nr_" + code.replace("\N{NO-BREAK SPACE}", "")


def _drawing(relation: str, number: int, figure: Figure) -> Element:
    chart = element("c:chart", r_id=relation)
    data = element(
        "a:graphicData", chart, uri="http://schemas.openxmlformats.org/drawingml/2006/chart"
    )
    return element(
        "w:drawing",
        element(
            "wp:inline",
            element("wp:extent", cx=Cm(figure.width), cy=Cm(figure.height)),
            element("wp:effectExtent", l=0, t=0, r=0, b=0),
            element(
                "wp:docPr", id=number, name=f"Diagramm {number}", descr=figure.description[:2000]
            ),
            element("wp:cNvGraphicFramePr"),
            element("a:graphic", data),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        ),
    )

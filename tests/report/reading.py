"""A finished file, read back for tests: as Word's elements, without our own code."""

import io
import zipfile

from lxml import etree

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NS['w']}}}"


class Read:
    """The parts of a docx and what tests ask of its body."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def find(self, path: str) -> list:
        return self.root.xpath(path, namespaces=NS)

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    def paragraphs(self, *styles: str) -> list[str]:
        """The texts of the paragraphs in these styles, or of all."""
        return [text_of(p) for p in self.root.iter(f"{W}p") if not styles or style_of(p) in styles]

    def styled(self) -> list[tuple[str, str]]:
        """(style, text) of all paragraphs, in order."""
        return [(style_of(p), text_of(p)) for p in self.root.iter(f"{W}p")]

    def tags(self) -> list[str]:
        return self.find("//w:sdt/w:sdtPr/w:tag/@w:val")

    def piece(self, tag: str):
        """The content of one content control."""
        (found,) = self.find(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']/w:sdtContent")
        return found

    def charts(self) -> list[str]:
        return sorted(name for name in self.parts if name.startswith("word/charts/chart"))

    def tables(self) -> list[list[list[str]]]:
        """The rows of cells of every table."""
        return [
            [
                ["\n".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
                for row in table.iter(f"{W}tr")
            ]
            for table in self.root.iter(f"{W}tbl")
        ]


def style_of(paragraph) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def text_of(paragraph) -> str:
    """The text as Word shows it: tabs and line breaks included."""
    text = ""
    for each in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if each.getparent().tag == f"{W}r":
            text += {f"{W}tab": "\t", f"{W}br": "\n"}.get(each.tag, each.text or "")
    return text

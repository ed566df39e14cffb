"""Paragraphs, runs and fields: the small pieces that everything is put together from."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from .xml import Element, element, glued, name, safe, text_element

Content: TypeAlias = str | Element
_LINES = re.compile(r"\s*\n\s*")
_TAB = "\t"
CHAPTERS = 1
"""The list in the template that counts chapters."""
NUMBERS = 4
"""… and the one that counts items."""


def run(
    text: str,
    style: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
) -> Element:
    """One run of text; line ends become line breaks, tabs tabulators."""
    properties = element(
        "w:rPr",
        element("w:rStyle", w_val=style) if style else None,
        element("w:b") if bold else None,
        element("w:bCs") if bold else None,
        element("w:i") if italic else None,
        element("w:iCs") if italic else None,
        element("w:sz", w_val=round(size * 2)) if size else None,
        element("w:szCs", w_val=round(size * 2)) if size else None,
    )
    made = element("w:r", properties if len(properties) else None)
    for number, line in enumerate(_LINES.split(glued(safe(text)))):
        if number:
            made.append(element("w:br"))
        for place, words in enumerate(line.split(_TAB)):
            if place:
                made.append(element("w:tab"))
            if words:
                made.append(text_element("w:t", words))
    return made


def paragraph(
    style: str,
    *content: Content,
    keep_next: bool = False,
    new_page: bool = False,
    level: int | None = None,
    after: float | None = None,
    hanging: bool = True,
) -> Element:
    """One paragraph; ``level`` counts it among the chapters, without ``hanging`` it has no label."""
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", w_val=style),
            element("w:keepNext") if keep_next else None,
            element("w:pageBreakBefore") if new_page else None,
            None
            if level is None
            else element(
                "w:numPr", element("w:ilvl", w_val=level), element("w:numId", w_val=CHAPTERS)
            ),
            None if after is None else element("w:spacing", w_after=round(after * 20)),
            None if hanging else element("w:ind", w_firstLine=0),
        ),
        *runs(content),
    )


def runs(content: Iterable[Content]) -> list[Element]:
    """Texts as runs, elements as they are."""
    return [run(each) if isinstance(each, str) else each for each in content if each != ""]


def prose(style: str, text: str) -> list[Element]:
    """A typed text as paragraphs: an empty line or a line end starts a new one."""
    return [paragraph(style, line) for line in lines(text)]


def lines(text: str) -> list[str]:
    """The lines of a typed text that hold something to read."""
    return [line.strip() for line in safe(text).splitlines() if line.strip()]


def labelled(style: str, label: str, *content: Content, keep_next: bool = False) -> Element:
    """A label in the left column and its text beside it."""
    return paragraph(style, run(label, "Etikett"), run(_TAB), *content, keep_next=keep_next)


def described(label: str, text: str) -> list[Element]:
    """A labelled text of one or more paragraphs; nothing where there is nothing to read."""
    return [
        paragraph("Merkmal", line, hanging=False) if number else labelled("Merkmal", label, line)
        for number, line in enumerate(lines(text))
    ]


def field(instruction: str, shown: str) -> Element:
    """A field that is filled already, so that nothing has to be updated to be read."""
    return element("w:fldSimple", run(shown), w_instr=f" {instruction} ")


def field_parts(instruction: str) -> tuple[list[Element], Element]:
    """The runs that open a field over several paragraphs, and the one that closes it."""
    opening = [
        element("w:r", element("w:fldChar", w_fldCharType="begin")),
        element("w:r", text_element("w:instrText", f" {instruction} ")),
        element("w:r", element("w:fldChar", w_fldCharType="separate")),
    ]
    return opening, element("w:r", element("w:fldChar", w_fldCharType="end"))


def link(anchor: str, *content: Content) -> Element:
    """A link to a bookmark of this document."""
    return element("w:hyperlink", *runs(content), w_anchor=anchor, w_history=1)


def reference(bookmark: str, shown: str) -> Element:
    """„E 12“ as a cross reference that stays right when Word updates it."""
    return field(rf"REF {bookmark} \h \* CHARFORMAT", shown)


def keep_with_next(block: Element) -> None:
    """Let the paragraph ``block`` never part from what follows it."""
    properties = block.find(name("w:pPr"))
    if properties is None or properties.find(name("w:keepNext")) is not None:
        return
    properties.insert(1, element("w:keepNext"))

"""The contents: filled when the file is opened, and a field that Word can update.

Page numbers are left out until a layout engine can tell them: none is better than a
wrong one. Updating the field in Word (F9) adds them.
"""

from collections.abc import Sequence

from .blocks import field_parts, link, paragraph, run
from .writer import Heading
from .xml import Element, element

_TITLE = "Inhalt"


def contents(headings: Sequence[Heading]) -> Element:
    """A content control of the kind that Word knows as its table of contents."""
    lines = [_line(heading) for heading in headings]
    if lines:
        opening, closing = field_parts(r'TOC \o "1-2" \h \z \u')
        lines[0][1:1] = opening
        lines[-1].append(closing)
    gallery = element(
        "w:docPartObj",
        element("w:docPartGallery", w_val="Table of Contents"),
        element("w:docPartUnique"),
    )
    return element(
        "w:sdt",
        element(
            "w:sdtPr",
            element("w:alias", w_val=_TITLE),
            element("w:tag", w_val="contents"),
            element("w:id", w_val=1),
            gallery,
        ),
        element("w:sdtContent", paragraph("TOCHeading", _TITLE), *lines),
    )


def _line(heading: Heading) -> Element:
    number = [run(f"{heading.number}\t")] if heading.number else []
    return paragraph(f"TOC{heading.level}", link(heading.anchor, *number, heading.text))

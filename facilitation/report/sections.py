"""Pages: the title alone, upright pages, a wide annex; their headers and footers."""

from .blocks import field, paragraph, run
from .outline import Outline
from .styles import CM
from .xml import Element, element, serialise

UPRIGHT, WIDE = 16.0, 24.7
"""Width of the text in centimetres, on an upright and on a wide page."""

_SHORT, _LONG = 11906, 16838


def title_page() -> Element:
    """The section of the title: nothing above or below the text."""
    return _section((), top=4.6, wide=False)


def upright(references: tuple[Element, ...]) -> Element:
    """The section of the chapters."""
    return _section(references, top=3.0, wide=False)


def wide(references: tuple[Element, ...]) -> Element:
    """The section of tables with many columns."""
    return _section(references, top=3.0, wide=True)


def references(header: str, footer: str) -> tuple[Element, ...]:
    """What a section says about its header and footer."""
    return (
        element("w:headerReference", w_type="default", r_id=header),
        element("w:footerReference", w_type="default", r_id=footer),
    )


def header(outline: Outline, width: float) -> bytes:
    """The header part: whose Gutachten, and that it is only an example or a rehearsal."""
    words = [f"{outline.title} · Bürgergutachten"]
    if outline.marks:
        words += ["\t", " · ".join(outline.marks)]
    return serialise(element("w:hdr", _across(paragraph("Header", *words), width)))


def footer(outline: Outline, width: float) -> bytes:
    """The footer part: state, version and date of the data, and the page."""
    words = f"{outline.status} · Fassung {outline.version} · Datenstand {outline.as_of:%d.%m.%Y}\t"
    page = paragraph("Footer", words, run("Seite\N{NO-BREAK SPACE}"), field("PAGE", "1"))
    return serialise(element("w:ftr", _across(page, width)))


def _across(line: Element, width: float) -> Element:
    """Move the tab to the right margin of a wide page."""
    if width != UPRIGHT:
        line[0].append(
            element(
                "w:tabs",
                element("w:tab", w_val="clear", w_pos=round(UPRIGHT * CM)),
                element("w:tab", w_val="right", w_pos=round(width * CM)),
            )
        )
    return line


def _section(references: tuple[Element, ...], *, top: float, wide: bool) -> Element:
    side = round(2.5 * CM)
    edge = round(1.3 * CM)
    return element(
        "w:sectPr",
        *references,
        element("w:type", w_val="nextPage"),
        element("w:pgSz", w_w=_LONG, w_h=_SHORT, w_orient="landscape")
        if wide
        else element("w:pgSz", w_w=_SHORT, w_h=_LONG),
        element(
            "w:pgMar",
            w_top=round(top * CM),
            w_right=side,
            w_bottom=side,
            w_left=side,
            w_header=edge,
            w_footer=edge,
            w_gutter=0,
        ),
        element("w:cols", w_space=708),
    )

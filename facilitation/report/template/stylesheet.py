"""The styles part of the template, made from the table of looks."""

from ..styles import CM, HEADER, INK, LOOKS, RULE, TEAL, THEMED, Look
from ..xml import Element, element, serialise


def styles() -> bytes:
    """``word/styles.xml``"""
    return serialise(
        element(
            "w:styles",
            _defaults(),
            _plain("paragraph", "Normal", "Normal", element("w:qFormat"), _body_run()),
            _plain(
                "character",
                "DefaultParagraphFont",
                "Default Paragraph Font",
                element("w:uiPriority", w_val=1),
                element("w:semiHidden"),
            ),
            _plain(
                "numbering",
                "NoList",
                "No List",
                element("w:uiPriority", w_val=99),
                element("w:semiHidden"),
            ),
            _plain(
                "table",
                "TableNormal",
                "Normal Table",
                element("w:uiPriority", w_val=99),
                element("w:semiHidden"),
                element("w:tblPr", _margins(0, 0.19)),
            ),
            *(_style(look) for look in LOOKS),
            _ruled_table(),
            _table_style(
                "GutachtenKennzahlen",
                "Gutachten Kennzahlen",
                _margins(0.16, 0, 0.3),
                element("w:tblBorders", border("top", 2.25, TEAL)),
            ),
            _table_style(
                "GutachtenEckdaten",
                "Gutachten Eckdaten",
                _margins(0.16, 0.16),
                element("w:tblBorders", border("top", 1.5, TEAL), border("insideH", 0.5, RULE)),
            ),
        )
    )


def color(value: str) -> Element:
    """A font colour that follows the theme where one of its colours is meant."""
    return element("w:color", w_val=value, w_themeColor=THEMED.get(value))


def border(side: str, points: float, shade: str, space: int = 0) -> Element:
    """One border line of a paragraph, table or cell."""
    return element(
        f"w:{side}", w_val="single", w_sz=round(points * 8), w_space=space, w_color=shade
    )


def _twips(points: float) -> int:
    return round(points * 20)


def _paragraph(look: Look) -> Element:
    spaced = look.before is not None or look.after is not None or look.line is not None
    return element(
        "w:pPr",
        element("w:keepNext") if look.keep_next else None,
        element("w:keepLines") if look.keep_lines else None,
        element("w:pageBreakBefore") if look.page_break else None,
        element("w:widowControl"),
        _numbering(look),
        element("w:pBdr", *(border(b.side, b.points, b.color, b.space) for b in look.borders))
        if look.borders
        else None,
        element("w:shd", w_val="clear", w_color="auto", w_fill=look.fill) if look.fill else None,
        element(
            "w:tabs",
            *(element("w:tab", w_val=side, w_pos=round(at * CM)) for side, at in look.tabs),
        )
        if look.tabs
        else None,
        None if look.hyphens else element("w:suppressAutoHyphens"),
        element(
            "w:spacing",
            w_before=None if look.before is None else _twips(look.before),
            w_after=None if look.after is None else _twips(look.after),
            w_line=None if look.line is None else round(look.line * 240),
            w_lineRule=None if look.line is None else "auto",
        )
        if spaced
        else None,
        None
        if look.left is None
        else element(
            "w:ind", w_left=round(look.left * CM), w_hanging=round(look.hanging * CM) or None
        ),
        None if look.outline is None else element("w:outlineLvl", w_val=look.outline),
    )


def _numbering(look: Look) -> Element | None:
    if look.numbering is None:
        return None
    number, level = look.numbering
    return element(
        "w:numPr",
        element("w:ilvl", w_val=level) if level else None,
        element("w:numId", w_val=number),
    )


def _run(look: Look) -> Element:
    half = round(look.size * 2) if look.size else 0
    return element(
        "w:rPr",
        element(
            "w:rFonts", w_asciiTheme="majorHAnsi", w_hAnsiTheme="majorHAnsi", w_cstheme="majorBidi"
        )
        if look.major
        else None,
        None if look.bold is None else element("w:b", w_val=None if look.bold else 0),
        None if look.bold is None else element("w:bCs", w_val=None if look.bold else 0),
        color(look.color) if look.color else None,
        element("w:sz", w_val=half) if half else None,
        element("w:szCs", w_val=half) if half else None,
    )


def _style(look: Look) -> Element:
    return element(
        "w:style",
        element("w:name", w_val=look.name),
        element("w:basedOn", w_val=look.based_on) if look.based_on else None,
        element("w:next", w_val=look.follows) if look.follows else None,
        element("w:uiPriority", w_val=39) if look.name.startswith("toc ") else None,
        element("w:qFormat")
        if not look.name.startswith(("toc", "header", "footer", "footnote"))
        else None,
        _paragraph(look) if look.kind == "paragraph" else None,
        _run(look),
        w_type=look.kind,
        w_customStyle=1 if look.custom else None,
        w_styleId=look.id,
    )


def _defaults() -> Element:
    fonts = element(
        "w:rFonts",
        w_asciiTheme="minorHAnsi",
        w_hAnsiTheme="minorHAnsi",
        w_eastAsiaTheme="minorEastAsia",
        w_cstheme="minorBidi",
    )
    return element(
        "w:docDefaults",
        element(
            "w:rPrDefault",
            element(
                "w:rPr",
                fonts,
                element("w:lang", w_val="de-DE", w_eastAsia="de-DE", w_bidi="ar-SA"),
            ),
        ),
        element("w:pPrDefault"),
    )


def _body_run() -> Element:
    """Colour and size stand here, not in the defaults, which LibreOffice imposes on cells."""
    return element("w:rPr", color(INK), element("w:sz", w_val=23), element("w:szCs", w_val=23))


def _plain(kind: str, style_id: str, style_name: str, *rest: Element) -> Element:
    return element(
        "w:style",
        element("w:name", w_val=style_name),
        *rest,
        w_type=kind,
        w_default=1,
        w_styleId=style_id,
    )


def _margins(upright: float, left: float, right: float | None = None) -> Element:
    sides = (
        ("top", upright),
        ("left", left),
        ("bottom", upright),
        ("right", left if right is None else right),
    )
    return element(
        "w:tblCellMar",
        *(element(f"w:{side}", w_w=round(size * CM), w_type="dxa") for side, size in sides),
    )


def _table_style(
    style_id: str, style_name: str, margins: Element, borders: Element, *rest: Element
) -> Element:
    return element(
        "w:style",
        element("w:name", w_val=style_name),
        element("w:basedOn", w_val="TableNormal"),
        element("w:qFormat"),
        element("w:tblPr", borders, margins),
        *rest,
        w_type="table",
        w_customStyle=1,
        w_styleId=style_id,
    )


def _ruled_table() -> Element:
    header = element(
        "w:tblStylePr",
        element("w:rPr", element("w:b"), element("w:bCs")),
        element(
            "w:tcPr",
            element("w:tcBorders", border("top", 1.5, TEAL), border("bottom", 1, TEAL)),
            element("w:shd", w_val="clear", w_color="auto", w_fill=HEADER),
            element("w:vAlign", w_val="bottom"),
        ),
        w_type="firstRow",
    )
    return _table_style(
        "GutachtenTabelle",
        "Gutachten Tabelle",
        _margins(0.08, 0.16),
        element(
            "w:tblBorders",
            border("top", 1.5, TEAL),
            border("bottom", 1, TEAL),
            border("insideH", 0.5, RULE),
        ),
        header,
    )

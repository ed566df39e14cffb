"""The parts of the slim template: styles, numbering, theme, fonts, settings."""

from ..styles import LOOKS, CM, HEADER, GROUP, INK, MUTED, RULE, TEAL, THEMED, Look
from ..xml import Element, element, serialise

def color(value: str) -> Element:
    """A font colour that follows the theme where one of its colours is meant."""
    return element("w:color", w_val=value, w_themeColor=THEMED.get(value))


def border(side: str, points: float, shade: str, space: int = 0) -> Element:
    """One border line of a paragraph, table or cell."""
    return element(f"w:{side}", w_val="single", w_sz=round(points * 8), w_space=space, w_color=shade)


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
        if look.borders else None,
        element("w:shd", w_val="clear", w_color="auto", w_fill=look.fill) if look.fill else None,
        element("w:tabs", *(element("w:tab", w_val=side, w_pos=round(at * CM)) for side, at in look.tabs))
        if look.tabs else None,
        None if look.hyphens else element("w:suppressAutoHyphens"),
        element(
            "w:spacing",
            w_before=None if look.before is None else _twips(look.before),
            w_after=None if look.after is None else _twips(look.after),
            w_line=None if look.line is None else round(look.line * 240),
            w_lineRule=None if look.line is None else "auto",
        ) if spaced else None,
        None if look.left is None else element(
            "w:ind", w_left=round(look.left * CM), w_hanging=round(look.hanging * CM) or None
        ),
        None if look.outline is None else element("w:outlineLvl", w_val=look.outline),
    )


def _numbering(look: Look) -> Element | None:
    if look.numbering is None:
        return None
    number, level = look.numbering
    return element(
        "w:numPr", element("w:ilvl", w_val=level) if level else None, element("w:numId", w_val=number)
    )


def _run(look: Look) -> Element:
    half = None if look.size is None else round(look.size * 2)
    return element(
        "w:rPr",
        element("w:rFonts", w_asciiTheme="majorHAnsi", w_hAnsiTheme="majorHAnsi", w_cstheme="majorBidi")
        if look.major else None,
        None if look.bold is None else element("w:b", w_val=None if look.bold else 0),
        None if look.bold is None else element("w:bCs", w_val=None if look.bold else 0),
        color(look.color) if look.color else None,
        half and element("w:sz", w_val=half),
        half and element("w:szCs", w_val=half),
    )


def _style(look: Look) -> Element:
    return element(
        "w:style",
        element("w:name", w_val=look.name),
        element("w:basedOn", w_val=look.based_on) if look.based_on else None,
        element("w:next", w_val=look.follows) if look.follows else None,
        element("w:uiPriority", w_val=39) if look.name.startswith("toc ") else None,
        element("w:qFormat") if not look.name.startswith(("toc", "header", "footer", "footnote")) else None,
        _paragraph(look) if look.kind == "paragraph" else None,
        _run(look),
        w_type=look.kind,
        w_customStyle=1 if look.custom else None,
        w_styleId=look.id,
    )


def styles() -> bytes:
    """``word/styles.xml``"""
    return serialise(
        element(
            "w:styles",
            _defaults(),
            _plain("paragraph", "Normal", "Normal", element("w:qFormat"), _body_run()),
            _plain("character", "DefaultParagraphFont", "Default Paragraph Font", element("w:uiPriority", w_val=1),
                   element("w:semiHidden")),
            _plain("numbering", "NoList", "No List", element("w:uiPriority", w_val=99), element("w:semiHidden")),
            _plain("table", "TableNormal", "Normal Table", element("w:uiPriority", w_val=99),
                   element("w:semiHidden"), element("w:tblPr", _margins(0, 0.19))),
            *(_style(look) for look in LOOKS),
            _ruled_table(),
            _table_style("GutachtenKennzahlen", "Gutachten Kennzahlen", _margins(0.16, 0, 0.3),
                         element("w:tblBorders", border("top", 2.25, TEAL))),
            _table_style("GutachtenEckdaten", "Gutachten Eckdaten", _margins(0.16, 0.16),
                         element("w:tblBorders", border("top", 1.5, TEAL), border("insideH", 0.5, RULE))),
        )
    )


def _defaults() -> Element:
    fonts = element("w:rFonts", w_asciiTheme="minorHAnsi", w_hAnsiTheme="minorHAnsi",
                    w_eastAsiaTheme="minorEastAsia", w_cstheme="minorBidi")
    return element(
        "w:docDefaults",
        element("w:rPrDefault", element(
            "w:rPr", fonts,
            element("w:lang", w_val="de-DE", w_eastAsia="de-DE", w_bidi="ar-SA"),
        )),
        element("w:pPrDefault"),
    )


def _body_run() -> Element:
    """Colour and size stand here, not in the defaults, which LibreOffice imposes on cells."""
    return element("w:rPr", color(INK), element("w:sz", w_val=23), element("w:szCs", w_val=23))


def _plain(kind: str, style_id: str, style_name: str, *rest: Element) -> Element:
    return element("w:style", element("w:name", w_val=style_name), *rest,
                   w_type=kind, w_default=1, w_styleId=style_id)


def _margins(upright: float, left: float, right: float | None = None) -> Element:
    sides = (("top", upright), ("left", left), ("bottom", upright), ("right", left if right is None else right))
    return element("w:tblCellMar", *(
        element(f"w:{side}", w_w=round(size * CM), w_type="dxa") for side, size in sides
    ))


def _table_style(style_id: str, style_name: str, margins: Element, borders: Element, *rest: Element) -> Element:
    return element(
        "w:style",
        element("w:name", w_val=style_name),
        element("w:basedOn", w_val="TableNormal"),
        element("w:qFormat"),
        element("w:tblPr", borders, margins),
        *rest,
        w_type="table", w_customStyle=1, w_styleId=style_id,
    )


def _ruled_table() -> Element:
    header = element(
        "w:tblStylePr",
        element("w:rPr", element("w:b"), element("w:bCs")),
        element("w:tcPr",
                element("w:tcBorders", border("top", 1.5, TEAL), border("bottom", 1, TEAL)),
                element("w:shd", w_val="clear", w_color="auto", w_fill=HEADER),
                element("w:vAlign", w_val="bottom")),
        w_type="firstRow",
    )
    return _table_style(
        "GutachtenTabelle", "Gutachten Tabelle", _margins(0.08, 0.16),
        element("w:tblBorders", border("top", 1.5, TEAL), border("bottom", 1, TEAL), border("insideH", 0.5, RULE)),
        header,
    )


def numbering() -> bytes:
    """``word/numbering.xml``: chapters, two kinds of bullets, numbers."""
    lists = (
        _list(1, _level(0, "decimal", "%1\u2002"), _level(1, "decimal", "%1.%2\u2002")),
        _list(2, _level(0, "bullet", "•", "ListBullet", 0.5)),
        _list(3, _level(0, "bullet", "•", "MerkmalListe", 4.35, 0.45)),
        _list(4, _level(0, "decimal", "%1", "ListNumber", 0.7)),
    )
    numbers = (
        element("w:num", element("w:abstractNumId", w_val=number), w_numId=number) for number in range(1, 5)
    )
    return serialise(element("w:numbering", *lists, *numbers))


def _list(number: int, *levels: Element) -> Element:
    return element(
        "w:abstractNum",
        element("w:multiLevelType", w_val="multilevel" if len(levels) > 1 else "singleLevel"),
        *levels,
        w_abstractNumId=number,
    )


def _level(level: int, form: str, text: str, style: str = "", left: float = 0, hanging: float | None = None) -> Element:
    hanging = left if hanging is None else hanging
    return element(
        "w:lvl",
        element("w:start", w_val=1),
        element("w:numFmt", w_val=form),
        element("w:pStyle", w_val=style) if style else None,
        None if left else element("w:suff", w_val="nothing"),
        element("w:lvlText", w_val=text),
        element("w:lvlJc", w_val="left"),
        element("w:pPr", element("w:ind", w_left=round(left * CM), w_hanging=round(hanging * CM))) if left else None,
        element("w:rPr", element("w:b"), color(TEAL)) if left else None,
        w_ilvl=level,
    )


def settings() -> bytes:
    """``word/settings.xml``: hyphenation, German, the manners of Word 2013 and later."""
    compatibility = element(
        "w:compatSetting", w_name="compatibilityMode", w_uri="http://schemas.microsoft.com/office/word", w_val=15
    )
    return serialise(element(
        "w:settings",
        element("w:zoom", w_percent=100),
        element("w:defaultTabStop", w_val=709),
        element("w:autoHyphenation"),
        element("w:characterSpacingControl", w_val="doNotCompress"),
        element("w:compat", compatibility),
        element("w:themeFontLang", w_val="de-DE"),
        element("w:clrSchemeMapping", w_bg1="light1", w_t1="dark1", w_bg2="light2", w_t2="dark2",
                w_accent1="accent1", w_accent2="accent2", w_accent3="accent3", w_accent4="accent4",
                w_accent5="accent5", w_accent6="accent6", w_hyperlink="hyperlink",
                w_followedHyperlink="followedHyperlink"),
        element("w:decimalSymbol", w_val=","),
        element("w:listSeparator", w_val=";"),
    ))


def fonts() -> bytes:
    """``word/fontTable.xml``: Calibri, and Carlito where it is missing (the same widths)."""
    return serialise(element(
        "w:fonts",
        element("w:font", element("w:altName", w_val="Carlito"), element("w:panose1", w_val="020F0502020204030204"),
                element("w:charset", w_val="00"), element("w:family", w_val="swiss"),
                element("w:pitch", w_val="variable"), w_name="Calibri"),
    ))


def theme() -> bytes:
    """``word/theme/theme1.xml``: colours and fonts that the styles refer to."""
    colors = {
        "dk1": INK, "lt1": "FFFFFF", "dk2": MUTED, "lt2": HEADER, "accent1": TEAL, "accent2": "5AAFB7",
        "accent3": "C2500F", "accent4": "7F3300", "accent5": "D3DADF", "accent6": "5B6B76",
        "hlink": TEAL, "folHlink": MUTED,
    }
    scheme = element("a:clrScheme", *(
        element(f"a:{slot}", element("a:srgbClr", val=value)) for slot, value in colors.items()
    ), name="Gutachten")
    faces = element("a:fontScheme", *(
        element(f"a:{which}Font", element("a:latin", typeface="Calibri"), element("a:ea", typeface=""),
                element("a:cs", typeface=""))
        for which in ("major", "minor")
    ), name="Gutachten")
    return serialise(element(
        "a:theme", element("a:themeElements", scheme, faces, _formats()), name="Gutachten"
    ))


def _formats() -> Element:
    """The plainest format scheme that the schema allows: three of each kind."""
    fill = [element("a:solidFill", element("a:schemeClr", val="phClr")) for _ in range(6)]
    lines = [
        element("a:ln", element("a:solidFill", element("a:schemeClr", val="phClr")), w=width)
        for width in (6350, 12700, 19050)
    ]
    return element(
        "a:fmtScheme",
        element("a:fillStyleLst", *fill[:3]),
        element("a:lnStyleLst", *lines),
        element("a:effectStyleLst", *(element("a:effectStyle", element("a:effectLst")) for _ in range(3))),
        element("a:bgFillStyleLst", *fill[3:]),
        name="Gutachten",
    )

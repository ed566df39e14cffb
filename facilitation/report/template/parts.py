"""The other parts of the template: numbering, theme, fonts, settings."""

from ..styles import CM, HEADER, INK, MUTED, TEAL
from ..xml import Element, element, serialise
from .stylesheet import color


def numbering() -> bytes:
    """``word/numbering.xml``: chapters, two kinds of bullets, numbers."""
    lists = (
        _list(1, _level(0, "decimal", "%1\u2002"), _level(1, "decimal", "%1.%2\u2002")),
        _list(2, _level(0, "bullet", "•", "ListBullet", 0.5)),
        _list(3, _level(0, "bullet", "•", "MerkmalListe", 4.35, 0.45)),
        _list(4, _level(0, "decimal", "%1", "ListNumber", 0.7)),
    )
    numbers = (
        element("w:num", element("w:abstractNumId", w_val=number), w_numId=number)
        for number in range(1, 5)
    )
    return serialise(element("w:numbering", *lists, *numbers))


def _list(number: int, *levels: Element) -> Element:
    return element(
        "w:abstractNum",
        element("w:multiLevelType", w_val="multilevel" if len(levels) > 1 else "singleLevel"),
        *levels,
        w_abstractNumId=number,
    )


def _level(
    level: int, form: str, text: str, style: str = "", left: float = 0, hanging: float | None = None
) -> Element:
    hanging = left if hanging is None else hanging
    return element(
        "w:lvl",
        element("w:start", w_val=1),
        element("w:numFmt", w_val=form),
        element("w:pStyle", w_val=style) if style else None,
        None if left else element("w:suff", w_val="nothing"),
        element("w:lvlText", w_val=text),
        element("w:lvlJc", w_val="left"),
        element("w:pPr", element("w:ind", w_left=round(left * CM), w_hanging=round(hanging * CM)))
        if left
        else None,
        element("w:rPr", element("w:b"), color(TEAL)) if left else None,
        w_ilvl=level,
    )


def settings() -> bytes:
    """``word/settings.xml``: hyphenation, German, the manners of Word 2013 and later."""
    compatibility = element(
        "w:compatSetting",
        w_name="compatibilityMode",
        w_uri="http://schemas.microsoft.com/office/word",
        w_val=15,
    )
    return serialise(
        element(
            "w:settings",
            element("w:zoom", w_percent=100),
            element("w:defaultTabStop", w_val=709),
            element("w:autoHyphenation"),
            element("w:characterSpacingControl", w_val="doNotCompress"),
            element("w:compat", compatibility),
            element("w:themeFontLang", w_val="de-DE"),
            element(
                "w:clrSchemeMapping",
                w_bg1="light1",
                w_t1="dark1",
                w_bg2="light2",
                w_t2="dark2",
                w_accent1="accent1",
                w_accent2="accent2",
                w_accent3="accent3",
                w_accent4="accent4",
                w_accent5="accent5",
                w_accent6="accent6",
                w_hyperlink="hyperlink",
                w_followedHyperlink="followedHyperlink",
            ),
            element("w:decimalSymbol", w_val=","),
            element("w:listSeparator", w_val=";"),
        )
    )


def fonts() -> bytes:
    """``word/fontTable.xml``: Calibri, and Carlito where it is missing (the same widths)."""
    return serialise(
        element(
            "w:fonts",
            element(
                "w:font",
                element("w:altName", w_val="Carlito"),
                element("w:panose1", w_val="020F0502020204030204"),
                element("w:charset", w_val="00"),
                element("w:family", w_val="swiss"),
                element("w:pitch", w_val="variable"),
                w_name="Calibri",
            ),
        )
    )


def theme() -> bytes:
    """``word/theme/theme1.xml``: colours and fonts that the styles refer to."""
    colors = {
        "dk1": INK,
        "lt1": "FFFFFF",
        "dk2": MUTED,
        "lt2": HEADER,
        "accent1": TEAL,
        "accent2": "5AAFB7",
        "accent3": "C2500F",
        "accent4": "7F3300",
        "accent5": "D3DADF",
        "accent6": "5B6B76",
        "hlink": TEAL,
        "folHlink": MUTED,
    }
    scheme = element(
        "a:clrScheme",
        *(element(f"a:{slot}", element("a:srgbClr", val=value)) for slot, value in colors.items()),
        name="Gutachten",
    )
    faces = element(
        "a:fontScheme",
        *(
            element(
                f"a:{which}Font",
                element("a:latin", typeface="Calibri"),
                element("a:ea", typeface=""),
                element("a:cs", typeface=""),
            )
            for which in ("major", "minor")
        ),
        name="Gutachten",
    )
    return serialise(
        element("a:theme", element("a:themeElements", scheme, faces, _formats()), name="Gutachten")
    )


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
        element(
            "a:effectStyleLst",
            *(element("a:effectStyle", element("a:effectLst")) for _ in range(3)),
        ),
        element("a:bgFillStyleLst", *fill[3:]),
        name="Gutachten",
    )

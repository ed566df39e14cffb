"""Elements of WordprocessingML: short to write, and safe whatever the text."""

import re
from typing import TypeAlias

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element: TypeAlias = etree._Element  # noqa: SLF001  (lxml has no public name for it)
Value: TypeAlias = str | int

_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_GLUE = re.compile(
    r"\b(?:E|M|Nr\.|Tabelle|Abbildung|Sitzung|Seite|Rang|Runde|Fassung|Kapitel|nötig) (?=\d)"
    r"|\bAnhang (?=[A-Z]\b)|(?<=\d) (?=%|€|Uhr\b|Ja\b|Nein\b|Enthaltung)"
)
# Declaring all prefixes everywhere takes three times as long, so an element declares its own,
# and those of its guests where it has any.
_DECLARED = {
    (prefix, guests): {
        key: NAMESPACES[key] for key in ((prefix, "a", "r") if guests else (prefix,))
    }
    for prefix in NAMESPACES
    for guests in (False, True)
}
_names: dict[str, str] = {}


def name(short: str) -> str:
    """``w:p`` as lxml wants it."""
    full = _names.get(short)
    if full is None:
        prefix, local = short.split(":")
        full = _names[short] = f"{{{NAMESPACES[prefix]}}}{local}"
    return full


def element(tag: str, *children: Element | None, **attributes: Value | None) -> Element:
    """One element; ``w_val=1`` gives ``w:val="1"``, attributes and children of None are left out."""
    guests = "r_id" in attributes
    made = etree.Element(name(tag), nsmap=_DECLARED[tag.partition(":")[0], guests])
    for key, value in attributes.items():
        if value is not None:
            prefix, _, local = key.partition("_")
            made.set(name(f"{prefix}:{local}") if local else key, safe(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def text_element(tag: str, text: str) -> Element:
    """An element that holds ``text`` with all its spaces."""
    made = etree.Element(name(tag), nsmap=_DECLARED[tag.partition(":")[0], False])
    made.text = text
    made.set(SPACE, "preserve")
    return made


def safe(text: str) -> str:
    """``text`` without the characters that XML forbids: the last guard before the file."""
    return _FORBIDDEN.sub("", text)


def glued(text: str) -> str:
    """``text`` with no-break spaces where a line may not end: „E 12“, „87 %“, „Tabelle 3“."""
    return _GLUE.sub(lambda hit: hit.group().replace(" ", "\N{NO-BREAK SPACE}"), text)


def serialise(root: Element) -> bytes:
    """The bytes of a part."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

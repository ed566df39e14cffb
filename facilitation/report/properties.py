"""What the file says about itself: core and custom properties."""

from datetime import UTC
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from .outline import Outline
from .xml import safe

LIMIT = 255
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def describe(document: Document, outline: Outline) -> None:
    """Fill title, subject, author, keywords and the council's own properties."""
    core = document.core_properties
    moment = outline.as_of.astimezone(UTC).replace(tzinfo=None)
    core.title = _short(f"Bürgergutachten {outline.title}")
    core.subject = _short(outline.question)
    core.author = _short(outline.conducted_by or outline.title)
    core.last_modified_by = "Ratschlag"
    core.keywords = _short(f"Bürgergutachten, {outline.title}")
    core.category = ", ".join(outline.marks) or "Bürgergutachten"
    core.language = "de-DE"
    core.content_status = outline.status
    core.version = str(outline.version)
    core.revision = outline.version
    core.created = core.modified = moment
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        _custom(outline),
        document.part.package,
    )
    document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom(outline: Outline) -> bytes:
    prefixes: Any = {None: _CUSTOM, "vt": _TYPES}  # lxml's stubs forget the default namespace
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=prefixes)
    texts = {
        "Bürgerrat": _short(outline.title),
        "Kennung": outline.slug,
        "Fassung": outline.version,
        "Datenstand": outline.as_of,
        "Status": outline.status,
        "Beispieldaten": outline.is_example,
    }
    for number, (title, value) in enumerate(texts.items(), 2):
        entry = etree.SubElement(
            root, f"{{{_CUSTOM}}}property", fmtid=_SET, pid=str(number), name=title
        )
        kind, text = _typed(value)
        etree.SubElement(entry, f"{{{_TYPES}}}{kind}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _typed(value: object) -> tuple[str, str]:
    match value:
        case bool():
            return "bool", str(value).lower()
        case int():
            return "i4", str(value)
        case str():
            return "lpwstr", safe(value)
    return "filetime", f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"  # type: ignore[attr-defined]


def _short(text: str) -> str:
    return safe(text)[:LIMIT]

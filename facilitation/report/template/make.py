"""Make the slim template: ``python3 -m facilitation.report.template.make``."""

from pathlib import Path

from ..package import pack
from ..xml import element, serialise
from . import parts, stylesheet

PATH = Path(__file__).with_name("gutachten.docx")

_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = (
    # part below word/, kind of relationship, content type
    ("styles.xml", "styles", f"{_TYPES}.wordprocessingml.styles+xml"),
    ("numbering.xml", "numbering", f"{_TYPES}.wordprocessingml.numbering+xml"),
    ("settings.xml", "settings", f"{_TYPES}.wordprocessingml.settings+xml"),
    ("fontTable.xml", "fontTable", f"{_TYPES}.wordprocessingml.fontTable+xml"),
    ("theme/theme1.xml", "theme", f"{_TYPES}.theme+xml"),
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def template() -> bytes:
    """An empty document that has every style and nothing else."""
    body = element("w:body", element("w:sectPr"))
    contents = (
        stylesheet.styles(),
        parts.numbering(),
        parts.settings(),
        parts.fonts(),
        parts.theme(),
    )
    return pack(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
            "word/document.xml": serialise(element("w:document", body)),
            "word/_rels/document.xml.rels": _relations(
                [(kind, target) for target, kind, _ in _PARTS]
            ),
            **{
                f"word/{target}": blob
                for (target, _, _), blob in zip(_PARTS, contents, strict=True)
            },
        }
    )


def _content_types() -> bytes:
    overrides = [("/word/document.xml", f"{_TYPES}.wordprocessingml.document.main+xml")]
    overrides += [(f"/word/{target}", content_type) for target, _, content_type in _PARTS]
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()


def _relations(targets: list[tuple[str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{lines}</Relationships>"
    ).encode()


if __name__ == "__main__":
    PATH.write_bytes(template())

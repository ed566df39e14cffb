"""The small workbook inside a chart, so that its numbers can be edited in Word."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from .package import pack
from .xml import safe

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/></Types>'
).encode()
_ROOT = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
).encode()
_BOOK = (
    f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>'
).encode()
_BOOK_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
).encode()


def workbook(category: str, series: Sequence[tuple[str, int]]) -> bytes:
    """One line of numbers: the category in A2, series from column B on, names in line 1."""
    names = "".join(_text(f"{column(at)}1", label) for at, (label, _) in enumerate(series))
    numbers = "".join(
        f'<c r="{column(at)}2"><v>{count}</v></c>' for at, (_, count) in enumerate(series)
    )
    sheet = (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>'
        f'<row r="1">{names}</row><row r="2">{_text("A2", category)}{numbers}</row>'
        "</sheetData></worksheet>"
    )
    return pack(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _BOOK_RELATIONS,
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def column(series: int) -> str:
    """The column of a series: B, C, …"""
    return chr(ord("B") + series)


def _text(cell: str, text: str) -> str:
    return (
        f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escape(safe(text))}</t></is></c>'
    )

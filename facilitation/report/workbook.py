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
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEETS}.sharedStrings+xml"/></Types>'
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
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
).encode()


def workbook(category: str, series: Sequence[tuple[str, int]]) -> bytes:
    """One line of numbers: the category in A2, series from column B on, names in line 1."""
    names = "".join(f'<c r="{column(at)}1" t="s"><v>{at + 1}</v></c>' for at in range(len(series)))
    numbers = "".join(
        f'<c r="{column(at)}2"><v>{count}</v></c>' for at, (_, count) in enumerate(series)
    )
    sheet = (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{names}</row>'
        f'<row r="2"><c r="A2" t="s"><v>0</v></c>{numbers}</row></sheetData></worksheet>'
    )
    return pack(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _BOOK_RELATIONS,
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "xl/sharedStrings.xml": _strings([category, *(label for label, _ in series)]),
        }
    )


def column(series: int) -> str:
    """The column of a series: B, C, …"""
    return chr(ord("B") + series)


def _strings(texts: Sequence[str]) -> bytes:
    """The words of the sheet; its cells name them by their place."""
    items = "".join(f'<si><t xml:space="preserve">{escape(safe(text))}</t></si>' for text in texts)
    count = f'count="{len(texts)}" uniqueCount="{len(texts)}"'
    return f'{_DECLARATION}<sst xmlns="{_MAIN}" {count}>{items}</sst>'.encode()

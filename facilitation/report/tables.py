"""Tables of the Gutachten: ruled, key figures, facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .blocks import Content, paragraph, run
from .styles import CM, GROUP
from .xml import Element, element

EMPTY = "–"
_SHORT = 8
"""Tables up to so many rows stay on one page."""

Cell: TypeAlias = Content | Sequence[Content]


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in centimetres."""

    title: str
    width: float
    align: Literal["left", "right"] = "left"
    gap: float = 0
    """Extra distance to the column before; it is taken from the room at the right."""


@dataclass(frozen=True)
class Row:
    """A line of cells."""

    cells: tuple[Cell, ...]
    height: float = 0


@dataclass(frozen=True)
class GroupRow:
    """A heading inside a table; it never parts from the line below."""

    title: str


@dataclass(frozen=True)
class NoteRow:
    """A line whose first cell stands alone and whose others are one sentence."""

    first: Cell
    note: str


AnyRow: TypeAlias = Row | GroupRow | NoteRow


def ruled_table(
    columns: Sequence[Column], rows: Sequence[AnyRow], description: str, *, dense: bool = False
) -> Element:
    """A table with a repeated header row, in which no row splits."""
    text = "TabellentextDicht" if dense else "Tabellentext"
    together = len(rows) <= _SHORT
    made = _table(
        "GutachtenTabelle", [column.width for column in columns], description, header=True
    )
    made.append(_header(columns, text))
    for number, row in enumerate(rows, 1):
        made.append(_row(columns, row, text, keep=together and number < len(rows)))
    return made


def figures_table(figures: Sequence[tuple[str, str]], width: float, description: str) -> Element:
    """Large numbers side by side, each with its label."""
    each = width / len(figures)
    made = _table("GutachtenKennzahlen", [each] * len(figures), description, header=False)
    cells = (
        _cell([paragraph("Kennzahl", number), paragraph("Tabellentext", label)], each)
        for number, label in figures
    )
    made.append(element("w:tr", element("w:trPr", element("w:cantSplit")), *cells))
    return made


def facts_table(facts: Sequence[tuple[str, Cell]], width: float, description: str) -> Element:
    """Labels and what belongs to them, line by line."""
    left = 4.0
    made = _table("GutachtenEckdaten", [left, width - left], description, header=False)
    for label, value in facts:
        made.append(
            element(
                "w:tr",
                element("w:trPr", element("w:cantSplit")),
                _cell([paragraph("Tabellentext", run(label, "Etikett"))], left, margin_left=0),
                _cell([paragraph("Tabellentext", *_contents(value))], width - left),
            )
        )
    return made


def _table(style: str, widths: Sequence[float], description: str, *, header: bool) -> Element:
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", w_val=style),
            element("w:tblW", w_w=5000, w_type="pct"),
            element("w:tblLayout", w_type="fixed"),
            element(
                "w:tblLook",
                w_val="0620" if header else "0600",
                w_firstRow=int(header),
                w_lastRow=0,
                w_firstColumn=0,
                w_lastColumn=0,
                w_noHBand=1,
                w_noVBand=1,
            ),
            element("w:tblCaption", w_val=description[:250]),
        ),
        element("w:tblGrid", *(element("w:gridCol", w_w=round(width * CM)) for width in widths)),
    )


def _header(columns: Sequence[Column], text: str) -> Element:
    cells = (
        _cell(
            [_aligned(text, column, column.title, keep=True)],
            column.width,
            margin_left=_gap(column),
        )
        for column in columns
    )
    return element(
        "w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells
    )


def _row(columns: Sequence[Column], row: AnyRow, text: str, *, keep: bool) -> Element:
    width = sum(column.width for column in columns)
    height = None
    if isinstance(row, GroupRow):
        title = paragraph(text, run(row.title, bold=True), keep_next=True)
        cells = [_cell([title], width, span=len(columns), fill=GROUP)]
    elif isinstance(row, NoteRow):
        first = columns[0]
        cells = [
            _cell([_aligned(text, first, row.first, keep=keep)], first.width),
            _cell(
                [paragraph(text, row.note, keep_next=keep)],
                width - first.width,
                span=len(columns) - 1,
            ),
        ]
    else:
        if row.height:
            height = element("w:trHeight", w_val=round(row.height * CM), w_hRule="atLeast")
        cells = [
            _cell(
                [_aligned(text, column, content, keep=keep)], column.width, margin_left=_gap(column)
            )
            for column, content in zip(columns, row.cells, strict=True)
        ]
    return element("w:tr", element("w:trPr", element("w:cantSplit"), height), *cells)


def _gap(column: Column) -> float | None:
    return 0.16 + column.gap if column.gap else None


def _aligned(text: str, column: Column, content: Cell, *, keep: bool) -> Element:
    made = paragraph(text, *_contents(content), keep_next=keep)
    if column.align == "right":
        made[0].append(element("w:jc", w_val="right"))
    return made


def _contents(content: Cell) -> Sequence[Content]:
    return content if isinstance(content, (list, tuple)) else (content,)


def _cell(
    content: Sequence[Element],
    width: float,
    *,
    span: int = 1,
    fill: str = "",
    margin_left: float | None = None,
) -> Element:
    margins = (
        None
        if margin_left is None
        else element(
            "w:tcMar",
            element("w:left", w_w=round(margin_left * CM), w_type="dxa"),
            element("w:right", w_w=0, w_type="dxa"),
        )
    )
    return element(
        "w:tc",
        element(
            "w:tcPr",
            element("w:tcW", w_w=round(width * CM), w_type="dxa"),
            element("w:gridSpan", w_val=span) if span > 1 else None,
            element("w:shd", w_val="clear", w_color="auto", w_fill=fill) if fill else None,
            margins,
        ),
        *content,
    )

"""Native bar charts: python-pptx writes and styles them, XlsxWriter the numbers behind them."""

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import xlsxwriter
from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.datalabel import DataLabels
from pptx.chart.xmlwriter import ChartXmlWriter, SeriesXmlRewriterFactory
from pptx.dml.chtfmt import ChartFormat
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.util import Pt

from .xml import Element, element, name, safe

INK, WHITE = "13212B", "FFFFFF"
BOOK = "rId1"
"""The relationship from the chart to its workbook."""


@dataclass(frozen=True)
class Look:
    """How a series is drawn: solid is for, hatched against, so that it reads in grey too."""

    color: str
    outline: str
    label: str = INK
    pattern: MSO_PATTERN | None = None
    seen: bool = True
    """Else it only moves what is stacked on it."""


GAP = Look(WHITE, WHITE, seen=False)
STRONG = Look("004F5A", "004F5A", WHITE)
WEAK = Look("5AAFB7", "5B6B76")
MIDDLE = Look("D3DADF", "5B6B76")
WEAKLY_AGAINST = Look("C2500F", "7F3300", pattern=MSO_PATTERN.LIGHT_UPWARD_DIAGONAL)
AGAINST = Look("C2500F", "7F3300", pattern=MSO_PATTERN.WIDE_UPWARD_DIAGONAL)
STRONGLY_AGAINST = Look("7F3300", "7F3300", pattern=MSO_PATTERN.DARK_UPWARD_DIAGONAL)


@dataclass(frozen=True)
class Series:
    """One number per category, and how its bars look."""

    label: str
    values: Sequence[float]
    look: Look


@dataclass(frozen=True)
class Figure:
    """A finished chart: its two parts, its size in centimetres, and its text for the unseeing."""

    xml: bytes
    workbook: bytes
    width: float
    height: float
    description: str


class Bars:
    """A bar chart with labels and without all else; ``chart`` is python-pptx's, to add to it."""

    def __init__(
        self, kind: XL_CHART_TYPE, categories: Sequence[str], series: Sequence[Series]
    ) -> None:
        data = _data(categories, series)
        self._space = deepcopy(_dressed(kind, tuple(each.look for each in series)))
        SeriesXmlRewriterFactory(kind, data).replace_series_data(self._space)
        self._workbook = _workbook(data)
        self.chart = Chart(self._space, None)

    def place(self, x: float, y: float, width: float, height: float) -> None:
        """Where the bars stand, in shares of the whole."""
        layout = element("c:layout", _place(x, y, width, height, target="inner"))
        self._space.plotArea.insert(0, layout)

    def legend(self, x: float, y: float, width: float, height: float) -> None:
        """A legend, in shares of the whole."""
        self.chart.has_legend = True
        self.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        self.chart.legend.include_in_layout = False
        self._space.chart.legend.get_or_add_layout().append(_place(x, y, width, height))

    def figure(self, width: float, height: float, description: str) -> Figure:
        """The finished chart."""
        xml = etree.tostring(self._space, xml_declaration=True, encoding="UTF-8", standalone=True)
        return Figure(xml, self._workbook, width, height, description)


@cache
def _dressed(kind: XL_CHART_TYPE, looks: tuple[Look, ...]) -> Any:
    """A chart of these looks and no numbers yet; dressing each one anew would take the longest."""
    data = _data([""], [Series("", [0], look) for look in looks])
    space: Any = parse_xml(ChartXmlWriter(kind, data).xml.encode())
    for number in space.iter(name("c:axId"), name("c:crossAx")):
        number.set("val", number.get("val").removeprefix("-"))  # the schema has no negative ones
    space.insert_element_before(element("c:lang", val="de-DE"), "c:chart")
    space.append(element("c:externalData", element("c:autoUpdate", val=0), r_id=BOOK))
    chart = Chart(space, None)
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(10), "+mn-lt"
    chart.font.color.rgb = _rgb(INK)
    chart.plots[0].vary_by_categories = False
    chart.value_axis.has_major_gridlines = False
    for axis in (chart.category_axis, chart.value_axis):
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.format.line.fill.background()
    for clear in (space, space.plotArea):
        _surface(clear).background()
    for series, ser, look in zip(chart.plots[0].series, space.plotArea.sers, looks, strict=True):
        series.invert_if_negative = False
        _paint(series.format, look)
        _label(ser.get_or_add_dLbls(), look)
    return space


def draw(line: LineFormat, color: str, points: float) -> None:
    """Give ``line`` a colour and a width."""
    line.color.rgb, line.width = _rgb(color), Pt(points)


def _paint(shape: ChartFormat, look: Look) -> None:
    if not look.seen:
        shape.fill.background()
        shape.line.fill.background()
        return
    if look.pattern is None:
        shape.fill.solid()
    else:
        shape.fill.patterned()
        shape.fill.pattern, shape.fill.back_color.rgb = look.pattern, _rgb(WHITE)
    shape.fill.fore_color.rgb = _rgb(look.color)
    draw(shape.line, look.outline, 0.75)


def _label(dlbls: BaseOxmlElement, look: Look) -> None:
    labels = DataLabels(dlbls)
    labels.show_value = look.seen
    labels.number_format = "0;;;"  # none for zero
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.bold = True
    labels.font.color.rgb = _rgb(look.label)
    if look.pattern is not None:
        plate = _surface(dlbls)
        plate.solid()
        plate.fore_color.rgb = _rgb(WHITE)


def _surface(parent: BaseOxmlElement) -> FillFormat:
    """The fill of what python-pptx gives none, and no line around it."""
    shape = OxmlElement("c:spPr")
    parent.insert_element_before(shape, "c:txPr", "c:extLst")
    LineFormat(shape).fill.background()
    return FillFormat.from_fill_parent(shape)


def _place(x: float, y: float, width: float, height: float, target: str | None = None) -> Element:
    """A fixed place; python-pptx can only move a legend sideways."""
    sides = zip("xywh", (x, y, width, height), strict=True)
    return element(
        "c:manualLayout",
        element("c:layoutTarget", val=target) if target else None,
        element("c:xMode", val="edge"),
        element("c:yMode", val="edge"),
        *(element(f"c:{side}", val=f"{share:.3f}") for side, share in sides),
    )


def _data(categories: Sequence[str], series: Sequence[Series]) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = [safe(each) for each in categories]
    for each in series:
        data.add_series(safe(each.label), each.values)
    return data


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color)


def _workbook(data: CategoryChartData) -> bytes:
    """The numbers where the chart's references look for them, so that Word can edit them."""
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  (never the present)
        sheet = book.add_worksheet("Sheet1")  # the name that python-pptx writes into references
        sheet.write_column(1, 0, [each.label for each in data.categories])
        for at, series in enumerate(data, 1):
            sheet.write_column(0, at, [series.name, *series.values])
    return out.getvalue()

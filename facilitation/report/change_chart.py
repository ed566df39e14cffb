"""The same list in two rounds: a pair of bars per line, on one scale."""

import textwrap

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN

from ..voting.words.compared import Line, Table
from .change import Change
from .charts import INK, Bars, Figure, Look, Series

BEFORE = Look("D3DADF", "5B6B76", INK, MSO_PATTERN.LIGHT_UPWARD_DIAGONAL)
AFTER = Look("004F5A", "004F5A", INK)
MOST = 10
"""More pairs than a page can hold are a table only."""
_WIDTH = 16.0
_FOOT, _ROW = 1.0, 0.95
_LONGEST = 46


def has_chart(table: Table) -> bool:
    """Whether there is anything to draw, and room for it."""
    drawn = _drawn(table)
    return len(drawn) <= MOST and any(line.before or line.after for line in drawn)


def change_chart(change: Change, table: Table, title: str) -> Figure:
    """What either round gave each line; a line that a round hadn't has no bar there."""
    drawn_lines = _drawn(table)
    names = [textwrap.shorten(line.label, _LONGEST, placeholder=" …") for line in drawn_lines]
    unit = 10 ** drawn_lines[0].decimals
    before = [(line.before or 0) / unit for line in drawn_lines]
    after = [(line.after or 0) / unit for line in drawn_lines]
    series = [
        Series(f"Runde {change.earlier}", before, BEFORE),
        Series(f"Runde {change.later}", after, AFTER),
    ]
    bars = Bars(XL_CHART_TYPE.BAR_CLUSTERED, names, series)
    plot = bars.chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    for drawn in plot.series:
        drawn.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        drawn.data_labels.number_format = "0.0" if unit > 1 else "0"
        drawn.data_labels.number_format_is_linked = False
    lines, scale = bars.chart.category_axis, bars.chart.value_axis
    lines.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    lines.reverse_order = True  # else the first line stands at the bottom
    scale.minimum_scale, scale.maximum_scale = 0, max(*before, *after)
    scale.visible = False
    height = _FOOT + _ROW * len(names)
    left = min(0.45, 0.03 + max(map(len, names)) * 0.0105)
    bars.place(left, 0.01, 0.92 - left, 1 - _FOOT / height)
    bars.legend(left, 1 - 0.75 / height, 0.4, 0.7 / height)
    return bars.figure(_WIDTH, height, _description(change, table, title))


def _drawn(table: Table) -> list[Line]:
    """Without what neither round has a figure for: a bar of nothing isn't a bar of zero."""
    return [line for line in table.lines if (line.before, line.after) != (None, None)]


def _description(change: Change, table: Table, title: str) -> str:
    pairs = "; ".join(f"{line.label}: {_pair(line)}" for line in table.lines)
    return f"Balkenpaare zu „{title}“, Runde {change.earlier} und Runde {change.later}. {pairs}."


def _pair(line: Line) -> str:
    return f"{line.said_before} und {line.said_after}"

"""A result with a line per option as a native bar chart."""

import textwrap

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from .charts import INK, Bars, Figure, Look, Series
from .listed import Listed

SOLID = Look("004F5A", "004F5A", INK)
MOST = 14
"""More rows than a page can hold are a table only."""
_WIDTH = 16.0
_FOOT, _ROW = 0.5, 0.72
_LONGEST = 46


def has_chart(listed: Listed) -> bool:
    """Whether there is anything to draw, and room for it."""
    return len(listed.rows) <= MOST and any(row.bar for row in listed.rows)


def listed_chart(listed: Listed) -> Figure:
    """A bar per option from zero, the figure at its end."""
    names = [textwrap.shorten(row.name, _LONGEST, placeholder=" …") for row in listed.rows]
    figures = [row.bar for row in listed.rows]
    bars = Bars(XL_CHART_TYPE.BAR_CLUSTERED, names, [Series(listed.columns[0], figures, SOLID)])
    plot = bars.chart.plots[0]
    plot.gap_width = 40
    labels = plot.series[0].data_labels
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format = "0.0" if listed.decimals else "0"
    labels.number_format_is_linked = False
    groups, scale = bars.chart.category_axis, bars.chart.value_axis
    groups.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    groups.reverse_order = True  # else the first row stands at the bottom
    scale.minimum_scale, scale.maximum_scale = 0, max(figures)
    scale.visible = False
    height = _FOOT + _ROW * len(names)
    left = min(0.45, 0.03 + max(map(len, names)) * 0.0105)
    bars.place(left, 0.01, 0.92 - left, 1 - _FOOT / height)
    return bars.figure(_WIDTH, height, _description(listed))


def _description(listed: Listed) -> str:
    parts = "; ".join(f"{row.name}: {row.figures[0]}" for row in listed.rows)
    return f"Balken zu „{listed.title}“, {listed.columns[0]}. {parts}."

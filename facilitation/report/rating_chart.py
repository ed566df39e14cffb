"""A rating as one native chart: both ends from one axis, the middle apart from them."""

from collections.abc import Callable, Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from .charts import (
    GAP,
    INK,
    MIDDLE,
    STRONG,
    STRONGLY_AGAINST,
    WEAK,
    WEAKLY_AGAINST,
    Bars,
    Figure,
    Series,
    draw,
)
from .rated import RatedCriterion, RatedRow

MOST = 14
"""More rows than a page can hold are a table only."""
_WIDTH = 16.0
_HEAD, _ROW = 1.1, 0.72
_APART = 1 / 12
"""How far the middle stands from the longest bar, as a share of both sides."""
_LONGEST = 46
NAMELESS = "\N{NO-BREAK SPACE}"
"""For the series that moves another: Word and LibreOffice count entries of a legend from different
ends, so that to delete one would delete another elsewhere; this one is a gap in it."""


def has_chart(criterion: RatedCriterion) -> bool:
    """Whether there is anything to draw, and room for it."""
    return len(criterion.rows) <= MOST and any(row.n for row in criterion.rows)


def rating_chart(criterion: RatedCriterion) -> Figure:
    """The two ends with the same unit left and right, and the middle in a column of its own.

    The column is part of the same stack, moved to its place by a series that nobody sees: two
    charts side by side would be set by LibreOffice in letters of different widths.
    """
    mild, strong = (1, 0) if criterion.less_is_better else (3, 4)
    worse, worst = (3, 4) if criterion.less_is_better else (1, 0)
    rows, steps = criterion.rows, criterion.steps
    most = max(max(row.good, row.bad) for row in rows) or 1
    column = most + max(1, round(2 * most * _APART))
    bars = Bars(
        XL_CHART_TYPE.BAR_STACKED,
        [_short(row.name) for row in rows],
        [
            Series(steps[worse], _values(rows, lambda row: -row.counts[worse]), WEAKLY_AGAINST),
            Series(steps[worst], _values(rows, lambda row: -row.counts[worst]), STRONGLY_AGAINST),
            Series(steps[mild], _values(rows, lambda row: row.counts[mild]), WEAK),
            Series(steps[strong], _values(rows, lambda row: row.counts[strong]), STRONG),
            Series(NAMELESS, _values(rows, lambda row: column - row.good), GAP),
            Series(steps[2], _values(rows, lambda row: row.middle), MIDDLE),
        ],
    )
    height = _HEAD + _ROW * len(rows)
    _dress(bars)
    axis = bars.chart.value_axis
    axis.minimum_scale = -most
    axis.maximum_scale = column + (max(row.middle for row in rows) or 1)
    left = min(0.5, 0.03 + max(len(_short(row.name)) for row in rows) * 0.0098)
    bars.place(left, 0.01, 0.98 - left, 1 - _HEAD / height)
    bars.legend(0, 1 - _HEAD * 0.8 / height, 1, _HEAD * 0.75 / height)
    return bars.figure(_WIDTH, height, _description(criterion))


def _dress(bars: Bars) -> None:
    plot = bars.chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    for drawn in plot.series:
        drawn.data_labels.number_format = "0;0;;"  # people, never less than nothing
        drawn.data_labels.number_format_is_linked = False
    bars.chart.value_axis.visible = False
    names = bars.chart.category_axis
    names.reverse_order = True  # else the first row stands at the bottom
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    draw(names.format.line, INK, 1.5)


def _values(rows: Sequence[RatedRow], read: Callable[[RatedRow], int]) -> list[int]:
    return [read(row) for row in rows]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _description(criterion: RatedCriterion) -> str:
    told = "; ".join(
        f"{row.name}: {row.good} {criterion.good_label}, {row.bad} {criterion.bad_label}, "
        f"{row.middle} {criterion.middle_label}"
        for row in criterion.rows
    )
    return f"Balken nach beiden Seiten zu {criterion.label}. {told}."

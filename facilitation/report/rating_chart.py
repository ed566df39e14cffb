"""A rating as two native charts side by side: both ends from one axis, the middle apart."""

from collections.abc import Callable, Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from .charts import INK, MIDDLE, STRONG, WEAK, WHITE, Bars, Figure, Look, Series, draw
from .rated import RatedCriterion, RatedRow

BAD = Look("E0924A", "5B6B76", INK)
WORST = Look("7F3300", "5B6B76", WHITE)
MOST = 14
"""More rows than a page can hold are a table only."""
_WIDTH, _APART = 12.6, 3.2
_HEAD, _ROW = 1.1, 0.72
_LONGEST = 46


def has_chart(criterion: RatedCriterion) -> bool:
    """Whether there is anything to draw, and room for it."""
    return len(criterion.rows) <= MOST and any(row.n for row in criterion.rows)


def rating_charts(criterion: RatedCriterion) -> tuple[Figure, Figure]:
    """The two ends with the same unit left and right, and the middle in a column of its own."""
    return _ends(criterion), _middle(criterion)


def _ends(criterion: RatedCriterion) -> Figure:
    mild, strong = (1, 0) if criterion.less_is_better else (3, 4)
    worse, worst = (3, 4) if criterion.less_is_better else (1, 0)
    rows, steps = criterion.rows, criterion.steps
    bars = Bars(
        XL_CHART_TYPE.BAR_STACKED,
        [_short(row.name) for row in rows],
        [
            Series(steps[worse], _values(rows, lambda row: -row.counts[worse]), BAD),
            Series(steps[worst], _values(rows, lambda row: -row.counts[worst]), WORST),
            Series(steps[mild], _values(rows, lambda row: row.counts[mild]), WEAK),
            Series(steps[strong], _values(rows, lambda row: row.counts[strong]), STRONG),
        ],
    )
    height = _dress(bars, len(rows))
    for drawn in bars.chart.plots[0].series:
        drawn.data_labels.number_format = "0;0;;"  # people, never less than nothing
        drawn.data_labels.number_format_is_linked = False
    most = max(max(row.good, row.bad) for row in rows) or 1
    axis = bars.chart.value_axis
    axis.minimum_scale, axis.maximum_scale = -most, most
    bars.chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    draw(bars.chart.category_axis.format.line, INK, 1.25)
    left = min(0.5, 0.03 + max(len(_short(row.name)) for row in rows) * 0.0125)
    bars.place(left, 0.01, 0.98 - left, 1 - _HEAD / height)
    bars.legend(0, 1 - _HEAD * 0.8 / height, 1, _HEAD * 0.75 / height)
    return bars.figure(_WIDTH, height, _description(criterion))


def _middle(criterion: RatedCriterion) -> Figure:
    rows = criterion.rows
    label = criterion.steps[2]
    bars = Bars(
        XL_CHART_TYPE.BAR_CLUSTERED,
        [row.code or row.title for row in rows],
        [Series(label, _values(rows, lambda row: row.middle), MIDDLE)],
    )
    height = _dress(bars, len(rows))
    axis = bars.chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, max(row.middle for row in rows) or 1
    bars.place(0.03, 0.01, 0.9, 1 - _HEAD / height)
    bars.legend(0, 1 - _HEAD * 0.8 / height, 1, _HEAD * 0.75 / height)
    counts = "; ".join(f"{row.code or row.title}: {row.middle}" for row in rows)
    return bars.figure(_APART, height, f"{criterion.label}, {criterion.middle_label}. {counts}.")


def _dress(bars: Bars, rows: int) -> float:
    """What both charts share, so that their rows stand side by side; returns the height."""
    plot = bars.chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100
    bars.chart.category_axis.reverse_order = True  # else the first row stands at the bottom
    bars.chart.value_axis.visible = False
    return _HEAD + _ROW * rows


def _values(rows: Sequence[RatedRow], read: Callable[[RatedRow], int]) -> list[int]:
    return [read(row) for row in rows]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _description(criterion: RatedCriterion) -> str:
    told = "; ".join(
        f"{row.name}: {row.good} {criterion.good_label}, {row.bad} {criterion.bad_label}"
        for row in criterion.rows
    )
    return f"Balken nach beiden Seiten zu {criterion.label}. {told}."

"""Panel and population side by side: one pair of bars per group."""

from fractions import Fraction

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN

from ..selection.composition import Composition, Group, rounded
from .charts import INK, Bars, Figure, Look, Series

PANEL = Look("004F5A", "004F5A", INK)
POPULATION = Look("5B6B76", "5B6B76", INK, MSO_PATTERN.LIGHT_UPWARD_DIAGONAL)
FEWEST, MOST = 2, 16
"""Groups that a chart can show; one alone is a sentence, too many are a table."""
_WIDTH = 16.0


def has_chart(compared: Composition) -> bool:
    """Whether there is anything to compare that a chart shows better than a table."""
    known = [group for group in compared.groups if group.population_share is not None]
    return len(known) >= FEWEST and len(compared.groups) <= MOST and compared.members > 0


def comparison_chart(compared: Composition, council: str) -> Figure:
    """Shares in whole per cent; the table beside it has the exact figures."""
    series = [
        Series(council, [percent(group.panel_share) for group in compared.groups], PANEL),
        Series(
            "Bevölkerung",
            [percent(group.population_share) for group in compared.groups],
            POPULATION,
        ),
    ]
    labels = [group.label for group in compared.groups]
    bars = Bars(XL_CHART_TYPE.BAR_CLUSTERED, labels, series)
    plot = bars.chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    for drawn in plot.series:
        drawn.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        drawn.data_labels.number_format = '0" %";;;'
        drawn.data_labels.number_format_is_linked = False
    _axes(bars, max(max(each.values) for each in series))
    height = 1.1 + 0.85 * len(labels)
    left = min(0.4, 0.025 + max(len(label) for label in labels) * 0.0125)
    bars.place(left, 0.01, 0.97 - left, 1 - 1.0 / height)
    bars.legend(left, 1 - 0.75 / height, 0.5, 0.7 / height)
    return bars.figure(_WIDTH, height, _description(compared, council))


def percent(share: Fraction | None) -> int:
    """A share in whole per cent; nobody counted: 0, which no label shows."""
    return 0 if share is None else int(rounded(share * 100))


def _axes(bars: Bars, highest: float) -> None:
    groups, scale = bars.chart.category_axis, bars.chart.value_axis
    groups.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    groups.reverse_order = True  # else the first group stands at the bottom
    scale.minimum_scale, scale.maximum_scale = 0, max(1, round(highest * 1.1))
    scale.visible = False


def _description(compared: Composition, council: str) -> str:
    pairs = "; ".join(
        f"{group.label}: {percent(group.panel_share)} % und {_known(group)}"
        for group in compared.groups
    )
    return f"Balkenpaare zu {compared.title}, {council} und Bevölkerung. {pairs}."


def _known(group: Group) -> str:
    return (
        "ohne Angabe" if group.population_share is None else f"{percent(group.population_share)} %"
    )

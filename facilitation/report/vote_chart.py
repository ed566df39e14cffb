"""The result of a vote as a chart: one stacked bar on the rule's base."""

from collections.abc import Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from .charts import (
    AGAINST,
    INK,
    MIDDLE,
    STRONG,
    STRONGLY_AGAINST,
    WEAK,
    WEAKLY_AGAINST,
    WHITE,
    Bars,
    Figure,
    Look,
    Series,
    draw,
)
from .outline import Step, Vote

_LOOKS: dict[str, Look] = {
    "yes": STRONG,
    "half": WEAK,
    "aside": MIDDLE,
    "wary": WEAKLY_AGAINST,
    "no": AGAINST,
    "objection": AGAINST,
    "veto": STRONGLY_AGAINST,
}


def look_of(step: Step) -> Look:
    """The colours of an answer."""
    return _LOOKS.get(step.look, AGAINST)


def has_chart(vote: Vote) -> bool:
    """Whether there is anything to draw."""
    return bool(_size(vote)) and any(step.count for step in _drawn(vote))


def vote_chart(vote: Vote) -> Figure:
    """The bar of ``vote``, with the votes needed as a line across it."""
    steps = _drawn(vote)
    series = [Series(step.label, [step.count], look_of(step)) for step in steps]
    bars = Bars(XL_CHART_TYPE.BAR_STACKED, [vote.subject], series)
    plot = bars.chart.plots[0]
    plot.gap_width, plot.overlap = 50, 100
    bars.place(0.003, 0.02, 0.99, 0.42)
    bars.legend(0, 0.82, min(1.0, sum(len(step.label) + 6 for step in steps) / 52), 0.18)
    _scale(bars, _size(vote), vote.needed)
    return bars.figure(12.1, 2.0, _description(vote))


def _scale(bars: Bars, size: int, needed: int | None) -> None:
    """From 0 to the base; the votes needed are the one grid line and the one label."""
    axis = bars.chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, size
    # The grid line's twin at 0 lies below this axis.
    draw(bars.chart.category_axis.format.line, WHITE, 2)
    if not needed or needed * 2 <= size:  # else a second multiple would be a second line
        axis.visible = False
        return
    axis.major_unit = needed
    axis.has_major_gridlines = True
    draw(axis.major_gridlines.format.line, INK, 1.25)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
    axis.tick_labels.number_format = f'[={needed}]"nötig "0;;;'
    axis.tick_labels.number_format_is_linked = False


def _size(vote: Vote) -> int:
    return vote.base if vote.base is not None else vote.n


def _drawn(vote: Vote) -> Sequence[Step]:
    """The answers that the bar shows; abstentions stand in the text only."""
    return [step for step in vote.steps if step.drawn]


def _description(vote: Vote) -> str:
    needed = f"; nötig {vote.needed}" if vote.needed is not None else ""
    counts = ", ".join(f"{step.label} {step.count}" for step in vote.steps)
    return f"Gestapelter Balken zu {vote.subject}, {vote.title}: {counts}{needed}."

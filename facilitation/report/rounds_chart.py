"""Two rounds about the same thing as a pair of bars on one scale."""

from collections.abc import Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from .charts import Bars, Figure, Series
from .outline import Step, Vote
from .vote_chart import look_of

_NAMES = 0.15
"""Share of the width for „Runde 1“."""


def has_pair(before: Vote, vote: Vote) -> bool:
    """Whether both rounds had the same answers, and there is something to draw."""
    same = [step.key for step in before.steps] == [step.key for step in vote.steps]
    return same and any(
        step.count for each in (before, vote) for step in _drawn(before, vote, each)
    )


def rounds_chart(before: Vote, vote: Vote) -> Figure:
    """Who took a side in either round; the text beside it has the abstentions and the bases."""
    pair = (before, vote)
    columns = zip(*(_drawn(before, vote, each) for each in pair), strict=True)
    series = [
        Series(steps[0].label, [step.count for step in steps], look_of(steps[0]))
        for steps in columns
    ]
    bars = Bars(XL_CHART_TYPE.BAR_STACKED, [f"Runde {each.round}" for each in pair], series)
    plot = bars.chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    names, scale = bars.chart.category_axis, bars.chart.value_axis
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = True  # else the first round stands at the bottom
    scale.minimum_scale = 0
    scale.maximum_scale = max(
        sum(step.count for step in _drawn(before, vote, each)) for each in pair
    )
    scale.visible = False
    bars.place(_NAMES, 0.02, 0.99 - _NAMES, 0.7)
    bars.legend(_NAMES, 0.84, min(1 - _NAMES, 0.2 * len(series)), 0.16)
    return bars.figure(12.1, 2.6, _description(pair))


def _drawn(before: Vote, vote: Vote, each: Vote) -> Sequence[Step]:
    """The same answers of both rounds, whatever either one's base leaves out."""
    drawn = {step.key for one in (before, vote) for step in one.steps if step.drawn}
    return [step for step in each.steps if step.key in drawn]


def _description(pair: Sequence[Vote]) -> str:
    told = "; ".join(
        f"Runde {each.round}: " + ", ".join(f"{step.label} {step.count}" for step in each.steps)
        for each in pair
    )
    return f"Zwei Balken zu {pair[0].subject}, {pair[0].title}. {told}."

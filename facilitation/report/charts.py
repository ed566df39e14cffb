"""The result of a vote as a native chart: one stacked bar on the rule's base."""

from collections.abc import Sequence
from dataclasses import dataclass

from .outline import Step, Vote
from .workbook import column, workbook
from .xml import Element, element, safe, serialise

WIDTH, HEIGHT = 12.1, 2.0
EMU = 360_000
INK, WHITE = "13212B", "FFFFFF"


@dataclass(frozen=True)
class Fill:
    """How a series is drawn: solid is for, hatched against, so that it reads in grey too."""

    color: str
    outline: str
    label: str
    hatched: bool = False


_STRONG = Fill("004F5A", "004F5A", WHITE)
_WEAK = Fill("5AAFB7", "5B6B76", INK)
_AGAINST = Fill("C2500F", "7F3300", INK, hatched=True)
_FILLS = {"yes": _STRONG, "for": _STRONG, "full": _STRONG, "with_doubts": _WEAK, "concerns": _WEAK}


def drawn(vote: Vote) -> Sequence[Step]:
    """The answers that the bar shows; abstentions stand in the text only."""
    return [step for step in vote.steps if step.key != "abstain"]


def has_chart(vote: Vote) -> bool:
    """Whether there is anything to draw."""
    return bool(vote.base if vote.base is not None else vote.n) and any(
        step.count for step in drawn(vote)
    )


def alternative_text(vote: Vote) -> str:
    """What the chart says, for whoever doesn't see it."""
    needed = f"; nötig {vote.needed}" if vote.needed is not None else ""
    counts = ", ".join(f"{step.label} {step.count}" for step in vote.steps)
    return f"Gestapelter Balken zu {vote.subject}, {vote.title}: {counts}{needed}."


def chart_xml(vote: Vote) -> bytes:
    """The chart part of ``vote``; its workbook is the part's first relationship."""
    bars = drawn(vote)
    size = vote.base if vote.base is not None else vote.n
    chart = element(
        "c:chart",
        element("c:autoTitleDeleted", val=1),
        element(
            "c:plotArea",
            _place("inner", 0.003, 0.02, 0.99, 0.42),
            _bars(vote, bars),
            _categories(),
            _values(size, _mark(vote, size)),
            element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill"))),
        ),
        element(
            "c:legend",
            element("c:legendPos", val="b"),
            _place(None, 0, 0.82, min(1.0, sum(len(bar.label) + 6 for bar in bars) / 52), 0.18),
            element("c:overlay", val=0),
            _text_look(INK),
        ),
        element("c:plotVisOnly", val=1),
        element("c:dispBlanksAs", val="gap"),
    )
    return serialise(
        element(
            "c:chartSpace",
            element("c:date1904", val=0),
            element("c:lang", val="de-DE"),
            element("c:roundedCorners", val=0),
            chart,
            element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill"))),
            _text_look(INK),
            element("c:externalData", element("c:autoUpdate", val=0), r_id="rId1"),
        )
    )


def chart_workbook(vote: Vote) -> bytes:
    """The workbook behind the chart."""
    return workbook(vote.subject, [(step.label, step.count) for step in drawn(vote)])


def _mark(vote: Vote, size: int) -> int | None:
    """The votes needed, where they can be marked: a second multiple would be a second line."""
    return vote.needed if vote.needed and vote.needed * 2 > size else None


def _bars(vote: Vote, bars: Sequence[Step]) -> Element:
    return element(
        "c:barChart",
        element("c:barDir", val="bar"),
        element("c:grouping", val="stacked"),
        element("c:varyColors", val=0),
        *(_series(vote.subject, at, step) for at, step in enumerate(bars)),
        element("c:gapWidth", val=50),
        element("c:overlap", val=100),
        element("c:axId", val=111),
        element("c:axId", val=222),
    )


def _series(category: str, at: int, step: Step) -> Element:
    fill = _FILLS.get(step.key, _AGAINST)
    letter = column(at)
    return element(
        "c:ser",
        element("c:idx", val=at),
        element("c:order", val=at),
        element("c:tx", _cached("c:strRef", f"Tabelle1!${letter}$1", step.label)),
        element("c:spPr", _paint(fill), element("a:ln", _solid(fill.outline), w=9525)),
        element("c:invertIfNegative", val=0),
        _labels(fill),
        element("c:cat", _cached("c:strRef", "Tabelle1!$A$2", category)),
        element("c:val", _cached("c:numRef", f"Tabelle1!${letter}$2", str(step.count))),
    )


def _paint(fill: Fill) -> Element:
    if not fill.hatched:
        return _solid(fill.color)
    return element(
        "a:pattFill",
        element("a:fgClr", element("a:srgbClr", val=fill.color)),
        element("a:bgClr", element("a:srgbClr", val=WHITE)),
        prst="wdUpDiag",
    )


def _labels(fill: Fill) -> Element:
    return element(
        "c:dLbls",
        element("c:numFmt", formatCode="0;;;", sourceLinked=0),
        element(
            "c:spPr",
            _solid(WHITE) if fill.hatched else element("a:noFill"),
            element("a:ln", element("a:noFill")),
        ),
        _text_look(fill.label, bold=True),
        element("c:dLblPos", val="ctr"),
        *(
            element(f"c:{what}", val=int(what == "showVal"))
            for what in (
                "showLegendKey",
                "showVal",
                "showCatName",
                "showSerName",
                "showPercent",
                "showBubbleSize",
            )
        ),
    )


def _categories() -> Element:
    return element(
        "c:catAx",
        element("c:axId", val=111),
        element("c:scaling", element("c:orientation", val="minMax")),
        element("c:delete", val=0),
        element("c:axPos", val="l"),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="none"),
        # The mark of the votes needed is a grid line, and its twin at 0 lies below this axis.
        element("c:spPr", element("a:ln", _solid(WHITE), w=25400)),
        element("c:crossAx", val=222),
        element("c:crosses", val="autoZero"),
        element("c:auto", val=1),
        element("c:lblAlgn", val="ctr"),
        element("c:lblOffset", val=100),
        element("c:noMultiLvlLbl", val=0),
    )


def _values(size: int, needed: int | None) -> Element:
    line = element("c:spPr", element("a:ln", _solid(INK), w=15875))
    return element(
        "c:valAx",
        element("c:axId", val=222),
        element(
            "c:scaling",
            element("c:orientation", val="minMax"),
            element("c:max", val=size),
            element("c:min", val=0),
        ),
        element("c:delete", val=int(needed is None)),
        element("c:axPos", val="b"),
        element("c:majorGridlines", line) if needed else None,
        element(
            "c:numFmt", formatCode=f'[={needed}]"nötig "0;;;' if needed else "0", sourceLinked=0
        ),
        element("c:majorTickMark", val="none"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val="nextTo" if needed else "none"),
        element("c:spPr", element("a:ln", element("a:noFill"))),
        _text_look(INK),
        element("c:crossAx", val=111),
        element("c:crosses", val="autoZero"),
        element("c:crossBetween", val="between"),
        element("c:majorUnit", val=needed) if needed else None,
    )


def _cached(kind: str, formula: str, value: str) -> Element:
    """A reference into the workbook with the value it had, so that nothing has to be opened."""
    numbers = kind == "c:numRef"
    point = element("c:pt", _content("c:v", value), idx=0)
    return element(
        kind,
        _content("c:f", formula),
        element(
            "c:numCache" if numbers else "c:strCache",
            _content("c:formatCode", "General") if numbers else None,
            element("c:ptCount", val=1),
            point,
        ),
    )


def _content(tag: str, text: str) -> Element:
    made = element(tag)
    made.text = safe(text)
    return made


def _place(target: str | None, x: float, y: float, width: float, height: float) -> Element:
    return element(
        "c:layout",
        element(
            "c:manualLayout",
            element("c:layoutTarget", val=target) if target else None,
            element("c:xMode", val="edge"),
            element("c:yMode", val="edge"),
            *(
                element(f"c:{side}", val=f"{share:.3f}")
                for side, share in (("x", x), ("y", y), ("w", width), ("h", height))
            ),
        ),
    )


def _solid(color: str) -> Element:
    return element("a:solidFill", element("a:srgbClr", val=color))


def _text_look(color: str, *, bold: bool = False) -> Element:
    look = element(
        "a:defRPr", _solid(color), element("a:latin", typeface="+mn-lt"), sz=1000, b=int(bold)
    )
    return element(
        "c:txPr",
        element("a:bodyPr"),
        element("a:lstStyle"),
        element("a:p", element("a:pPr", look), element("a:endParaRPr", lang="de-DE")),
    )

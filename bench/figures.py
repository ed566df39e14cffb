"""From cells to R1–R10: ratios, their bars, and the table."""

from collections.abc import Callable
from dataclasses import dataclass

from .evening import APP, ECHO, SIMPLE, SLOW
from .measuring import Cell


@dataclass(frozen=True)
class Ratio:
    """One figure beside its bar."""

    id: str
    what: str
    n: int
    value: float | None
    bar: float
    at_least: bool
    holds: bool | None
    decides: bool
    """Whether the exit code hears it: ratios and counts do, milliseconds don't."""
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Goal:
    """How a ratio is read from a cell."""

    id: str
    what: str
    scenario: str
    bar: float
    value: Callable[[Cell], float | None]
    at_least: bool = False
    only: tuple[int, ...] = ()
    """Numbers of phones for which the bar was set; others are told, not judged."""
    decides: bool = True
    unit: str = ""
    detail: Callable[[Cell], str] = lambda _cell: ""


def _beside(figure: str, over: str = APP, under: str = ECHO) -> Callable[[Cell], float | None]:
    return lambda cell: cell.ratio(figure, over, under)


def _told(figure: str, unit: str, scale: float = 1, *, who: tuple[str, str] = (APP, ECHO)):
    """„1,234 / 2,345 votes/s“: the figures behind a ratio."""

    def words(cell: Cell) -> str:
        values = [cell.median(name, figure) for name in who]
        return " / ".join(f"{v * scale:,.0f}" for v in values if v is not None) + f" {unit}"

    return words


def _milliseconds(cell: Cell) -> float | None:
    lag = cell.median(APP, "lag_p99")
    return None if lag is None else lag * 1000


def _over_ticks(cell: Cell) -> float | None:
    over = [run["wall_messages"] - run["wall_bar"] for run in cell.runs.get(APP, [])]
    return max(over) if over else None


def _wrong_rows(cell: Cell) -> float | None:
    return sum(
        run["lost"] + run["doubled"] + run["ghosts"] for runs in cell.runs.values() for run in runs
    )


def _acknowledged(cell: Cell) -> str:
    runs = cell.runs.get(APP, [])
    acknowledged = sum(run["acknowledged"] for run in runs)
    return f"{len(runs)} kills, {acknowledged:,.0f} acknowledged"


GOALS = (
    Goal("R1", "durable votes/s, all at once / bare echoes/s", "burst", 0.40,
         _beside("per_second"), at_least=True, only=(300, 1000), detail=_told("per_second", "/s")),
    Goal("R2", "server CPU per durable vote / per echo", "burst", 2.0,
         _beside("cpu_per_vote"), only=(300, 1000), detail=_told("cpu_per_vote", "µs", 1e6)),
    Goal("R3", "votes/s with a slower disk / without", "burst", 0.7,
         _beside("per_second", SLOW, APP), at_least=True, only=(300, 1000),
         detail=_told("per_second", "/s", who=(SLOW, APP))),
    Goal("R1", "votes/s, sealed / simple", "burst", 0.9, _beside("per_second", APP, SIMPLE),
         at_least=True, only=(300, 1000), detail=_told("per_second", "/s", who=(APP, SIMPLE))),
    Goal("", "server CPU per vote, sealed / simple", "burst", 1.1,
         _beside("cpu_per_vote", APP, SIMPLE), only=(0,),
         detail=_told("cpu_per_vote", "µs", 1e6, who=(APP, SIMPLE))),
    Goal("R4", "lag of the wall's number, p99", "spread", 250, _milliseconds, decides=False,
         unit=" ms", detail=_told("ack_p99", "ms p99 of an answer", 1e3, who=(APP, APP + "-"))),
    Goal("R5", "messages to the wall in a round over ticks + 2", "spread", 0, _over_ticks,
         detail=_told("wall_messages", "messages", who=(APP, APP + "-"))),
    Goal("R6", "ballot on the last phone / bare emit of equal bytes", "open", 1.5,
         _beside("seconds"), only=(1000,), detail=_told("seconds", "ms", 1e3)),
    Goal("", "result on the last phone / bare emit of equal bytes", "reveal", 1.5,
         _beside("seconds"), only=(0,), detail=_told("seconds", "ms", 1e3)),
    Goal("R7", "CPU to connect and get the scene / bare connect", "herd", 2.5,
         _beside("cpu_per_phone"), only=(300, 1000), detail=_told("cpu_per_phone", "µs", 1e6)),
    Goal("", "all phones connect at once / bare", "herd", 1.5,
         _beside("seconds"), only=(0,), detail=_told("seconds", "ms", 1e3)),
    Goal("R8", "all phones back after a kill / bare server", "restart", 1.5,
         _beside("seconds"), only=(1000,), detail=_told("seconds", "ms", 1e3)),
    Goal("", "… of that, from the first answer on", "restart", 1.5,
         _beside("back"), only=(0,), detail=_told("back", "ms", 1e3)),
    Goal("R9", "memory per connection / bare", "restart", 1.3,
         _beside("memory_per_phone"), only=(300, 1000), detail=_told("memory_per_phone", "KB", 1e-3)),
    Goal("R10", "lost, doubled or invented ballots after kill -9", "killmid", 0, _wrong_rows,
         detail=_acknowledged),
    Goal("R10", "… and after the burst", "rows after burst", 0, _wrong_rows),
)  # fmt: skip


def judge(cells: list[Cell]) -> list[Ratio]:
    """Every goal for every N that was measured."""
    found = []
    for goal in GOALS:
        for cell in cells:
            value = goal.value(cell) if cell.scenario == goal.scenario else None
            if value is not None:
                found.append(_ratio(goal, cell, value))
    return found


def _ratio(goal: Goal, cell: Cell, value: float) -> Ratio:
    judged = not goal.only or cell.n in goal.only
    holds = (value >= goal.bar if goal.at_least else value <= goal.bar) if judged else None
    if judged and cell.too_busy:
        holds = False  # the generator measured itself
    return Ratio(
        id=goal.id,
        what=goal.what,
        n=cell.n,
        value=value,
        bar=goal.bar,
        at_least=goal.at_least,
        holds=holds,
        decides=goal.decides,
        unit=goal.unit,
        detail=goal.detail(cell),
    )


def table(ratios: list[Ratio], cells: list[Cell]) -> str:
    """Markdown."""
    lines = ["| id | what | N | measured | bar | | behind it |", "|---|---|---|---|---|---|---|"]
    for ratio in ratios:
        sign = "≥" if ratio.at_least else "≤"
        digits = ".0f" if ratio.unit or ratio.value == int(ratio.value or 0) else ".2f"
        verdict = {True: "holds", False: "missed", None: "–"}[ratio.holds]
        lines.append(
            f"| {ratio.id} | {ratio.what} | {ratio.n} | {ratio.value:{digits}}{ratio.unit} "
            f"| {sign} {ratio.bar:g}{ratio.unit} | {verdict} | {ratio.detail} |"
        )
    for cell in cells:
        if cell.scenario == "join":
            cost = (cell.median(APP, "cpu_per_phone") or 0) * 1e3
            lines.append(
                f"| | card route: page, form, living page | {cell.n} | {cost:.1f} ms CPU | | – | |"
            )
    return "\n".join([*lines, "", *_remarks(cells)])


def _remarks(cells: list[Cell]) -> list[str]:
    said = []
    for cell in cells:
        if cell.too_busy:
            said.append(f"- {cell.scenario}, N = {cell.n}: the generator used {cell.generator:.0%}")
        if cell.discarded or cell.unsteady:
            still = ", and it still moved" if cell.unsteady else ""
            said.append(
                f"- {cell.scenario}, N = {cell.n}: {cell.discarded} pairs discarded, "
                f"their control moved{still}"
            )
    return said

"""The measurement itself: it ends, counts its rows and prints what it found. No stopwatch here."""

import json
import subprocess
import sys
from functools import partial

import pytest

from bench.figures import judge, table
from bench.live import arguments
from bench.measuring import Cell, interleave

from ..nursery import ROOT
from ..proof.loop import hold

pytestmark = pytest.mark.long


def run(*words):
    return subprocess.run(
        [sys.executable, "bench/live.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the bench pins processes and reads /proc")
def test_the_smoke_run_loses_nothing_and_prints_a_table():
    done = run("--smoke")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    lines = done.stdout.splitlines()
    found = json.loads(lines[-1])

    assert lines[0].startswith("| id | what | N |")
    assert {ratio["id"] for ratio in found["ratios"]} >= {f"R{n}" for n in range(1, 11)} - {"R3"}
    rows = [
        r for cell in found["cells"] for runs in cell["runs"].values() for r in runs if "lost" in r
    ]
    assert sum(row["lost"] + row["doubled"] + row["ghosts"] for row in rows) == 0
    assert max(row["stored"] for row in rows) == 30
    killed = next(cell for cell in found["cells"] if cell["scenario"] == "killmid")
    assert killed["runs"]["app"][0]["acknowledged"] > 0, "the kill came before anybody had voted"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--scenario", "bursts"], "no such scenario"),
        (["--subject", "nginx"], "subjects are"),
        (["--mode", "simple,sealed"], "modes are"),
        (["--store", "files"], "invalid choice"),
    ],
)
def test_unknown_words_are_refused(words, why, capsys):
    with pytest.raises(SystemExit):
        arguments(words)
    assert why in capsys.readouterr().err


def burst(app, echo, generator=0.2, **more):
    each = {"app": app, "echo": echo} | more
    return Cell(
        300,
        "burst",
        {
            name: [{"per_second": figure, "cpu_per_vote": 1e-4, "generator": generator}]
            for name, figure in each.items()
        },
    )


@pytest.mark.parametrize(
    ("cell", "holds"),
    [(burst(50, 100), True), (burst(30, 100), False), (burst(50, 100, generator=0.7), False)],
)
def test_a_ratio_is_judged_by_its_bar_and_by_how_busy_the_generator_was(cell, holds):
    ratios = judge([cell])

    assert ratios[0].id == "R1"
    assert ratios[0].holds is holds
    assert "durable votes/s" in table(ratios, [cell])


@pytest.mark.parametrize(("simple", "holds"), [(55, True), (60, False)])
def test_sealing_may_cost_a_tenth_of_the_votes_per_second(simple, holds):
    [sealing] = [
        ratio
        for ratio in judge([burst(50, 100, **{"app, simple": simple})])
        if ratio.what == "votes/s, sealed / simple"
    ]

    assert sealing.holds is holds


def test_subjects_take_turns_in_turning_order():
    async def run(name):
        order.append(name)
        return {"per_second": 1.0}

    order: list[str] = []
    runs = {name: partial(run, name) for name in ("app", "echo")}
    cell = Cell(30, "burst")
    hold(interleave(cell, runs, 3, control="echo", moves="per_second"))

    assert order == ["app", "echo"] * 2 + ["echo", "app"] + ["app", "echo"]  # the first to warm up
    assert {name: len(figures) for name, figures in cell.runs.items()} == {"app": 3, "echo": 3}

"""The measurement itself: it ends, counts its rows and prints what it found. No stopwatch here."""

import json
import subprocess
import sys

import pytest

from bench.figures import judge, table
from bench.measuring import Cell

from ..nursery import ROOT

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


def test_unknown_scenarios_and_subjects_are_refused():
    assert "no such scenario" in run("--scenario", "bursts").stderr
    assert run("--subject", "nginx").returncode == 2


def burst(app, echo, generator=0.2):
    runs = {
        "app": [{"per_second": app, "cpu_per_vote": 1e-4, "generator": generator}],
        "echo": [{"per_second": echo, "cpu_per_vote": 1e-4, "generator": generator}],
    }
    return Cell(300, "burst", runs)


@pytest.mark.parametrize(
    ("cell", "holds"),
    [(burst(50, 100), True), (burst(30, 100), False), (burst(50, 100, generator=0.7), False)],
)
def test_a_ratio_is_judged_by_its_bar_and_by_how_busy_the_generator_was(cell, holds):
    ratios = judge([cell])

    assert ratios[0].id == "R1"
    assert ratios[0].holds is holds
    assert "durable votes/s" in table(ratios, [cell])

"""R1–R10: what the live layer costs beside a bare Flask-SocketIO server (docs/speed.md).

Starts every subject itself on a free loopback port in a temporary folder. The servers run
on one core, the phones on another, and only ratios inside one pair of runs count.
"""

import argparse
import asyncio
import gc
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import stores
from bench.evening import APP, ECHO, SERVER_CORE, Evening, Plan
from bench.figures import judge, table
from bench.measuring import Cell
from facilitation.voting.modes import SEALED, SIMPLE

SCENARIOS = ("burst", "spread", "open", "reveal", "herd", "restart", "killmid")


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--n", default="30,300,1000", help="numbers of phones")
    parser.add_argument("--scenario", default=",".join(SCENARIOS), help="what to measure")
    parser.add_argument("--reps", type=int, default=5, help="pairs per cell")
    parser.add_argument("--subject", default=f"{APP},{ECHO}", help="what to start")
    parser.add_argument("--store", choices=[stores.SQLITE, stores.POSTGRES], default=stores.SQLITE)
    parser.add_argument("--mode", default=SEALED, help="how is voted: sealed, simple, or both")
    parser.add_argument("--fsync-delay-ms", default="0,5", help="added to each commit")
    parser.add_argument("--json", type=Path, help="keep every figure in this file")
    parser.add_argument("--smoke", action="store_true", help="N = 30, one pair, no judgement")
    asked = parser.parse_args(words)
    if asked.smoke:
        asked.n, asked.reps, asked.fsync_delay_ms = "30", 1, "0"
    unknown = set(asked.scenario.split(",")) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    if set(asked.subject.split(",")) - {APP, ECHO}:
        parser.error(f"subjects are {APP} and {ECHO}")
    if asked.mode not in (SEALED, SIMPLE, f"{SEALED},{SIMPLE}"):
        parser.error(f"modes are {SEALED}, {SIMPLE} or {SEALED},{SIMPLE}")
    return asked


async def measure(asked: argparse.Namespace) -> list[Cell]:
    """All cells, one N after the other."""
    plan = Plan(
        scenarios=asked.scenario.split(","),
        subjects=asked.subject.split(","),
        reps=asked.reps,
        delays=[int(delay) for delay in asked.fsync_delay_ms.split(",")],
        modes=asked.mode.split(","),
    )
    cells: list[Cell] = []
    with (
        tempfile.TemporaryDirectory(prefix="ratschlag-bench-") as folder,
        stores.opened(asked.store, SERVER_CORE) as store,
    ):
        for n in asked.n.split(","):
            print(f"… {n} phones", file=sys.stderr, flush=True)
            cells += await Evening(Path(folder), int(n), plan, store).hold()
            if asked.json:  # after each N: who stops early keeps what there is
                asked.json.write_text(json.dumps(as_data(cells), indent=1) + "\n")
    return cells


def as_data(cells: list[Cell]) -> dict[str, list[dict[str, object]]]:
    """Every figure, and the ratios that follow from them."""
    return {
        "ratios": [vars(ratio) for ratio in judge(cells)],
        "cells": [vars(cell) for cell in cells],
    }


def main(words: list[str]) -> int:
    """Measure, print, judge."""
    asked = arguments(words)
    if not hasattr(os, "sched_setaffinity"):
        print("bench/live.py needs Linux: it pins processes and reads /proc.", file=sys.stderr)
        return 2
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core for core in cores if core != SERVER_CORE} or {SERVER_CORE})
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers are ended on the way out
    gc.disable()  # a pause of the generator would be counted as the server's
    load = [os.getloadavg()[0]]
    cells = asyncio.run(measure(asked))
    load.append(os.getloadavg()[0])
    ratios = judge(cells)
    print(table(ratios, cells))
    print(f"- store {asked.store}, mode {asked.mode}, load {load[0]:.1f} to {load[1]:.1f}")
    print(json.dumps(as_data(cells), separators=(",", ":")))
    wrong = [ratio for ratio in ratios if ratio.holds is False and ratio.decides]
    if asked.smoke:  # too short for ratios, long enough for rows
        wrong = [ratio for ratio in wrong if ratio.id == "R10"]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""R13: what a Gutachten with 60 recommendations and charts costs; run by hand on a quiet machine.

``python bench/report.py`` prints the median processor time of five builds, the memory they
take at most, and the exponent with which time grows from 50 to 200 recommendations; then
what the example's Gutachten costs from the database to the file.
"""

import math
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from facilitation import db, demo, migrations
from facilitation.councils import councils
from facilitation.report.document import build
from facilitation.report.gather import gather
from tests.report.outlines import large, small


def seconds(count: int, runs: int = 5) -> float:
    """Median processor time of building ``count`` recommendations."""
    outline = large(count)
    costs = []
    for _ in range(runs):
        began = time.process_time()
        build(outline)
        costs.append(time.process_time() - began)
    return statistics.median(costs)


def megabytes(count: int) -> float:
    """Memory that building ``count`` recommendations takes at most."""
    outline = large(count)
    tracemalloc.start()
    build(outline)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def example(runs: int = 3) -> tuple[float, float]:
    """Median seconds from the database to the bytes of the example's Gutachten, and its megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        database = db.configure(f"sqlite:///{Path(folder) / 'example.db'}")
        migrations.upgrade(database)
        demo.build("gutachten")
        costs, data = [], b""
        for _ in range(runs):
            began = time.process_time()
            with db.reading() as session:
                council = councils.find(session, "smart-kassel")
                data = build(gather(session, council.id, version=1))
            costs.append(time.process_time() - began)
        database.close()
    return statistics.median(costs), len(data) / 1e6


def main() -> None:
    build(small())  # imports and caches aren't what is measured
    exponent = math.log(seconds(200) / seconds(50)) / math.log(4)
    print(f"60 recommendations: {seconds(60):.2f} s CPU (bar 0.5), {megabytes(60):.0f} MB (bar 60)")
    print(f"growth from 50 to 200: exponent {exponent:.2f}")
    cost, size = example()
    print(f"the example, 60 recommendations and 300 ideas: {cost:.2f} s CPU, {size:.1f} MB")


if __name__ == "__main__":
    main()

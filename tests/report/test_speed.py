"""R13: a document with 60 recommendations and charts costs little time and memory."""

import time
import tracemalloc

from facilitation.report.document import build

from .outlines import large, small
from .reading import Read


def test_sixty_recommendations_take_half_a_second_and_sixty_megabytes():
    build(small())  # imports and caches aren't ours to measure
    outline = large(60)
    began = time.process_time()
    data = build(outline)
    took = time.process_time() - began
    tracemalloc.start()
    build(outline)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"{took:.2f} s CPU, {peak:.0f} MB at most, {len(data) / 1000:.0f} kB")
    assert len(Read(data).charts()) == 60
    assert took <= 0.5
    assert peak <= 60


def test_time_grows_with_the_length_of_the_document():
    """Four times the recommendations cost about four times the time, not sixteen."""
    costs = []
    for count in (50, 200):
        outline = large(count)
        began = time.process_time()
        build(outline)
        costs.append(time.process_time() - began)
    assert costs[1] <= costs[0] * 7

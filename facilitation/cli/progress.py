"""A bar for what takes longer than a second; what is quicker shows nothing."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

PATIENCE = 1.0
STEPS = 1000
"""Those who tell may count in bytes first and in pages then."""


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yields what is to be called with how much is done, and of how much.

    The bar stands on standard error, so that answers can be piped on.
    """
    begun = time.monotonic()
    bar: Any = None

    def tell(done: int, whole: int) -> None:
        nonlocal bar
        if not whole or time.monotonic() - begun < PATIENCE:
            return
        if bar is None:
            bar = click.progressbar(length=STEPS, label=label, file=sys.stderr, show_eta=False)
            bar.render_progress()
        bar.update(max(0, min(done * STEPS // whole, STEPS) - bar.pos))

    try:
        yield tell
    finally:
        if bar is not None:
            bar.render_finish()

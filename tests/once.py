"""What several processes need and one makes, while the others wait for it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 300.0
HALF = "half-"
"""How it is called while it is made."""


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run know."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made(place: Path, make: Callable[[Path], object]) -> Path:
    """``place``, made by whoever asks first; ``make`` gets a path beside it to write to."""
    turn, half = place.with_name(f"{place.name}.turn"), place.with_name(f"{HALF}{place.name}")
    deadline = time.monotonic() + PATIENCE
    while not place.exists():
        try:
            turn.mkdir()
        except FileExistsError:
            assert time.monotonic() < deadline, f"nobody finishes {place}"
            time.sleep(0.05)
            continue
        try:
            if not place.exists():
                make(half)
                half.rename(place)
        finally:
            turn.rmdir()
    return place

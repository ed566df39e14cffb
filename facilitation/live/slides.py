"""The slides of a shown result, one after the other: the figures, then the rounds compared.

Which of them is on stands in the round's ``view``; the desk's button leads through them.
"""

from collections.abc import Mapping
from typing import Any

from ..language import N_
from .ballots import PollView

RESULT, COMPARE = "result", "compare"
NAMES = {RESULT: N_("Ergebnis"), COMPARE: N_("Vergleich")}


def of_poll(poll: PollView) -> list[str]:
    """The slides that there are, in the order in which they are shown."""
    if not poll.results:
        return []
    return [RESULT, *([COMPARE] if poll.compared else [])]


def on(poll: PollView) -> str:
    """The slide that the wall shows."""
    wanted = str(poll.view.get("slide", RESULT))
    return wanted if wanted in of_poll(poll) else RESULT


def following(poll: PollView) -> str:
    """The next slide that hasn't been on yet; empty where all have."""
    seen = {RESULT, on(poll), *poll.view.get("seen", ())}
    return next((slide for slide in of_poll(poll) if slide not in seen), "")


def seen_with(view: Mapping[str, Any], slide: str) -> dict[str, Any]:
    """``view`` with ``slide`` on; those that were on stay known."""
    return {**view, "slide": slide, "seen": sorted({slide, *view.get("seen", ())} - {RESULT})}

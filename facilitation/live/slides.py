"""The slides of a shown result: the figures, the seats of a roll call, the rounds compared.

Which of them is on stands in the round's ``view``; the desk's button leads through them. A
roll call may fill several, and so may a comparison: „seats.0“, „seats.1“; „compare“, „compare.1“.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..language import N_
from ..voting.words import SeatsLine
from .ballots import PollView
from .result_pages import compared_pages

RESULT, SEATS, COMPARE = "result", "seats", "compare"
NAMES = {RESULT: N_("Ergebnis"), SEATS: N_("Plätze"), COMPARE: N_("Vergleich")}
MOST_SEATS = 60
"""So many numbers of seats can be read on one slide."""
MOST_PAGES = 60


def of_poll(poll: PollView) -> list[str]:
    """The slides that there are, in the order in which they are shown."""
    if not poll.results:
        return []
    seats = [f"{SEATS}.{number}" for number in range(len(seat_pages(poll.by_seat)))]
    return [RESULT, *seats, *_comparing(poll)]


def _comparing(poll: PollView) -> list[str]:
    if poll.compared is None:
        return []
    # The answers of one vote stand on one slide, as two bars.
    further = 0 if poll.answers else len(compared_pages(poll.compared)) - 1
    return [COMPARE, *(f"{COMPARE}.{number}" for number in range(1, further + 1))]


def kind(slide: str) -> str:
    """„seats“ of „seats.1“; what the wall's templates are called."""
    return slide.partition(".")[0]


def page(slide: str) -> int:
    """Which page of its kind it is, from 0."""
    return int(slide.partition(".")[2] or 0)


def is_known(slide: str) -> bool:
    """Whether a command may name it; a page that there isn't shows the figures."""
    name, _dot, number = slide.partition(".")
    return name in NAMES and (not number or (number.isdecimal() and len(number) < 3))


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


def seat_pages(lines: Sequence[SeatsLine]) -> list[list[SeatsLine]]:
    """The seats by answer in pages; an answer that many gave goes on on the next one."""
    pages: list[list[SeatsLine]] = []
    room = 0
    for line in lines:
        for part in _parts(line):
            if len(part.seats) > room or not pages:
                pages.append([])
                room = MOST_SEATS
            pages[-1].append(part)
            room -= max(len(part.seats), _LINE)
    return pages


_LINE = 6
"""An answer that few gave takes a line as well."""


def _parts(line: SeatsLine) -> list[SeatsLine]:
    cut = [line.seats[at : at + MOST_SEATS] for at in range(0, len(line.seats), MOST_SEATS)]
    return [SeatsLine(line.label, line.look, seats) for seats in cut or [()]]

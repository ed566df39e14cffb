"""A wording in pages that the wall can show: whole, in order, never smaller than can be read.

The wall turns the pages; the desk's button knows how many there are.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from ..voting import differing
from ..voting.differing import Piece
from .ballots import PollView

PER_LINE = 64
"""Characters on a full line of the smallest text that a slide uses for reading."""
WORDING_LINES = 11
"""A recommendation is read word by word, so it may be longer than other texts."""
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Page:
    """One page of a wording; numbers begin at 1."""

    text: str
    number: int
    of: int
    pieces: tuple[Piece, ...] = ()
    """The same text with what is new and what is gone since the round before; else empty."""


def lines_of(text: str, per_line: int = PER_LINE) -> int:
    """How many lines ``text`` fills, paragraphs counted one by one."""
    return sum(max(1, len(textwrap.wrap(part, per_line))) for part in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """The lines that say something."""
    return [part.strip() for part in text.splitlines() if part.strip()]


def pages(text: str, lines: int = WORDING_LINES) -> list[str]:
    """The text in as few pages as it takes, about equally full, cut between sentences."""
    best = _filled(text, lines)
    for fewer in range(lines - 1, 0, -1):
        tried = _filled(text, fewer)
        if len(tried) > len(best):
            break
        best = tried
    return best


def page_on(poll: PollView) -> Page | None:
    """The page of a recommendation's wording that the wall shows before the vote."""
    if poll.option.kind != "recommendation" or len(poll.options) > 1:
        return None
    change = poll.changed.get(poll.option.key)
    marked = change.sentence if change else ()
    text = "".join(piece.text for piece in marked) or poll.option.sentence
    every = pages(text) or [""]
    at = min(int(poll.view.get("page", 0)), len(every) - 1)
    pieces = differing.cut(marked, every)[at] if marked else ()
    return Page(every[at], at + 1, len(every), pieces)


def _filled(text: str, lines: int) -> list[str]:
    found: list[str] = []
    page = ""
    for joint, piece in _pieces(text, lines):
        longer = f"{page}{joint}{piece}" if page else piece
        if page and lines_of(longer) > lines:
            found.append(page)
            page = piece
        else:
            page = longer
    return [*found, page] if page else found


def _pieces(text: str, lines: int) -> Iterator[tuple[str, str]]:
    """Sentences with what joins them to the one before; one that fills more than a page in parts."""
    for paragraph in paragraphs(text):
        joint = PARAGRAPH
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
            for part in textwrap.wrap(sentence, lines * PER_LINE - PER_LINE // 2):
                yield joint, part
                joint = " "

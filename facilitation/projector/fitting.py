"""How much text a slide takes: seven lines at most, and whole sentences.

What goes on a slide is decided here, from the length alone; how large it is set is the
page's business (static/js/projector.js), which knows the hall's screen and its fonts.
"""

import re
import textwrap

from ..live.paging import PER_LINE, lines_of, paragraphs

MOST_LINES = 7


def fits(text: str, lines: int = MOST_LINES) -> bool:
    """Whether the whole text can be read on one slide."""
    return lines_of(text) <= lines


def opening(text: str, lines: int = MOST_LINES) -> str:
    """The text as far as it can be read: whole sentences, else words and „…“."""
    if fits(text, lines):
        return text
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(paragraphs(text)))
    kept = ""
    for sentence in sentences:
        longer = f"{kept} {sentence}".strip()
        if not fits(longer, lines):
            break
        kept = longer
    return kept or textwrap.shorten(
        sentences[0], lines * PER_LINE - PER_LINE // 2, placeholder=" …"
    )

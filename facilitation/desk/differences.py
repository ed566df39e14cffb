"""Two texts side by side, with the words marked that differ."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

LONGEST = 6000
"""Words and spaces of both texts together; above it a comparison would hold everybody up."""
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Difference:
    """One field in both versions, the differing words in ``<mark>``."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_marked: Markup
    theirs_marked: Markup


def compare(name: str, label: str, mine: str, theirs: str) -> Difference:
    """Mark word by word what only one of the texts says."""
    ours, others = _WORDS.findall(mine), _WORDS.findall(theirs)
    if len(ours) + len(others) > LONGEST:
        return Difference(name, label, mine, theirs, _marked(ours, True), _marked(others, True))
    left, right = Markup(), Markup()
    for what, a, b, c, d in SequenceMatcher(None, ours, others).get_opcodes():
        differs = what != "equal"
        left += _marked(ours[a:b], differs)
        right += _marked(others[c:d], differs)
    return Difference(name, label, mine, theirs, left, right)


def _marked(words: list[str], differs: bool) -> Markup:  # noqa: FBT001  (private, one meaning)
    text = escape("".join(words))
    return Markup("<mark>%s</mark>") % text if differs and words else text

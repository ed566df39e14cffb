"""Two texts word by word: what stayed, what is new, what was struck out. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

LONGEST = 3000
"""Words of both texts together; above it a comparison would hold everybody up."""
SAME, NEW, GONE = "same", "new", "gone"
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Words that follow each other and share a fate."""

    kind: str
    """``same``, ``new`` or ``gone``."""
    text: str


@lru_cache(maxsize=64)
def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one, to be read through: what is gone stands before what is new.

    Only words count: a paragraph that is broken elsewhere is no change. Kept for a while,
    since a text is drawn again with every ballot that arrives.
    """
    return tuple(_spaced(list(_merged(_WORDS.findall(old), _WORDS.findall(new)))))


def cut(found: Sequence[Piece], parts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """The pieces of each part, where ``parts`` are pages of the joined pieces.

    Pages may differ from the text in their gaps only.
    """
    fates = [piece.kind for piece in found for sign in piece.text if not sign.isspace()]
    left = iter(fates)
    return [_of_part(part, left) for part in parts]


def _of_part(part: str, fates: Iterator[str]) -> tuple[Piece, ...]:
    runs: list[tuple[str, str]] = []
    for word in _WORDS.findall(part):
        kind = [next(fates, SAME) for sign in word if not sign.isspace()][-1]
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + word)
        else:
            runs.append((kind, word))
    return tuple(Piece(kind, text) for kind, text in runs)


def sides(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Each text for itself, to stand side by side; gaps between the words are its own."""
    left: list[Piece] = []
    right: list[Piece] = []
    ours, others = _WORDS.findall(old), _WORDS.findall(new)
    for same, a, b, c, d in _matched(ours, others):
        left += _piece(SAME if same else GONE, ours[a:b])
        right += _piece(SAME if same else NEW, others[c:d])
    return tuple(left), tuple(right)


def said(found: Sequence[Piece]) -> tuple[list[str], list[str]]:
    """(what is new, what is gone) as phrases to quote."""
    phrases: dict[str, list[str]] = {NEW: [], GONE: []}
    for piece in found:
        if piece.kind != SAME:
            phrases[piece.kind].append(" ".join(piece.text.split()))
    return phrases[NEW], phrases[GONE]


def _merged(ours: list[str], others: list[str]) -> Iterator[Piece]:
    for same, a, b, c, d in _matched(ours, others):
        if not same:
            yield from _piece(GONE, ours[a:b])
        yield from _piece(SAME if same else NEW, others[c:d])


def _matched(ours: list[str], others: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    if len(ours) + len(others) > LONGEST:
        yield False, 0, len(ours), 0, len(others)
        return
    left, right = [word.strip() for word in ours], [word.strip() for word in others]
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield what == "equal", a, b, c, d


def _piece(kind: str, words: list[str]) -> list[Piece]:
    return [Piece(kind, "".join(words))] if words else []


def _spaced(found: list[Piece]) -> Iterator[Piece]:
    """No two words run together where a text ended, and what is gone breaks no paragraph."""
    for at, piece in enumerate(found):
        last = at == len(found) - 1
        replaced = piece.kind == GONE and not last and found[at + 1].kind == NEW
        if replaced or (not last and piece.text == piece.text.rstrip()):
            yield Piece(piece.kind, f"{piece.text.rstrip()} ")
        else:
            yield piece

"""Ranks of options: best first, ties in one list."""

from collections.abc import Mapping
from typing import Any

from .question import Question


def best_first(question: Question, worth: Mapping[str, Any]) -> list[list[str]]:
    """Options by what they are worth, highest first; ``None`` is without any answer, and last.

    Ties stay in one list, in the order of the question.
    """
    ranks: dict[Any, list[str]] = {}
    without: list[str] = []
    for key in question.options:
        if worth[key] is None:
            without.append(key)
        else:
            ranks.setdefault(worth[key], []).append(key)
    ordered = [ranks[rank] for rank in sorted(ranks, reverse=True)]
    return [*ordered, without] if without else ordered

"""A title for a group: the longest words that its ideas have in common. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

SHORTEST = 4
"""Shorter words („die“, „und“) say nothing about a subject."""
WORDS = """
aber alle allen aller alles auch beim bitte dann dass deren dies diese diesem diesen dieser dort
durch eine einem einen einer eines etwas für gibt haben hier immer jede jedem jeden jeder jedes
kann keine keinen können mehr mehrere muss müssen nach nicht noch oder ohne sein seine sind soll
sollen sollte sollten über unser unsere unter viel viele vielen vom wenn werden wird wieder wollen
würde zum zur zwischen
"""
COMMON = frozenset(WORDS.split())
MOST = 3


def propose(texts: Sequence[str], limit: int) -> str:
    """„Bäume · Schulhof“; where nothing is common, the shortest text."""
    if not texts:
        return ""
    common = _common(texts) if len(texts) > 1 else []
    title = " · ".join(common) or min(texts, key=len)
    return title if len(title) <= limit else f"{title[: limit - 2].rstrip()} …"


def _common(texts: Sequence[str]) -> list[str]:
    """Words that most of the texts use; those of more texts first, longer ones first."""
    seen: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for text in texts:
        words = {word.casefold(): word for word in re.findall(r"[^\W\d_]+", text)}
        telling = {
            folded: word
            for folded, word in words.items()
            if len(word) >= SHORTEST and folded not in COMMON
        }
        spelled = telling | spelled
        seen.update(telling.keys())
    often = [word for word, times in seen.items() if times > 1 and times * 2 > len(texts)]
    often.sort(key=lambda word: (-seen[word], -len(word), word))
    return [spelled[word] for word in often[:MOST]]

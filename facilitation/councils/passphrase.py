"""Passphrases that the tool offers: five everyday words, drawn by the system's own dice."""

import secrets
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "data" / "words.txt"
LENGTH = 5


def offer() -> str:
    """„Anker-Wolke-…“: easier to type than signs; how strong it is says tests/councils."""
    return "-".join(secrets.choice(words()) for _ in range(LENGTH))


@cache
def words() -> tuple[str, ...]:
    """The words it draws from."""
    return tuple(WORDS.read_text(encoding="utf-8").split())

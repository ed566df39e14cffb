"""What is said about rules and results; phone, wall, desk and Gutachten all ask here.

Sentences are made from the rule and the result, never written by hand. Counts come first
and always with their base (voting.md § 8). One module per method, as in ``methods``.
"""

from typing import TYPE_CHECKING, Protocol, cast

from . import choice, dots, mood, rating, yes_no
from .figures import (
    CHANNEL_NAMES,
    NBSP,
    channel_words,
    decimal,
    of_base,
    other_ways,
    per_channel,
    percent,
    turnout_words,
)
from .listed import ListedWords
from .mood import MOOD_STEPS, MoodWords
from .names import MODE_NAMES, MODE_SENTENCES, NO_ANSWER, STATE_NAMES, MethodNames
from .rating import RATING_STEPS, CriterionWords, RatingWords, ends
from .rules import rule_before, rule_words
from .said import ResultWords, Shown, StepWords
from .yes_no import MARK_NAMES, YesNoWords, counts_words, share_words, verdict_words

if TYPE_CHECKING:
    from ..models import Round

__all__ = [
    "CHANNEL_NAMES",
    "MARK_NAMES",
    "MODE_NAMES",
    "MODE_SENTENCES",
    "MOOD_STEPS",
    "NBSP",
    "NO_ANSWER",
    "RATING_STEPS",
    "STATE_NAMES",
    "CriterionWords",
    "ListedWords",
    "MethodNames",
    "MoodWords",
    "RatingWords",
    "ResultWords",
    "Shown",
    "StepWords",
    "YesNoWords",
    "channel_words",
    "counts_words",
    "decimal",
    "ends",
    "names",
    "of_base",
    "other_ways",
    "per_channel",
    "percent",
    "result_words",
    "rule_before",
    "rule_words",
    "share_words",
    "shown",
    "turnout_words",
    "verdict_words",
]


class MethodWords(Protocol):
    """What every method's module of words offers."""

    NAMES: MethodNames

    def read(self, shown: Shown, key: str) -> ResultWords:
        """What is said about one option of a counted round."""


_METHODS: dict[str, MethodWords] = {
    "yes_no": cast(MethodWords, yes_no),
    "mood": cast(MethodWords, mood),
    "rating": cast(MethodWords, rating),
    "choice": cast(MethodWords, choice),
    "dots": cast(MethodWords, dots),
}


def names(method: str) -> MethodNames:
    """What a method and a round of it are called."""
    return _METHODS[method].NAMES


def shown(around: "Round", present: int) -> Shown:
    """A counted round with its roll's size, ready for ``result_words``."""
    return Shown(
        method=around.poll.method,
        result=around.result or {},
        wording=around.wording,
        rule=around.rule,
        channels=around.channels or {},
        present=present,
        mode=around.poll.mode,
    )


def result_words(held: Shown, key: str) -> ResultWords:
    """What is said about one option of a counted round."""
    return _METHODS[held.method].read(held, key)

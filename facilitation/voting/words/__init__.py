"""What is said about rules and results; phone, wall, desk and Gutachten all ask here.

Sentences are made from the rule and the result, never written by hand. Counts come first
and always with their base (voting.md § 8). One module per method, as in ``methods``.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import mood, rating, yes_no
from .figures import NBSP, channel_words, decimal, of_base, percent, turnout_words
from .mood import MoodWords
from .names import (
    CANCELLED_NAMES,
    CLOSED_NAMES,
    HELD_NAMES,
    MARK_NAMES,
    METHOD_HELP,
    METHOD_NAMES,
    MODE_NAMES,
    MODE_SENTENCES,
    MOOD_STEPS,
    NO_ANSWER,
    RATING_STEPS,
    STATE_NAMES,
)
from .rating import CriterionWords, RatingWords, ends
from .rules import rule_before, rule_words
from .said import ResultWords, Shown, StepWords
from .yes_no import YesNoWords, counts_words, share_words, verdict_words

if TYPE_CHECKING:
    from ..models import Round

__all__ = [
    "CANCELLED_NAMES",
    "CLOSED_NAMES",
    "HELD_NAMES",
    "MARK_NAMES",
    "METHOD_HELP",
    "METHOD_NAMES",
    "MODE_NAMES",
    "MODE_SENTENCES",
    "MOOD_STEPS",
    "NBSP",
    "NO_ANSWER",
    "RATING_STEPS",
    "STATE_NAMES",
    "CriterionWords",
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
    "of_base",
    "percent",
    "result_words",
    "rule_before",
    "rule_words",
    "share_words",
    "shown",
    "turnout_words",
    "verdict_words",
]

_READERS: dict[str, Callable[[Shown, str], ResultWords]] = {
    "yes_no": yes_no.read,
    "mood": mood.read,
    "rating": rating.read,
}


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
    return _READERS[held.method](held, key)

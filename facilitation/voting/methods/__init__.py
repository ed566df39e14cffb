"""The ways of voting: one pure module per method behind one interface.

A method says which marks a ballot may carry, counts ballots and reads the counts
through the rule. Adding one touches no other module. Shapes are those of voting.md § 10.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from . import (
    choice,
    consent,
    dots,
    doubt,
    levels,
    mood,
    ranking,
    rating,
    resistance,
    text,
    yes_no,
)
from .question import BadMarks, BadSettings, Marks, Question, Turnout

__all__ = [
    "METHODS",
    "UNCOUNTED",
    "WAYS",
    "BadMarks",
    "BadSettings",
    "Marks",
    "Method",
    "Question",
    "Turnout",
]


class Method(Protocol):
    """What every method's module offers."""

    READS_RULE: bool
    """Whether a rule can decide."""
    DECIDES: bool
    """Whether something is adopted or not in the end, so that answers are votes (Stimmen)."""
    BEATS: tuple[str, str] | None
    """The two steps that a rule's second condition compares; none where the method has none."""
    STEPWISE: bool
    """Whether a phone sends the ballot at each tap, and says „Fertig“ in the end."""
    BY_OPTION: bool
    """Whether the answers can be kept as one list per option, apart from their ballots."""

    def settings(self, given: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
        """The settings as they are stored, defaults filled in; raises ``BadSettings``."""

    def check(self, marks: Marks, question: Question) -> dict[str, Any]:
        """The marks as they are stored; raises ``BadMarks`` when they can't be counted."""

    def read_form(self, fields: Mapping[str, str], question: Question) -> dict[str, Any]:
        """Marks from what a form sends as text; they still have to be checked."""

    def is_whole(self, marks: Marks, question: Question) -> bool:
        """Whether a person may hand it in like that; a recount also takes blank ballots."""

    def tally(self, ballots: Iterable[Marks], question: Question) -> dict[str, Any]:
        """Counts and nothing else, zeros written; two tallies may be added up."""

    def read_counted(
        self, given: Mapping[str, Any], question: Question, most: int
    ) -> dict[str, Any]:
        """Counts typed in without their ballots, as a tally; ``most`` ballots there were."""

    def result(
        self,
        counted: Mapping[str, Any],
        question: Question,
        rule: Mapping[str, Any] | None,
        turnout: Turnout,
    ) -> dict[str, Any]:
        """``{"options": {key: {…}}}`` and, where the method ranks, ``"order"``.

        Raises ``BadSettings`` where the rule asks for what the method doesn't know.
        """


METHODS: dict[str, Method] = {
    "yes_no": cast(Method, yes_no),
    "doubt": cast(Method, doubt),
    "levels": cast(Method, levels),
    "consent": cast(Method, consent),
    "mood": cast(Method, mood),
    "choice": cast(Method, choice),
    "rating": cast(Method, rating),
    "resistance": cast(Method, resistance),
    "dots": cast(Method, dots),
    "ranking": cast(Method, ranking),
}
UNCOUNTED = ("text",)
"""Asked, but there is nothing to count: free answers go to the inbox of ideas."""
WAYS: dict[str, Method] = {**METHODS, "text": cast(Method, text)}
"""Every way of asking; ``METHODS`` are those that are counted."""

"""What is said about rules and results; phone, wall, desk and Gutachten all ask here.

Sentences are made from the rule and the result, never written by hand. Counts come first
and always with their base (voting.md § 8). One module per method, as in ``methods``.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from ...language import gettext
from ..rules import Rule
from . import choice, consent, dots, doubt, levels, mood, ranking, rating, resistance, text, yes_no
from . import rules as _rules
from .addenda import Addendum, addendum, preview_words
from .by_seat import SeatsLine
from .by_seat import lines as seats_lines
from .figures import (
    CHANNEL_NAMES,
    NBSP,
    REASON_NAMES,
    channel_words,
    decimal,
    of_base,
    other_ways,
    per_channel,
    percent,
    turnout_words,
)
from .listed import ListedWords
from .listing import DetailTable
from .mood import MOOD_STEPS, MoodWords
from .names import (
    MODE_CHOICES,
    MODE_NAMES,
    MODE_SENTENCES,
    NO_ANSWER,
    STATE_NAMES,
    MethodNames,
    RuleNames,
)
from .rating import RATING_STEPS, CriterionWords, RatingWords, ends
from .rules import rule_warning
from .said import ResultWords, Shown, StepWords
from .steps import Answer, offered
from .typed import number_name

if TYPE_CHECKING:
    from ..models import Round

__all__ = [
    "CHANNEL_NAMES",
    "MODE_CHOICES",
    "MODE_NAMES",
    "MODE_SENTENCES",
    "MOOD_STEPS",
    "NBSP",
    "NO_ANSWER",
    "RATING_STEPS",
    "REASON_NAMES",
    "STATE_NAMES",
    "Addendum",
    "Answer",
    "CriterionWords",
    "DetailTable",
    "ListedWords",
    "MethodNames",
    "MoodWords",
    "RatingWords",
    "ResultWords",
    "RuleNames",
    "SeatsLine",
    "Shown",
    "StepWords",
    "addenda",
    "allowed_words",
    "answer_names",
    "answers",
    "channel_words",
    "decimal",
    "detail_tables",
    "ends",
    "names",
    "number_name",
    "of_base",
    "other_ways",
    "per_channel",
    "percent",
    "preview_words",
    "result_words",
    "rule_before",
    "rule_warning",
    "rule_words",
    "seats_lines",
    "shown",
    "turnout_words",
]


class MethodWords(Protocol):
    """What every method's module of words offers."""

    NAMES: MethodNames

    def read(self, shown: Shown, key: str) -> ResultWords:
        """What is said about one option of a counted round."""


_METHODS: dict[str, MethodWords] = {
    "yes_no": cast(MethodWords, yes_no),
    "doubt": cast(MethodWords, doubt),
    "levels": cast(MethodWords, levels),
    "consent": cast(MethodWords, consent),
    "mood": cast(MethodWords, mood),
    "rating": cast(MethodWords, rating),
    "choice": cast(MethodWords, choice),
    "dots": cast(MethodWords, dots),
    "text": cast(MethodWords, text),
    "resistance": cast(MethodWords, resistance),
    "ranking": cast(MethodWords, ranking),
}


def names(method: str) -> MethodNames:
    """What a method and a round of it are called."""
    return _METHODS[method].NAMES


def answers(method: str, wording: Mapping[str, Any]) -> tuple[Answer, ...]:
    """What can be tapped where one of a few steps is chosen, as this poll offers it; else nothing."""
    return offered(getattr(_METHODS[method], "ANSWERS", ()), wording)


def answer_names(method: str, wording: Mapping[str, Any]) -> dict[str, str]:
    """Key and words of each answer where one of a few steps is chosen, in the ballot's order."""
    steps = wording.get("steps", ())  # of a Stimmungsbild, the least first; its best stands on top
    numbered = {str(at): steps[at - 1] for at in range(len(steps), 0, -1)}
    return numbered or {each.key: gettext(each.label) for each in answers(method, wording)}


def rule_words(rule: Rule | None, method: str = "yes_no") -> str:
    """„mindestens zwei Drittel der Ja- und Nein-Stimmen“, in the words of the method."""
    return _rules.rule_words(rule, _rule_names(method))


def rule_before(rule: Rule | None, method: str = "yes_no", *, present: int, members: int) -> str:
    """The rule before opening: the needed count can only be said for a given base."""
    return _rules.rule_before(rule, _rule_names(method), present=present, members=members)


def _rule_names(method: str) -> RuleNames:
    return names(method).rule or yes_no.RULE


def allowed_words(method: str, settings: Mapping[str, Any], options: int) -> str:
    """What a ballot may hold: „1 bis 3 Möglichkeiten“, „5 Punkte, höchstens 3 für einen Vorschlag“.

    Empty where the method leaves nothing to say.
    """
    say = getattr(_METHODS[method], "allowed", None)
    return say(settings, options) if say else ""


def shown(around: "Round", present: int, *, corrections: int | None = None) -> Shown:
    """A counted round with its roll's size, ready for ``result_words``.

    ``corrections``: as it stood after so many addenda; without, after all of them.
    """
    after = len(around.corrections) if corrections is None else corrections
    stands = around.corrections[after - 1] if after else around
    return Shown(
        method=around.poll.method,
        result=stands.result or {},
        wording=around.wording,
        rule=around.rule,
        channels=stands.channels or {},
        present=present,
        mode="hands" if around.by_hands else around.poll.mode,
        members=around.members,
        left_out=Counter(exclusion.reason for exclusion in around.exclusions),
    )


def addenda(around: "Round", present: int) -> tuple[Addendum, ...]:
    """Every correction of a shown round, oldest first, each with what it replaced."""
    names = {
        option["key"]: f"{option['code']} {option['title']}".strip()
        for option in around.wording["options"]
    }

    def said(corrections: int) -> dict[str, ResultWords]:
        held = shown(around, present, corrections=corrections)
        return {key: result_words(held, key) for key in names}

    return tuple(
        addendum(row.at, row.role, row.reason, names, before=said(at), after=said(at + 1))
        for at, row in enumerate(around.corrections)
    )


def detail_tables(held: Shown) -> tuple[DetailTable, ...]:
    """Tables beside the result's own, for whoever wants to know more; most methods have none."""
    tables = getattr(_METHODS[held.method], "tables", None)
    return tables(held) if tables else ()


def result_words(held: Shown, key: str) -> ResultWords:
    """What is said about one option of a counted round."""
    return _METHODS[held.method].read(held, key)

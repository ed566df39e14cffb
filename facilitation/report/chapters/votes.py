"""Votes in tables: the columns that their answers need, and the words of a verdict."""

from collections.abc import Sequence

from ..blocks import run
from ..outline import Vote
from ..tables import EMPTY, Cell, Column
from ..xml import Element

_HEADINGS = {
    "Dafür mit Zweifel": "mit Zweifel",
    "Enthaltung": "Enthal\N{SOFT HYPHEN}tung",
    "Volle Zustimmung": "volle Zustim\N{SOFT HYPHEN}mung",
    "Leichte Bedenken": "leichte Be\N{SOFT HYPHEN}denken",
    "Beiseitestehen": "Beiseite\N{SOFT HYPHEN}stehen",
    "Schwere Bedenken": "schwere Be\N{SOFT HYPHEN}denken",
    "Keine Einwände": "keine Ein\N{SOFT HYPHEN}wände",
    "Leichte Einwände": "leichte Ein\N{SOFT HYPHEN}wände",
    "Schwerwiegende Einwände": "schwer\N{SOFT HYPHEN}wiegende Ein\N{SOFT HYPHEN}wände",
}
_WIDTHS = {
    "Enthaltung": 1.55,
    "Dafür mit Zweifel": 1.5,
    "Dagegen": 1.75,
    "Volle Zustimmung": 1.55,
    "Leichte Bedenken": 1.5,
    "Beiseitestehen": 1.7,
    "Schwere Bedenken": 1.6,
    "Keine Einwände": 1.5,
    "Leichte Einwände": 1.5,
    "Schwerwiegende Einwände": 2.0,
}
MOST_COLUMNS = 4
"""More answers than these need a wide page for columns of their own."""


def same_steps(votes: Sequence[Vote]) -> bool:
    """Whether all were voted on with the same answers, so that they share columns."""
    return len({_labels(vote) for vote in votes}) == 1


def by_steps(votes: Sequence[Vote]) -> list[list[Vote]]:
    """The votes in groups that share their answers, in the order in which they were held."""
    groups: dict[tuple[str, ...], list[Vote]] = {}
    for vote in votes:
        groups.setdefault(_labels(vote), []).append(vote)
    return list(groups.values())


def in_columns(votes: Sequence[Vote], *, wide: bool = False) -> bool:
    """Whether each answer gets a column: the same answers to all, and room for them."""
    return same_steps(votes) and (wide or len(votes[0].steps) <= MOST_COLUMNS)


def step_columns(votes: Sequence[Vote], *, wide: bool = False) -> list[Column]:
    """A column per answer; one for all of them where the votes differ."""
    if not in_columns(votes, wide=wide):
        return [Column("Stimmen", 4.5)]
    return [
        Column(_HEADINGS.get(label, label), _WIDTHS.get(label, 1.25), "right")
        for label in _labels(votes[0])
    ]


def step_cells(vote: Vote | None, votes: Sequence[Vote], *, wide: bool = False) -> list[Cell]:
    """The figures of ``vote`` for the columns of ``votes``."""
    if not in_columns(votes, wide=wide):
        return [vote.line if vote else EMPTY]
    if vote is None:
        return [EMPTY for _ in votes[0].steps]
    return [str(step.count) for step in vote.steps]


def verdict(vote: Vote) -> Element:
    """„angenommen“ in the middle of a line or in a cell."""
    words = vote.verdict.rstrip(".") or "ohne Regel"
    noun = words.startswith("Konsens")
    return run(words if noun else words[0].lower() + words[1:], _style(vote))


def opening_verdict(vote: Vote) -> Element:
    """„Angenommen.“ or „Nach der Regel: Angenommen.“ at the start of a line."""
    return run(vote.ruling, _style(vote))


def finding(vote: Vote) -> Element:
    """„Konsens: niemand hat ein Veto oder schwere Bedenken.“"""
    return run(vote.finding, "" if vote.rule else _style(vote))


def _style(vote: Vote) -> str:
    if vote.adopted is None:
        return ""
    return "UrteilJa" if vote.adopted else "UrteilNein"


def _labels(vote: Vote) -> tuple[str, ...]:
    return tuple(step.label for step in vote.steps)

"""A result with a line per option as plain data: rank, name, figures and the length of its bar.

Any method whose words are ``ListedWords`` becomes one of these, with the columns that its
``MethodNames`` names; the chapters draw all of them alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..language import gettext
from ..voting import words
from ..voting.models import Poll, Round
from . import noted
from .change import Change


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One option, figures as stored with the round."""

    place: int
    """Its rank in the result; ties share one."""
    code: str
    title: str
    figures: tuple[str, ...]
    """One per column."""
    bar: float
    note: str = ""
    leads: bool = True
    """Whether it can stand first: somebody has chosen or rated it."""

    @property
    def name(self) -> str:
        """„M7 Füllstandsmelder“"""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """One shown round of a poll with a line per option, the best first.

    Free answers have no lines: they aren't counted, and stand among the ideas.
    """

    id: int
    title: str
    question: str
    meeting: int
    round: int
    method: str
    """„Punkte verteilen“"""
    columns: tuple[str, ...]
    """What the figures are; the first is what the bars show."""
    rows: tuple[ListedRow, ...]
    sentence: str
    """Turnout, and what everybody was allowed."""
    channels: str
    mode: str
    by_seat: tuple[tuple[str, str], ...] = ()
    """Of a roll call: (option, „1, 4, 7“), numbers of seats and never names."""
    notes: tuple[str, ...] = ()
    """Addenda and previews, a sentence each."""
    decimals: int = 0
    """How many decimals the bars have."""
    tables: tuple[words.DetailTable, ...] = ()
    """Every figure for Annex C; empty where the first table has them all."""
    change: Change | None = None
    """Against the round before; none for a first one."""

    @property
    def leading(self) -> tuple[str, ...]:
        """What stands first, ties together; nothing where nobody chose anything."""
        return tuple(row.code or row.title for row in self.rows if row.place == 1 and row.leads)


def read(poll: Poll, around: Round, meeting: int, present: int) -> Listed:
    """A shown round in the words of the screens."""
    shown = words.shown(around, present)
    names = words.names(poll.method)
    options = {option["key"]: option for option in around.wording["options"]}
    said = {key: words.result_words(shown, key) for key in options}
    first = said[next(iter(options))]
    return Listed(
        id=around.id,
        title=around.wording.get("title")
        or (gettext(names.method) if names.lists else around.wording["question"]),
        question=around.wording["question"],
        meeting=meeting,
        round=around.number,
        method=gettext(names.method),
        columns=tuple(gettext(column) for column in names.columns),
        rows=tuple(
            _row(place, options[key], said[key], names.decimals)
            for key, place in _places(shown).items()
        ),
        sentence=first.sentence,
        channels=first.channels,
        mode=first.mode,
        notes=noted.of_all(around, present),
        decimals=names.decimals,
        tables=words.detail_tables(shown),
    )


def lines(poll: Poll, around: Round, present: int) -> dict[tuple[str, int], str]:
    """What is said of each subject in a line, for its own place in the Gutachten."""
    shown = words.shown(around, present)
    return {
        (option.subject_kind, option.subject_id): words.result_words(shown, option.key).counts
        for option in poll.options
    }


def _places(shown: words.Shown) -> dict[str, int]:
    """Rank by option; none where nothing is counted."""
    places: dict[str, int] = {}
    for tied in shown.result.get("order", ()):
        places |= dict.fromkeys(tied, len(places) + 1)
    return places


def _row(
    place: int, option: Mapping[str, Any], said: words.ResultWords, decimals: int
) -> ListedRow:
    assert isinstance(said, words.ListedWords)
    return ListedRow(
        place=place,
        code=option["code"],
        title=option["title"],
        figures=said.cells,
        bar=said.figure / 10**decimals if decimals else said.figure,
        note=said.note,
        leads=said.leads,
    )

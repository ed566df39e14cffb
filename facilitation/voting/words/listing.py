"""Options of a round by their titles and codes, and tables about them beside the result's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...language import gettext
from .listed import ListedWords
from .said import Shown

SHADES = 6
"""How many shades of violet a count may have (screens.md § 11.3)."""


@dataclass(frozen=True, kw_only=True)
class SpreadWords(ListedWords):
    """One line whose answers are spread over columns: steps of resistance, places of a ranking."""

    heads: tuple[str, ...]
    """What the columns are called, „0“ … „10“."""
    spread: tuple[int, ...]
    """How many people per column."""
    most: int
    """The highest count of any column of any option: what the darkest shade stands for."""
    across: str
    """What stands in the columns: „Personen je Platz“."""
    last: str
    """What the figure in bold is called: „Mittel“."""
    outcome: str
    """Who leads, in a sentence; empty where nobody answered."""
    beyond: str = ""
    """Why this option can't win, however its figure is; else empty."""

    @property
    def shaded(self) -> list[tuple[str, int, int]]:
        """(head, count, shade from 0 to 6) per column."""
        return [
            (head, count, -(-SHADES * count // self.most) if count else 0)
            for head, count in zip(self.heads, self.spread, strict=True)
        ]


@dataclass(frozen=True)
class DetailTable:
    """A table with a line per option, in the order of the result."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    """(name, cells)"""


def quoted(shown: Shown, keys: Sequence[str]) -> str:
    """„Sonnensegel“, „Baumkübel“ und „Markthalle“."""
    titles = {option["key"]: option["title"] for option in shown.wording["options"]}
    named = [f"„{titles[key]}“" for key in keys]
    if len(named) < 2:
        return "".join(named)
    return gettext("%(first)s und %(last)s", first=", ".join(named[:-1]), last=named[-1])


def figures_table(
    shown: Shown, columns: Sequence[str], cells: Mapping[str, tuple[str, ...]]
) -> DetailTable:
    """The figures of every option, ``cells`` by key under ``columns``."""
    named = names(shown)
    return DetailTable(
        gettext("Alle Zahlen"),
        tuple(gettext(column) for column in columns),
        tuple((named[key], cells[key]) for key in by_rank(shown)),
    )


def by_rank(shown: Shown) -> list[str]:
    """The keys, the best first."""
    return [key for tied in shown.result["order"] for key in tied]


def names(shown: Shown) -> dict[str, str]:
    """„M7 Füllstandsmelder“ by key."""
    return {
        option["key"]: f"{option.get('code', '')} {option['title']}".strip()
        for option in shown.wording["options"]
    }


def short_names(shown: Shown) -> dict[str, str]:
    """„M7“, where there is no code the title, by key."""
    return {
        option["key"]: option.get("code") or option["title"] for option in shown.wording["options"]
    }

"""The lists of a Sammelabstimmung in pages that the wall can show: what comes, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..language import gettext as _
from ..language import ngettext
from ..voting.words import NBSP
from .ballots import PollView
from .together import Together

LIST_ROWS = 7
OVERVIEW_ROWS = 5
"""Two lines each."""


@dataclass(frozen=True)
class Page:
    """Some of its polls; ``number`` counts from 1 to ``of``."""

    polls: Sequence[PollView]
    number: int
    of: int


def list_page(held: Together) -> Page:
    """What is voted on, the page that is on."""
    return _page_on(held, LIST_ROWS)


def overview_page(held: Together) -> Page:
    """The results, the page that is on."""
    return _page_on(held, OVERVIEW_ROWS)


def verdicts(held: Together | None) -> str:
    """„18 angenommen, 8 nicht angenommen“; empty where no rule decides."""
    if held is None:
        return ""
    adopted = [poll.result.adopted for poll in held.polls if poll.result]
    yes, no, open_ = adopted.count(True), adopted.count(False), adopted.count(None)
    words = [
        ngettext("%(num)s angenommen", "%(num)s angenommen", yes),
        ngettext("%(num)s nicht angenommen", "%(num)s nicht angenommen", no),
    ]
    if not yes + no:
        return ""
    words = [each.replace(" ", NBSP, 1) for each in words]
    return ", ".join([*words, *([_("%(n)s ohne Regel", n=open_)] if open_ else [])])


def _page_on(held: Together, rows: int) -> Page:
    cut = [held.polls[at : at + rows] for at in range(0, len(held.polls), rows)]
    at = min(int(held.view.get("page", 0)), len(cut) - 1)
    return Page(cut[at], at + 1, len(cut))

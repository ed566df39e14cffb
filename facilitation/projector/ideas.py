"""The slides with ideas: as many as can be read, newest first (B14)."""

import unicodedata
from typing import Any

from sqlalchemy.orm import Session

from ..language import N_
from ..language import gettext as _
from ..live.ideas import IdeaLine
from ..live.picture import Picture

COLUMN = 17.6
"""Width of one of the two columns in em of the smallest size (4.3rem)."""
TITLE = 34.0
SPACE = 0.32
NARROW = frozenset("filrtj.,:;!'’|()-I")
LINE = 5.25
"""Height of a line, and below of what is around each idea, in rem."""
AROUND = 3.4
ROOM = 64.0
"""Height of a column under the heading."""
KICKER = 6.0
"""Height of the line above a group's title."""
HEADINGS = {"idea": N_("Ideen"), "goal": N_("Ziele"), "vision": N_("Visionen")}
ONE = {"idea": N_("Eine Idee"), "goal": N_("Ein Ziel"), "vision": N_("Eine Vision")}


def wall(_session: Session, picture: Picture) -> dict[str, Any]:
    """The wall of ideas."""
    assert picture.ideas
    shown = readable(picture.ideas.ideas)
    kinds = {idea.kind for idea in picture.ideas.ideas}
    kind = kinds.pop() if len(kinds) == 1 else picture.collecting or "idea"
    return {
        "title": _("Ideenwand"),
        "slide": "ideas",
        "heading": _(HEADINGS[kind]),
        "shown": shown,
        "more": len(picture.ideas.ideas) - len(shown),
    }


def one(_session: Session, picture: Picture) -> dict[str, Any]:
    """One idea, as large as it can be set."""
    assert picture.ideas
    return {
        "title": _(ONE[picture.ideas.kind]),
        "slide": f"idea-{picture.ideas.subject_id}",
        "heading": _(ONE[picture.ideas.kind]),
        "idea": picture.ideas.ideas[0],
    }


def group(_session: Session, picture: Picture) -> dict[str, Any]:
    """A group with its title and what is inside."""
    assert picture.ideas
    title_lines = lines_of(picture.ideas.title, TITLE)
    shown = readable(picture.ideas.ideas, ROOM - KICKER - LINE * (title_lines - 1))
    return {
        "title": picture.ideas.title,
        "slide": f"idea-group-{picture.ideas.subject_id}",
        "heading": _(HEADINGS[picture.ideas.kind]),
        "shown": shown,
        "more": len(picture.ideas.ideas) - len(shown),
    }


def readable(ideas: list[IdeaLine], room: float = ROOM) -> list[IdeaLine]:
    """As many from the front as two columns hold in the smallest size."""
    column, used = 0, 0.0
    shown: list[IdeaLine] = []
    for idea in ideas:
        height = AROUND + LINE * lines_of(idea.text)
        if used + height > room:
            column, used = column + 1, 0.0
        if column > 1 or height > room:
            break
        used += height
        shown.append(idea)
    return shown


def lines_of(text: str, width: float = COLUMN) -> int:
    """How many lines ``text`` fills, ``width`` in em; a word that is too long is broken."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = sum(map(_width, word))
        if used and used + SPACE + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (SPACE if used else 0)
        if used > width:
            lines += int(used // width)
            used %= width
    return lines


def _width(letter: str) -> float:
    """In em, in a wide font: the hall's computer may not have ours."""
    if letter in NARROW:
        return 0.4
    if letter in "mwMW%@":
        return 1.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.4
    return 0.73 if letter.isupper() else 0.6

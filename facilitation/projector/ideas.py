"""The slides with ideas: as many as can be read, newest first (B14)."""

import textwrap
from typing import Any

from sqlalchemy.orm import Session

from ..language import N_
from ..language import gettext as _
from ..live.ideas import IdeaLine
from ..live.picture import Picture

PER_LINE = 33
"""Characters on a line of one of two columns, in the smallest size (4.3rem)."""
LINE = 5.3
"""Height of a line, and below of what is around each idea, in rem."""
AROUND = 4.0
ROOM = 62.0
"""Height of a column under the heading."""
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
    shown = readable(picture.ideas.ideas)
    return {
        "title": picture.ideas.title,
        "slide": f"idea-group-{picture.ideas.subject_id}",
        "heading": _(HEADINGS[picture.ideas.kind]),
        "shown": shown,
        "more": len(picture.ideas.ideas) - len(shown),
    }


def readable(ideas: list[IdeaLine]) -> list[IdeaLine]:
    """As many from the front as two columns hold in the smallest size."""
    columns = [0.0, 0.0]
    shown: list[IdeaLine] = []
    for idea in ideas:
        height = AROUND + LINE * len(textwrap.wrap(idea.text, PER_LINE))
        at = 0 if columns[0] + height <= ROOM else 1
        if columns[at] + height > ROOM:
            break
        columns[at] += height
        shown.append(idea)
    return shown

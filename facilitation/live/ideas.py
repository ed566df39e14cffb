"""The ideas that the wall shows: all that were let through, one alone, or a group."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..ideas import wall
from ..ideas.models import Group, Idea
from ..meetings.models import Meeting


@dataclass(frozen=True)
class IdeaLine:
    """One idea as everybody may see it."""

    id: int
    kind: str
    text: str
    why: str


@dataclass(frozen=True)
class WallIdeas:
    """What the slide says; ``view`` is ``ideas``, ``idea`` or ``idea_group``."""

    view: str
    ideas: list[IdeaLine]
    kind: str = "idea"
    title: str = ""
    subject_id: int | None = None


def on_wall(session: Session, meeting: Meeting | None) -> WallIdeas | None:
    """What the team has put up; nothing where it shows something else or isn't there any more."""
    if meeting is None:
        return None
    if meeting.wall_view == "ideas":
        return WallIdeas("ideas", _lines(wall.newest(session, meeting.council_id)))
    if meeting.wall_view == "idea":
        return _one(wall.one(session, meeting.council_id, meeting.wall_subject_id))
    if meeting.wall_view == "idea_group":
        return _group(wall.group(session, meeting.council_id, meeting.wall_subject_id))
    return None


def _one(idea: Idea | None) -> WallIdeas | None:
    return WallIdeas("idea", _lines([idea]), idea.kind, subject_id=idea.id) if idea else None


def _group(group: Group | None) -> WallIdeas | None:
    if group is None:
        return None
    return WallIdeas("idea_group", _lines(group.ideas), group.kind, group.title, group.id)


def _lines(ideas: list[Idea]) -> list[IdeaLine]:
    return [IdeaLine(idea.id, idea.kind, idea.text, idea.why) for idea in ideas]

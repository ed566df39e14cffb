"""Groups: put together, take apart, name, and note what was made of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Invalid, NotFound, Refused
from ..language import N_
from ..measures import measures
from ..text import clean_line
from . import answers as answers  # noqa: PLC0414  (registers who keeps free answers)
from . import asking, inbox, titles
from .models import Group, Idea

TITLE = 120


def group(session: Session, council_id: int, ideas: Sequence[Idea], title: str = "") -> Group:
    """A new group of these ideas, out of any other; without a title one is proposed."""
    if not ideas:
        raise Refused(N_("Bitte wählen Sie zuerst wenigstens eine Idee aus."))
    made = Group(
        council_id=council_id,
        kind=_kind(ideas),
        title=_title(title) or titles.propose([idea.text for idea in ideas], TITLE),
        created_at=inbox.to_the_minute(clock.now()),
    )
    session.add(made)
    session.flush()
    add_to(session, made, ideas)
    return made


def add_to(session: Session, into: Group, ideas: Sequence[Idea]) -> None:
    """Put ideas into a group that is there; what is in it already stays."""
    for idea in ideas:
        left = idea.group
        idea.group, idea.state, idea.hidden_reason = into, "grouped", ""
        session.flush()
        if left is not None and left is not into and not left.ideas:
            asking.dissolve(session, left)
    session.flush()


def merge(
    session: Session,
    council_id: int,
    groups: Sequence[Group],
    ideas: Sequence[Idea],
    title: str = "",
) -> Group:
    """All of it in one group: the first chosen one, or a new one. The originals stay inside."""
    if len(groups) + len(ideas) < 2:
        raise Refused(N_("Zum Zusammenfassen bitte wenigstens zwei auswählen."))
    if not groups:
        return group(session, council_id, ideas, title)
    into = groups[0]
    for other in groups[1:]:
        _inherit(into, other)
        add_to(session, into, list(other.ideas))
    add_to(session, into, [idea for idea in ideas if idea.group is not into])
    if _title(title):
        into.title = _title(title)
    session.flush()
    return into


def ungroup(session: Session, apart: Group) -> None:
    """Take a group apart: its ideas are new again."""
    inbox.unpark(session, list(apart.ideas))


def rename(session: Session, named: Group, title: str) -> None:
    """Another title."""
    if not _title(title):
        raise Invalid(N_("Wie soll die Gruppe heißen?"), fields={"title": ""})
    named.title = _title(title)
    session.flush()


def park(session: Session, put: Group, *, back: bool = False) -> None:
    """Put a whole group aside for later, or fetch it back; it stays a group."""
    put.parked = not back
    session.flush()


def link_measure(session: Session, linked: Group, measure_id: int | None) -> None:
    """Note the measure into which it went."""
    if measure_id is not None:
        measures.find(session, linked.council_id, measure_id)
    linked.measure_id = measure_id
    session.flush()


def link_recommendation(session: Session, linked: Group, recommendation_id: int) -> None:
    """Note the recommendation that was made of it."""
    linked.recommendation_id = recommendation_id
    session.flush()


def find(session: Session, council_id: int, group_id: int) -> Group:
    """The group of this council, or ``NotFound``."""
    found = session.scalar(select(Group).filter_by(council_id=council_id, id=group_id))
    if found is None:
        raise NotFound(N_("Diese Gruppe gibt es nicht mehr."))
    return found


def _inherit(into: Group, other: Group) -> None:
    into.measure_id = into.measure_id or other.measure_id
    into.recommendation_id = into.recommendation_id or other.recommendation_id


def _kind(ideas: Sequence[Idea]) -> str:
    kinds = {idea.kind for idea in ideas}
    return kinds.pop() if len(kinds) == 1 else "idea"


def _title(typed: str) -> str:
    return clean_line(typed, limit=TITLE)

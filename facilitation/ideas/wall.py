"""Ideas on the wall: only what the team has let through."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from .models import Group, Idea

MOST = 12


def put(session: Session, ideas: Iterable[Idea], *, on: bool = True) -> None:
    """Let ideas onto the wall of ideas, or take them off."""
    for idea in ideas:
        if on and idea.state == "hidden":
            raise Refused(N_("Was verborgen ist, kommt nicht auf die Leinwand."))
        idea.on_wall = on
    session.flush()


def newest(session: Session, council_id: int) -> list[Idea]:
    """At most twelve that were let through, newest first."""
    return list(
        session.scalars(
            select(Idea)
            .filter_by(council_id=council_id, on_wall=True)
            .order_by(Idea.created_at.desc(), Idea.id)
            .limit(MOST)
        )
    )


def one(session: Session, council_id: int, idea_id: int | None) -> Idea | None:
    """The idea that the wall shows alone; nothing once it is hidden."""
    return session.scalar(
        select(Idea).where(
            Idea.council_id == council_id, Idea.id == idea_id, Idea.state != "hidden"
        )
    )


def group(session: Session, council_id: int, group_id: int | None) -> Group | None:
    """The group that the wall shows; nothing once it was taken apart."""
    return session.scalar(select(Group).filter_by(council_id=council_id, id=group_id))

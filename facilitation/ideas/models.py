"""Tables: ideas and the groups that the team makes of them.

Nothing here leads to a seat: no key, no exact time, and the ids are drawn by lot so that
the rows don't lie in the order in which they came.
"""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import LARGEST_ID, Base, Code, Key, Line, Prose

KINDS = ("idea", "goal", "vision")
STATES = ("new", "grouped", "parked", "hidden")


def drawn_id() -> int:
    """An id that says nothing about when it was given."""
    return 1 + secrets.randbelow(LARGEST_ID)


class Group(Base):
    """Ideas that belong together, under a title; the originals stay inside."""

    __tablename__ = "idea_groups"
    __table_args__ = (CheckConstraint("kind IN ('idea', 'goal', 'vision')", name="kind"),)

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    kind: Mapped[Code] = mapped_column(default="idea")
    title: Mapped[Line]
    parked: Mapped[bool] = mapped_column(default=False)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id", ondelete="SET NULL"))
    """The measure into which it went."""
    recommendation_id: Mapped[int | None]
    """The recommendation that was made of it; no foreign key upwards."""
    created_at: Mapped[datetime]

    ideas: Mapped[list["Idea"]] = relationship(
        back_populates="group", order_by="Idea.created_at, Idea.id"
    )


class Idea(Base):
    """One idea, goal or vision, in a sentence."""

    __tablename__ = "ideas"
    __table_args__ = (
        UniqueConstraint("council_id", "key"),
        CheckConstraint("kind IN ('idea', 'goal', 'vision')", name="kind"),
        CheckConstraint("state IN ('new', 'grouped', 'parked', 'hidden')", name="state"),
        CheckConstraint("(state = 'grouped') = (group_id IS NOT NULL)", name="grouped"),
        CheckConstraint("state != 'hidden' OR NOT on_wall", name="hidden_off_wall"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=drawn_id)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"))
    kind: Mapped[Code] = mapped_column(default="idea")
    text: Mapped[Line]
    why: Mapped[Prose]
    original: Mapped[Prose]
    """The sentence as it was written, where the team has corrected it since."""
    original_why: Mapped[Prose]
    state: Mapped[Code] = mapped_column(default="new")
    hidden_reason: Mapped[Line] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("idea_groups.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id", ondelete="SET NULL"))
    """The measure that it is about, as its author says."""
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id", ondelete="SET NULL"))
    """The field that it is about, as its author says."""
    table_number: Mapped[int | None]
    """Only where the item of the agenda asks for it."""
    on_wall: Mapped[bool] = mapped_column(default=False)
    key: Mapped[Code | None]
    """Drawn by the sender, so that what is sent twice arrives once."""
    created_at: Mapped[datetime]
    """To the minute."""

    group: Mapped[Group | None] = relationship(back_populates="ideas")

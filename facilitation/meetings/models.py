"""Tables: meetings (Sitzungen) and the items of their agendas."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Prose

WALL_VIEWS = ("follow", "join", "agenda", "recommendation", "ideas", "idea", "idea_group")
COLLECTS = ("none", "idea", "goal", "vision")


class Meeting(Base):
    """One session of a council, with one current item at most."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint("state IN ('planned', 'running', 'ended')", name="state"),
        CheckConstraint(
            "wall_view IN ('follow', 'join', 'agenda', 'recommendation', "
            "'ideas', 'idea', 'idea_group')",
            name="wall_view",
        ),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    number: Mapped[int]
    block: Mapped[int] = mapped_column(default=1)
    title: Mapped[Line]
    aim: Mapped[Prose]
    date: Mapped[date]
    starts_at: Mapped[time]
    place: Mapped[Line] = mapped_column(default="")
    summary: Mapped[Prose]
    """Interim results in a few sentences, for the Gutachten."""
    state: Mapped[Code] = mapped_column(default="planned")
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    current_item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", use_alter=True))
    wall_view: Mapped[Code] = mapped_column(default="follow")
    wall_subject_id: Mapped[int | None]
    """The recommendation, idea or group of ideas that the wall shows; no foreign key upwards."""

    items: Mapped[list["Item"]] = relationship(
        back_populates="meeting",
        order_by="Item.position",
        foreign_keys="Item.meeting_id",
        cascade="all, delete-orphan",
    )
    current: Mapped["Item | None"] = relationship(foreign_keys=[current_item_id], post_update=True)


class Item(Base):
    """One point of an agenda (Punkt)."""

    __tablename__ = "items"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes"),
        CheckConstraint("collects IN ('none', 'idea', 'goal', 'vision')", name="collects"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    kind: Mapped[Code]
    title: Mapped[Line]
    minutes: Mapped[int]
    public_text: Mapped[Prose]
    """One or two sentences for members and the wall."""
    notes: Mapped[Prose]
    """Sprechzettel: for the team only."""
    outcome: Mapped[Prose]
    """What came out of it, for the programme in the Gutachten."""
    collects: Mapped[Code] = mapped_column(default="none")
    """What members may write down while it runs."""
    keeps_table: Mapped[bool] = mapped_column(default=False)
    """Whether the table's number is kept with what they write."""
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])

"""Tables: meetings (Sitzungen), the items of their agendas, and the log of what was done."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Prose

WALL_VIEWS = ("follow", "join", "agenda", "recommendation", "ideas", "idea", "idea_group")
COVERS = ("neutral", "black")
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
        CheckConstraint("wall_cover IN ('', 'neutral', 'black')", name="wall_cover"),
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
    erased_at: Mapped[datetime | None]
    """When what its end deleted was gone from the file too; none: that is still to be done."""
    planned_end: Mapped[datetime | None]
    """The end as it was planned when the session began; what changes later doesn't move it."""
    noted_offset: Mapped[int | None]
    """How many minutes behind the plan the team has taken note of (*Nur merken*)."""
    current_item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", use_alter=True))
    wall_view: Mapped[Code] = mapped_column(default="follow")
    wall_subject_id: Mapped[int | None]
    """The recommendation, idea or group of ideas that the wall shows; no foreign key upwards."""
    wall_cover: Mapped[Code] = mapped_column(default="", server_default="")
    """A calm or a black slide over whatever the wall shows."""

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
    """How long it may take as things stand."""
    least_minutes: Mapped[int | None]
    """The least it needs: catching up takes no more."""
    anchor: Mapped[time | None]
    """A fixed time of day at which it begins: lunch is ready at 13:00."""
    leads: Mapped[Line] = mapped_column(default="")
    method: Mapped[Line] = mapped_column(default="")
    """How people work in it, more exactly than its kind: „Murmelgruppen zu dritt“."""
    aim: Mapped[Prose]
    material: Mapped[Prose]
    wanted: Mapped[Prose]
    """The result that the team wants to have in hand afterwards."""
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
    planned_start: Mapped[datetime | None]
    planned_minutes: Mapped[int | None]
    """The plan as it stood when the session began; none for a point that came in later."""

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])


class LogEntry(Base):
    """One thing that was done (Verlauf); never how anybody voted."""

    __tablename__ = "log_entries"
    __table_args__ = (Index(None, "council_id", "meeting_id"),)

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    who: Mapped[Line] = mapped_column(default="")
    """The name in the team; empty where nobody of the team did it."""
    role: Mapped[Code] = mapped_column(default="")
    """The function then; the Gutachten names no person."""
    what: Mapped[Code]
    sentence: Mapped[Prose]
    """The German words of that day, with places for ``facts``."""
    facts: Mapped[dict[str, Any]]
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What it takes to take this back, and the state that it expects."""
    undone_at: Mapped[datetime | None]

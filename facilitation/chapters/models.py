"""Table: what a council changed about the chapters of its Gutachten."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Code, Key, Line, Prose


class Chapter(Base):
    """One chapter's place, title and text; there is a row once somebody changed any of it."""

    __tablename__ = "chapters"
    __table_args__ = (UniqueConstraint("council_id", "key"),)

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    key: Mapped[Code]
    position: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=True)
    title: Mapped[Line] = mapped_column(default="")
    """The council's own; empty: the usual one."""
    text: Mapped[Prose]
    """Markdown."""

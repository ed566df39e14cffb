"""Tables: fields and measures."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Prose


class Field(Base):
    """A field of action (Handlungsfeld), known by its letter."""

    __tablename__ = "fields"
    __table_args__ = (UniqueConstraint("council_id", "letter"),)

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    letter: Mapped[Code]
    title: Mapped[Line]


class Measure(Base):
    """A proposed measure (Maßnahme) that the council advises on."""

    __tablename__ = "measures"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 999", name="number"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    number: Mapped[int]
    title: Mapped[Line]
    sentence: Mapped[Line] = mapped_column(default="")
    text: Mapped[Prose]
    easy: Mapped[Prose]
    """The text once more in Einfache Sprache."""
    infinitive: Mapped[Prose]
    """„400 Stadtbäume mit Sensoren auszustatten“: makes the draft of a recommendation."""

    field: Mapped[Field | None] = relationship()

    @property
    def code(self) -> str:
        """How it is called in figures and tables, e.g. ``M7``."""
        return f"M{self.number}"

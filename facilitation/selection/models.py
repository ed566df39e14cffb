"""Tables: figures of the lot, and per trait the groups of the panel and of the population."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Prose

UNITS = ("count", "share")


class Selection(Base):
    """How the members of a council were drawn; typed in, since it happened elsewhere."""

    __tablename__ = "selections"
    __table_args__ = (
        CheckConstraint(
            "invited >= 0 AND replied >= 0 AND drawn >= 0 AND took_part >= 0", name="figures"
        ),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), unique=True)
    invited: Mapped[int | None]
    replied: Mapped[int | None]
    drawn: Mapped[int | None]
    took_part: Mapped[int | None]
    first_stage: Mapped[Prose]
    second_stage: Mapped[Prose]
    replacements: Mapped[Prose]
    """Who came later and why, in words."""


class Trait(Base):
    """One trait by which panel and population are compared: age, gender, part of town."""

    __tablename__ = "traits"
    __table_args__ = (
        UniqueConstraint("council_id", "title"),
        CheckConstraint("unit IN ('count', 'share')", name="unit"),
        CheckConstraint("members >= 1 AND population >= 1", name="totals"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    position: Mapped[int]
    title: Mapped[Line]
    base: Mapped[Line] = mapped_column(default="")
    """Whom the population's figures count: „Personen ab 14 Jahren“."""
    source: Mapped[Line] = mapped_column(default="")
    as_of: Mapped[Line] = mapped_column(default="")
    """The date of these figures, as their source tells it."""
    unit: Mapped[Code] = mapped_column(default="share")
    """What the rows say of the population: persons, or shares in per cent."""
    others: Mapped[bool] = mapped_column(default=False)
    """Whether there are people in none of the rows; else the rows are the whole."""
    members: Mapped[int | None]
    """With ``others``: how many members there are in all."""
    population: Mapped[int | None]
    """With ``others`` and counts: how many people there are in all."""
    explanation: Mapped[Prose]
    """Why panel and population differ."""

    rows: Mapped[list["TraitRow"]] = relationship(
        order_by="TraitRow.position", cascade="all, delete-orphan"
    )


class TraitRow(Base):
    """One group: how many of the panel, how much of the population."""

    __tablename__ = "trait_rows"
    __table_args__ = (
        UniqueConstraint("trait_id", "position"),
        CheckConstraint("panel >= 0 AND population >= 0", name="figures"),
    )

    id: Mapped[Key]
    trait_id: Mapped[int] = mapped_column(ForeignKey("traits.id"))
    position: Mapped[int]
    label: Mapped[Line]
    population: Mapped[int | None]
    """Persons, or thousandths of a per cent; none where nobody counted them."""
    panel: Mapped[int]

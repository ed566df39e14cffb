"""Tables: recommendations, every wording they had, and what was changed after a vote."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Code, Key, Line, Moment, Prose

KINDS = ("guiding", "overarching", "thematic", "measure", "own_idea")
STANCES = ("agree", "change", "reject", "open")
STATES = ("draft", "withdrawn")
TEXTS = (
    "title",
    "wording",
    "reasons",
    "hints",
    "concerns",
    "addressee",
    "kind",
    "stance",
    "field_id",
)
"""What a person edits, and what a version keeps."""
LOCKED = ("title", "wording")
"""Stands fixed once it was voted on; later only a ``Change`` alters it."""
ON_BALLOT = (*LOCKED, "reasons")
"""What members read while they vote; nobody touches it meanwhile."""


class Recommendation(Base):
    """One recommendation (Empfehlung); its number is never given twice."""

    __tablename__ = "recommendations"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        UniqueConstraint("council_id", "key"),
        CheckConstraint("state IN ('draft', 'withdrawn')", name="state"),
        CheckConstraint(
            "kind IN ('guiding', 'overarching', 'thematic', 'measure', 'own_idea')", name="kind"
        ),
        CheckConstraint("stance IN ('agree', 'change', 'reject', 'open')", name="stance"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    number: Mapped[int]
    state: Mapped[Code] = mapped_column(default="draft")
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"))
    """The round about the *measure* beside which it was captured."""
    title: Mapped[Line]
    wording: Mapped[Prose]
    reasons: Mapped[Prose]
    hints: Mapped[Prose]
    concerns: Mapped[Prose]
    addressee: Mapped[Line] = mapped_column(default="")
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    kind: Mapped[Code] = mapped_column(default="measure")
    stance: Mapped[Code] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=1)
    key: Mapped[Code | None]
    """Of the page that made it, so that sent twice it is made once."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def code(self) -> str:
        """How it is called everywhere, e.g. ``E 12`` (with a no-break space)."""
        return f"E\N{NO-BREAK SPACE}{self.number}"


class Version(Base):
    """One state of a recommendation's texts, kept for good."""

    __tablename__ = "recommendation_versions"
    __table_args__ = (UniqueConstraint("recommendation_id", "version"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"))
    version: Mapped[int]
    texts: Mapped[dict[str, Any]]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    saved_at: Mapped[datetime]


class Change(Base):
    """A wording that was changed after it had been voted on."""

    __tablename__ = "recommendation_changes"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendations.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    """The last shown round about it at that time; a later one is about the new wording."""
    version: Mapped[int]
    """The version that the change made."""
    old: Mapped[dict[str, Any]]
    """Only what was changed: ``{"wording": "…"}``."""
    new: Mapped[dict[str, Any]]
    why: Mapped[Prose]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    role: Mapped[Code]
    """The function of whoever changed it; reports name nobody."""
    at: Mapped[Moment]

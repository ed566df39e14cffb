"""Tables: councils, team accounts, sign-ins, invitations, paired walls."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Prose

ROLES = ("lead", "moderator", "minutes")
WALL_SIZES = ("S", "M", "L")


class Council(Base):
    """One Bürgerrat: what it is asked, by whom, and the words it uses for itself."""

    __tablename__ = "councils"
    __table_args__ = (CheckConstraint("wall_size IN ('S', 'M', 'L')", name="wall_size"),)

    id: Mapped[Key]
    slug: Mapped[Code] = mapped_column(unique=True)
    title: Mapped[Line]
    question: Mapped[Prose]
    client: Mapped[Line] = mapped_column(default="")
    addressee: Mapped[Line] = mapped_column(default="")
    """Who the recommendations are for, in the dative: „der Stadt Kassel“."""
    conducted_by: Mapped[Line] = mapped_column(default="")
    place: Mapped[Line] = mapped_column(default="")
    mandate: Mapped[Prose]
    follow_up: Mapped[Prose]
    """What happens with the results."""
    imprint: Mapped[Prose]
    """Who publishes the Gutachten, how to reach them, of which date it is."""
    council_word: Mapped[Line] = mapped_column(default="Bürgerrat")
    field_word: Mapped[Line] = mapped_column(default="Handlungsfeld")
    fields_word: Mapped[Line] = mapped_column(default="Handlungsfelder")
    measure_word: Mapped[Line] = mapped_column(default="Maßnahme")
    measures_word: Mapped[Line] = mapped_column(default="Maßnahmen")
    vote_question: Mapped[Line] = mapped_column(default="Soll die Stadt diese Maßnahme umsetzen?")
    rule: Mapped[dict[str, Any] | None]
    """The rule that new votes start with, in the shape of voting.md § 10; none: no verdict."""
    room_code: Mapped[Code] = mapped_column(unique=True)
    wall_size: Mapped[Code] = mapped_column(default="M", server_default="M")
    """How large the wall sets its texts: S, M or L (screens.md § 10.1)."""
    is_example: Mapped[bool] = mapped_column(default=False)
    rehearsal_of_id: Mapped[int | None] = mapped_column(ForeignKey("councils.id"), unique=True)
    """The council whose copy this is, to try things out; it goes without a trace."""
    delete_after: Mapped[date | None]
    """The last day that everything about the council is kept; none: until somebody sets one."""
    created_at: Mapped[datetime]


class Account(Base):
    """One person of a team."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    name: Mapped[Line] = mapped_column(unique=True)
    password_hash: Mapped[Line]
    is_organiser: Mapped[bool] = mapped_column(default=False)
    """May set up further councils."""
    failed: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    memberships: Mapped[list["Membership"]] = relationship(back_populates="account")


class Membership(Base):
    """The role of an account in one council."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("council_id", "account_id"),
        CheckConstraint("role IN ('lead', 'moderator', 'minutes')", name="role"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[Code]

    account: Mapped[Account] = relationship(back_populates="memberships")
    council: Mapped[Council] = relationship()


class Invitation(Base):
    """A link that works once: it makes an account, or signs one in."""

    __tablename__ = "invitations"

    id: Mapped[Key]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    council_id: Mapped[int | None] = mapped_column(ForeignKey("councils.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Set where the link signs an existing account in (example, forgotten password)."""
    role: Mapped[Code]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """One browser in which an account is signed in."""

    __tablename__ = "sign_ins"

    id: Mapped[Key]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    account: Mapped[Account] = relationship()


class Wall(Base):
    """A browser that shows the wall; it reads once the team has let it in."""

    __tablename__ = "walls"

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    token_hash: Mapped[Code] = mapped_column(unique=True)
    code: Mapped[Code]
    """What the wall shows until it is paired."""
    asked_at: Mapped[datetime]
    paired_at: Mapped[datetime | None]


class Regie(Base):
    """Who leads what is live in a council: one person of its team at a time."""

    __tablename__ = "regies"

    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    since: Mapped[datetime]

    account: Mapped[Account] = relationship()

"""Tables: seats, devices signed in for them, shared tablets, help, presence, asking to be let in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Code, Key, Line, Moment


class Seat(Base):
    """A member's place. Names are kept only where the organiser types them in."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 9999", name="number"),
        CheckConstraint("channel IN ('phone', 'device', 'tablet', 'paper')", name="channel"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    number: Mapped[int]
    table_number: Mapped[int | None]
    name: Mapped[Line] = mapped_column(default="")
    channel: Mapped[Code] = mapped_column(default="phone")
    card_salt: Mapped[Code]
    """Random; a new one when the card is blocked, and with it a new token and code."""
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id", use_alter=True))
    """The last device that was signed in: the only one that may vote."""
    failed: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None]
    joined_in_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"))
    """The session from which on it belongs; empty: from the beginning."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id", ondelete="SET NULL"))
    """The seat that it takes the place of (Nachrückende)."""
    retired_at: Mapped[datetime | None]
    """When it left the council; what it took part in stays."""
    retired_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL")
    )
    """The first session that counts without it."""


class Device(Base):
    """A browser that was signed in with a member's card."""

    __tablename__ = "devices"

    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    token_hash: Mapped[Code] = mapped_column(unique=True)


PRESENCE_STATES = ("here", "away", "left", "absent")
"""da, kurz weg, gegangen, fehlt: the first two are on the roll of a round that opens."""
CAUSES = ("card", "desk")


class Presence(Base):
    """Whether a seat is taken in one meeting: the newest of its changes."""

    __tablename__ = "presences"
    __table_args__ = (
        UniqueConstraint("meeting_id", "seat_id"),
        CheckConstraint("state IN ('here', 'away', 'left', 'absent')", name="state"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    state: Mapped[Code]


class PresenceChange(Base):
    """One coming or going: when, and by the card or by whose hand."""

    __tablename__ = "presence_changes"
    __table_args__ = (
        CheckConstraint("state IN ('here', 'away', 'left', 'absent')", name="state"),
        CheckConstraint("cause IN ('card', 'desk')", name="cause"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id", ondelete="CASCADE"))
    state: Mapped[Code]
    at: Mapped[Moment]
    cause: Mapped[Code]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Admission(Base):
    """A browser without a card asks to be let in as a member; only the desk can do that."""

    __tablename__ = "admissions"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'admitted', 'refused', 'used')", name="state"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id", ondelete="CASCADE"))
    seat_number: Mapped[int | None]
    """What the person typed; empty when they don't know it."""
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id", ondelete="CASCADE"))
    """The seat that the desk has let this browser in for."""
    token_hash: Mapped[Code] = mapped_column(unique=True)
    code: Mapped[Code]
    """Shown on the phone and at the desk, so that the right phone is let in."""
    state: Mapped[Code] = mapped_column(default="waiting")
    asked_at: Mapped[Moment]
    decided_at: Mapped[datetime | None]


class Tablet(Base):
    """A shared tablet: those who sit around it vote on it, one after the other."""

    __tablename__ = "tablets"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint("table_number BETWEEN 1 AND 99", name="table_number"),
    )

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Its name among the council's tablets: „Tablet 2“."""
    table_number: Mapped[int | None]
    """Whose seats it shows; empty: all that are marked for a tablet."""
    link_salt: Mapped[Code]
    """Of the link that pairs it; empty once that was opened."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime | None]


class Help(Base):
    """Somebody helps a member with one vote, on the helper's own phone."""

    __tablename__ = "helps"

    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id", ondelete="CASCADE"), unique=True)
    link_salt: Mapped[Code]
    """Of the link that begins it; empty once that was opened."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    begun_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]
    """When its one vote had arrived, or the desk ended it."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))

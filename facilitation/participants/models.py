"""Tables: seats, the devices signed in for them, and presence per meeting."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Code, Key, Line


class Seat(Base):
    """A member's place. Names are kept only where the organiser types them in."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 9999", name="number"),
        CheckConstraint("channel IN ('phone', 'paper')", name="channel"),
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


class Device(Base):
    """A browser that was signed in with a member's card."""

    __tablename__ = "devices"

    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    token_hash: Mapped[Code] = mapped_column(unique=True)


class Presence(Base):
    """Whether a seat is taken in one meeting."""

    __tablename__ = "presences"
    __table_args__ = (
        UniqueConstraint("meeting_id", "seat_id"),
        CheckConstraint("state IN ('here', 'absent')", name="state"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    state: Mapped[Code]

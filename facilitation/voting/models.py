"""Tables: polls, their options and rounds, the roll of a round, ballots."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Code, Key, Line, Moment, Prose

STATES = ("ready", "text_shown", "open", "closed", "counted", "shown", "cancelled")
CHANNELS = ("phone", "device", "tablet", "helper", "paper", "hands")


class Poll(Base):
    """A question that is put to the council under one item of the agenda."""

    __tablename__ = "polls"
    __table_args__ = (CheckConstraint("mode IN ('sealed', 'simple', 'roll_call')", name="mode"),)

    id: Mapped[Key]
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    position: Mapped[int]
    method: Mapped[Code]
    mode: Mapped[Code] = mapped_column(default="simple")
    title: Mapped[Line] = mapped_column(default="")
    """What it is called where it is about several things: „Bewertung der Maßnahmen“."""
    question: Mapped[Line]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What counting needs, in the shape of voting.md § 10."""
    labels: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What only people need: names of criteria and steps; see ``wording.current``."""
    rule: Mapped[dict[str, Any] | None]
    in_report: Mapped[bool] = mapped_column(default=True)
    """False for a quick question that the Gutachten needn't tell of."""
    trial: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A Probeabstimmung: held to see how it goes, marked everywhere, never in the Gutachten."""

    options: Mapped[list["Option"]] = relationship(
        order_by="Option.position", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["Round"]] = relationship(
        back_populates="poll", order_by="Round.number", cascade="all, delete-orphan"
    )

    @property
    def latest(self) -> "Round":
        """The newest round; there is always one."""
        return self.rounds[-1]


class Option(Base):
    """What is voted on: a key for figures and the (kind, id) of what it stands for."""

    __tablename__ = "options"
    __table_args__ = (UniqueConstraint("poll_id", "key"),)

    id: Mapped[Key]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    position: Mapped[int]
    key: Mapped[Code]
    subject_kind: Mapped[Code]
    subject_id: Mapped[int]
    """No foreign key upwards; 0 where the option is a free text."""
    text: Mapped[Line] = mapped_column(default="")
    """The free text itself, for the kind ``text``."""


class Bundle(Base):
    """Rounds that are opened and closed together (Sammelabstimmung)."""

    __tablename__ = "bundles"

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    view: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the wall shows of it: ``{"page": 0}`` of its list, ``"overview": True`` at the end."""


class Round(Base):
    """One opening of a poll; wording, rule and roll are frozen when it opens."""

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("poll_id", "number"),
        CheckConstraint(
            "state IN ('ready', 'text_shown', 'open', 'closed', 'counted', 'shown', 'cancelled')",
            name="state",
        ),
    )

    id: Mapped[Key]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    bundle_id: Mapped[int | None] = mapped_column(ForeignKey("bundles.id", ondelete="SET NULL"))
    number: Mapped[int]
    state: Mapped[Code] = mapped_column(default="ready")
    wording: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """See ``wording.current``; taken when the text is shown and frozen when the round opens."""
    rule: Mapped[dict[str, Any] | None]
    members: Mapped[int] = mapped_column(default=0)
    """Every seat of the council at the opening."""
    present: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many seats are on its roll; known for longer than which."""
    by_hands: Mapped[bool] = mapped_column(default=False)
    """A show of hands: its counts are typed in, and no device may vote (``Stack``)."""
    key_name: Mapped[Code] = mapped_column(default="", server_default="")
    """The file of its key where its ballots are sealed (``keys``); stays when the key is gone."""
    text_shown_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    last_call_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[Prose]
    uncounted: Mapped[Code] = mapped_column(default="", server_default="")
    """Why a cancelled round couldn't be counted: ``void`` without its key, or ``too_few`` ballots."""
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What is left of sealed ballots, in the shape of voting.md § 10: ``ballots_by_option`` or
    ``counted``; see ``sealed_tally``."""
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The answer of voting.md § 10, written once when the round is counted."""
    view: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How a rating's result is looked at: ``{"sort": "best", "page": 0}``."""
    channels: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Ballots per channel, written with the result: ``{"phone": 29, "paper": 3}``."""
    previewed_at: Mapped[datetime | None]
    """The desk has looked at the count before anybody else (*Vorab ansehen*)."""
    covered: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A result that was shown and covered up again."""

    @property
    def stands(self) -> "Round | Correction":
        """Whose ``result`` and ``channels`` count: the newest correction's, else those shown."""
        return self.corrections[-1] if self.corrections else self

    corrections: Mapped[list["Correction"]] = relationship(
        order_by="Correction.id", passive_deletes=True
    )
    exclusions: Mapped[list["Exclusion"]] = relationship(viewonly=True)
    poll: Mapped[Poll] = relationship(back_populates="rounds")


class RollEntry(Base):
    """One seat that is entitled in a round (Abstimmungsverzeichnis)."""

    __tablename__ = "roll"
    __table_args__ = (
        UniqueConstraint("round_id", "seat_id"),
        CheckConstraint(
            "channel IN ('phone', 'device', 'tablet', 'helper', 'paper', 'hands')", name="channel"
        ),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    channel: Mapped[Code]
    arrived: Mapped[bool] = mapped_column(default=False)
    begun: Mapped[bool] = mapped_column(default=False)
    """A ballot is in that its person hasn't finished (rating); it is counted too."""
    late: Mapped[bool] = mapped_column(default=False)
    """A ballot came after the close and wasn't counted."""
    key: Mapped[Code] = mapped_column(default="", server_default="")
    """The key that the device gave its newest ballot: a random number that says nothing about it."""
    seq: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many ballots this seat has handed in, the newest of which counts; 0 before the first."""


class Correction(Base):
    """An addendum: what a shown result should have said. What was shown stays beside it."""

    __tablename__ = "corrections"

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    at: Mapped[Moment]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    role: Mapped[Code]
    """The function then; outside of the desk no person is named."""
    reason: Mapped[Prose]
    counted: Mapped[dict[str, Any]]
    """The counts as they were typed, in the shape of voting.md § 10: ``{"ballots": 25, …}``."""
    result: Mapped[dict[str, Any]]
    """What the method makes of them; the newest correction decides."""
    channels: Mapped[dict[str, Any]]


class Exclusion(Base):
    """A seat that is left out of one round: excused, or with a conflict of interest."""

    __tablename__ = "exclusions"
    __table_args__ = (
        UniqueConstraint("round_id", "seat_id"),
        CheckConstraint("reason IN ('conflict', 'excused')", name="reason"),
    )

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id", ondelete="CASCADE"))
    reason: Mapped[Code]
    at: Mapped[Moment]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Ballot(Base):
    """What one seat handed in, in mode *einfach* until the meeting ends, *namentlich* for good."""

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("round_id", "seat_id"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    marks: Mapped[dict[str, Any]]


class SealedBallot(Base):
    """What one seat handed in, *vertraulich*: readable with the round's key only, until the count."""

    __tablename__ = "mailbox"
    # Rows lie in the order of their seats and not in the order in which they came.
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """See ``mailbox.Box``; of equal length for every ballot of a round."""


class UnlinkedBallot(Base):
    """A ballot after the meeting: sorted by its marks, without seat."""

    __tablename__ = "unlinked_ballots"

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    marks: Mapped[dict[str, Any]]


class Stack(Base):
    """Counts without their ballots: a stack of paper, or a show of hands; one per round."""

    __tablename__ = "stacks"
    __table_args__ = (UniqueConstraint("round_id"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    counted: Mapped[dict[str, Any]]
    """In the shape of voting.md § 10: ``{"ballots": 8, "E1": {"yes": 5, "no": 3}}``."""
    at: Mapped[Moment]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    """Who typed it in."""
    confirmed_at: Mapped[datetime | None]
    """When a second person counted the same („Vier Augen“)."""


class Reason(Base):
    """Why somebody voted as they did: without seat and time, in no order of their own."""

    __tablename__ = "reasons"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (a row number would tell the order)

    key: Mapped[Code] = mapped_column(primary_key=True)
    """Drawn at random; see ``reasons``."""
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    text: Mapped[Line]

"""Every shape that goes over the socket, in and out; docs/messages.md is printed from here."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..db import LARGEST_ID

Id = Annotated[int, Field(ge=1, lt=LARGEST_ID + 1, strict=True)]
Key = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Word = Annotated[str, Field(max_length=64)]
SeatState = Literal[
    "none",
    "vote",
    "arrived",
    "paper",
    "tablet",
    "helper",
    "not_on_roll",
    "left_out",
    "not_here",
    "late",
    "moved",
]


class Shape(BaseModel):
    """A message; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SceneMessage(Shape):
    """From server: what is on now, whole, to everybody of one audience."""

    version: int
    boot: str
    """Changes when the server starts anew; versions only rise within one boot."""
    title: str
    html: str


class SeatRound(Shape):
    """One of several rounds that are held together, for one seat."""

    round: int
    seq: int
    state: SeatState


class SeatMessage(Shape):
    """From server: what concerns one seat, laid over the shared scene."""

    version: int
    round: int | None
    seq: int
    arrived: bool
    channel: str
    entitled: bool
    table: int | None
    state: SeatState
    """Which part of the scene this seat sees; ``moved``: another device has taken over."""
    rounds: tuple[SeatRound, ...] = ()
    """Of a Sammelabstimmung: `{round, seq, state}` of each question in their order; `round` and
    `seq` above are then those of the one whose text was shown first, `arrived` says that all are in."""


class TallyMessage(Shape):
    """From server: how many ballots have arrived, to wall and desk."""

    round: int
    arrived: int
    roll: int
    almost: bool


class NoticeMessage(Shape):
    """From server: one sentence that is shown for a while."""

    code: str
    message: str


class AskMessage(Shape):
    """From server, to wall and desk: are you there? The browser just acknowledges."""


class NewsMessage(Shape):
    """From server, to shared tablets and helpers: something is different; they ask what."""


class AliveMessage(Shape):
    """From every page: does this socket still lead to the server? Answered by ``{ok: true}``."""


class BallotMessage(Shape):
    """From phone: one ballot; answered by ``{ok, seq}`` or ``{ok: false, code, message}``."""

    round: Id
    marks: dict[Word, Any]
    key: Key
    seq: Annotated[int, Field(ge=1, lt=2**30, strict=True)]
    done: bool = True
    """False while a rating is still being filled in."""


class BegunMessage(Shape):
    """From phone: something stands on the ballot that isn't handed in; never what."""

    round: Id


class CommandMessage(Shape):
    """From desk: one command of ``desk/commands/`` with the state it expects."""

    name: Word
    from_state: Word = ""
    meeting: Id
    """The session's number within its council, as in the cockpit's address."""
    fields: dict[Word, str] = {}
    step: bool = False
    """Pressed with the big button or a key: two within 800 ms count once, whatever the window."""


OUT: dict[str, type[Shape]] = {
    "scene": SceneMessage,
    "seat": SeatMessage,
    "tally": TallyMessage,
    "notice": NoticeMessage,
    "ask": AskMessage,
    "news": NewsMessage,
}
IN: dict[str, type[Shape]] = {
    "alive": AliveMessage,
    "ballot": BallotMessage,
    "begun": BegunMessage,
    "command": CommandMessage,
}

"""The texts of the example, read from ``data/*.toml`` into declared shapes."""

import tomllib
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .. import clock

DATA = Path(__file__).parent / "data"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Maybe = Annotated[str, StringConstraints(strip_whitespace=True)]


class Shape(BaseModel):
    """A table of a data file; a key that nobody reads is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CouncilText(Shape):
    """What the council is asked, by whom, and the words it uses."""

    slug: Line
    room_code: Line
    title: Line
    question: Sentence
    client: Line
    addressee: Line
    conducted_by: Sentence
    place: Line
    council_word: Line
    field_word: Line
    fields_word: Line
    measure_word: Line
    measures_word: Line
    vote_question: Line
    rule: Line
    mandate: Prose
    follow_up: Prose
    imprint: Prose


class FieldText(Shape):
    """A field of action."""

    letter: Annotated[str, StringConstraints(pattern="^[A-F]$")]
    title: Line


class MeasureText(Shape):
    """A measure; ``plain`` is its text in Einfache Sprache."""

    number: int
    field: str
    title: Line
    sentence: Sentence
    text: Prose
    infinitive: Prose
    plain: Prose


class ItemText(Shape):
    """A point of an agenda, with the team's side of it; ``anchor`` counts on the planned day."""

    kind: Line
    title: Line
    minutes: int
    took: int | None = None
    least: int | None = None
    anchor: time | None = None
    aim: str = ""
    leads: str = ""
    material: str = ""
    wanted: str = ""
    method: str = ""
    collects: str = "none"
    asks: Literal["", "mood", "points", "rating", "closing", "recommendations"] = ""
    drafts: Literal["", "write", "revise"] = ""
    public: Prose
    notes: Prose
    outcome: str = ""
    ballots: tuple[int, ...] = ()

    @property
    def used(self) -> int:
        """The minutes that the item took in the end."""
        return self.took or self.minutes


class MeetingText(Shape):
    """A session and its agenda."""

    number: int
    block: int
    title: Line
    aim: Prose
    summary: str = ""
    date: date
    starts_at: time
    minutes: int
    place: Line
    items: Annotated[tuple[ItemText, ...], Field(alias="item")]

    @property
    def opening(self) -> datetime:
        """The planned beginning, as a moment."""
        return datetime.combine(self.date, self.starts_at, clock.ZONE)


class TableText(Shape):
    """A table and the seats at it."""

    number: int
    seats: tuple[int, ...]


class AbsentText(Shape):
    """Who wasn't there in one session."""

    meeting: int
    seats: tuple[int, ...]


class GoingText(Shape):
    """A member who goes, or is back, before a point of an agenda."""

    meeting: int
    seat: int
    state: Literal["here", "away", "left"]
    before: Line


class MembersText(Shape):
    """All seats by table; names are none of the example's business."""

    tables: Annotated[tuple[TableText, ...], Field(alias="table")]
    paper: tuple[int, ...]
    newcomers: tuple[int, ...]
    absent: tuple[AbsentText, ...]
    going: tuple[GoingText, ...]

    def missing(self, meeting: int) -> frozenset[int]:
        """The seats that stay empty in session ``meeting``."""
        return frozenset(s for a in self.absent if a.meeting == meeting for s in a.seats)

    @property
    def seats(self) -> dict[int, int]:
        """Seat number → table number."""
        return {seat: table.number for table in self.tables for seat in table.seats}


class ChangedText(Shape):
    """A member who first chose something else."""

    seat: int
    first: Literal["yes", "no", "abstain"]


class RoundText(Shape):
    """The ballots of one round about a measure, by seat."""

    measure: int
    minutes: int
    yes: tuple[int, ...]
    no: tuple[int, ...]
    abstain: tuple[int, ...]
    changed: tuple[ChangedText, ...] = ()
    late: tuple[int, ...] = ()
    cancelled: str = ""

    @property
    def answers(self) -> dict[int, str]:
        """Seat number → the answer that counts."""
        return {
            seat: answer for answer in ("yes", "no", "abstain") for seat in getattr(self, answer)
        }


Votes = tuple[int, int, int]
"""Ja, Nein, Enthaltung."""


class FirstText(Shape):
    """A wording that was voted on before it was changed, and why it was."""

    title: Line
    wording: Prose
    vote: Votes
    why: Prose


class RecommendationText(Shape):
    """A recommendation as it is in the end; ``early`` is its wording in session 3."""

    measure: int | None = None
    field: str = ""
    kind: Line
    stance: Line
    title: Line
    wording: Prose
    early: Maybe = ""
    reasons: Prose
    concerns: Maybe = ""
    hints: Maybe = ""
    vote: Votes | None = None
    first: FirstText | None = None


class Texts(Shape):
    """The whole example."""

    council: CouncilText
    fields: tuple[FieldText, ...]
    measures: tuple[MeasureText, ...]
    meetings: tuple[MeetingText, ...]
    members: MembersText
    rounds: tuple[RoundText, ...]
    recommendations: tuple[RecommendationText, ...]
    is_large: bool = False
    """Whether there are as many ideas and recommendations as a real council leaves behind."""


@cache
def texts() -> Texts:
    """The example as it stands in the data files."""
    return Texts.model_validate(
        {
            "council": _read("council"),
            "fields": _read("fields")["field"],
            "measures": _read("measures")["measure"],
            "meetings": _read("meetings")["meeting"],
            "members": _read("members"),
            "rounds": _read("ballots")["round"],
            "recommendations": _read("recommendations")["recommendation"],
        }
    )


def _read(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))

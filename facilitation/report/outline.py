"""What a Gutachten says, as plain data: between the database and Word.

Figures come from the result that was stored with a round, sentences about rules from
``voting.words``; whoever draws an outline neither counts nor adds up.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..chapters.chapters import USUAL, Part
from .listed import Listed
from .rated import Rating
from .told import IdeaGroup, LogLine, Lot, WordingChange

DRAFT = "Entwurf"


@dataclass(frozen=True, slots=True)
class Labels:
    """The council's own words for what it works on."""

    field: str = "Handlungsfeld"
    measure: str = "Maßnahme"
    measures: str = "Maßnahmen"
    council: str = "Bürgerrat"


@dataclass(frozen=True, slots=True)
class Step:
    """One answer of a vote and how many gave it."""

    key: str
    label: str
    count: int
    look: str = ""
    """Shape and colour, see ``voting.words.Answer``."""
    drawn: bool = True
    """Whether the bar shows it; an Enthaltung stands in the text only."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One round that was shown: its figures as stored, its sentences as the screens have them."""

    subject: str
    """„M7“ or „E 12“"""
    title: str
    wording: str
    """What exactly was voted on."""
    meeting: int
    round: int
    steps: tuple[Step, ...]
    """In the order of the ballot, abstention included."""
    line: str
    """„21 Ja · 4 Nein · 2 Enthaltung“"""
    n: int
    base: int | None = None
    in_favour: int | None = None
    needed: int | None = None
    adopted: bool | None = None
    verdict: str = ""
    """„Angenommen.“; empty where no rule decides."""
    share: str = ""
    """„21 von 25 (84 %) Ja, nötig 17“"""
    finding: str = ""
    """What the method itself finds: „Konsens: niemand hat ein Veto …“"""
    ruling: str = ""
    """What the rule says beside the finding: „Nach der Regel: Angenommen.“"""
    rule: str = ""
    channels: str = ""
    """„24 per Handy, 3 auf Papier: 27 von 27 Anwesenden“"""
    per_channel: tuple[tuple[str, int], ...] = ()
    """The same as pairs: („Handy“, 24), („Papier“, 3)."""
    mode: str = ""
    notes: tuple[str, ...] = ()
    """Addenda, previews, who had no part: a sentence each."""
    against_before: str = ""
    """„Gegenüber Runde 1: +6 Ja, −5 Nein.“; empty in a first round."""
    by_seat: tuple[tuple[str, str], ...] = ()
    """Of a roll call: („Ja“, „1, 4, 7“), numbers of seats and never names."""
    corrected: bool = False
    """Whether an addendum stands beside what was shown."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A round that was broken off: it has a reason and no figures."""

    subject: str
    title: str
    meeting: int
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a programme."""

    time: str
    title: str
    method: str = ""
    outcome: str = ""
    minutes: int | None = None
    text: str = ""
    """What members were told about it."""


@dataclass(frozen=True, slots=True)
class MeetingSection:
    """One session: when, who, what for, and what came out."""

    number: int
    title: str
    when: str
    present: int | None
    """Members who were there at any time; none as long as the session hasn't begun."""
    members: int
    aim: str = ""
    points: tuple[Point, ...] = ()
    how_voted: tuple[str, ...] = ()
    summary: str = ""
    votes: tuple[Vote, ...] = ()
    ratings: tuple[Rating, ...] = ()
    listed: tuple[Listed, ...] = ()
    day: str = ""
    """„8. Oktober 2022“"""
    at_end: int | None = None
    """Members who were still there at the end."""
    changes: tuple[str, ...] = ()
    """Who joined or left the council with this session; numbers of places, never names."""


@dataclass(frozen=True, slots=True)
class RecommendationSection:
    """One recommendation with both of its results, which are never mixed."""

    number: int
    title: str
    state: str
    """draft, final, adopted, rejected, voted (without a rule) or withdrawn"""
    details: tuple[str, ...] = ()
    """The line below the heading: field, measure, kind, stance."""
    wording: str = ""
    reasons: str = ""
    hints: tuple[str, ...] = ()
    concerns: str = ""
    measure: int | None = None
    measure_votes: tuple[Vote, ...] = ()
    """What was said about the measure: every shown round, the newest last."""
    votes: tuple[Vote, ...] = ()
    """The votes on this very wording, the newest last."""
    kind: str = ""
    changes: tuple[WordingChange, ...] = ()
    """What was changed since the last vote."""

    @property
    def code(self) -> str:
        """„E 12“, with a no-break space."""
        return f"E\N{NO-BREAK SPACE}{self.number}"


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """One measure, what was voted on it, and the recommendations about it."""

    number: int
    title: str
    sentence: str = ""
    text: str = ""
    votes: tuple[Vote, ...] = ()
    """Every shown round, the newest last: that one decides."""
    recommendations: tuple[RecommendationSection, ...] = ()
    rated: tuple[tuple[str, str], ...] = ()
    """What ratings said of it: („Bewertung der Maßnahmen (Sitzung 3)“, „Nutzen: 21 groß · …“)."""

    @property
    def code(self) -> str:
        """„M7“"""
        return f"M{self.number}"


@dataclass(frozen=True, slots=True)
class FieldSection:
    """One field of action; without a letter it holds what belongs to no field."""

    letter: str
    title: str
    measures: tuple[MeasureSection, ...] = ()
    recommendations: tuple[RecommendationSection, ...] = ()
    """Those of the field that belong to no single measure."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the large numbers of „Auf einen Blick“."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole Gutachten."""

    slug: str
    title: str
    version: int
    as_of: datetime
    """The date of the data, on the clock of the town hall."""
    question: str = ""
    client: str = ""
    conducted_by: str = ""
    place: str = ""
    mandate: str = ""
    follow_up: str = ""
    imprint: str = ""
    status: str = DRAFT
    is_example: bool = False
    is_rehearsal: bool = False
    labels: Labels = Labels()
    key_figures: tuple[KeyFigure, ...] = ()
    meetings: tuple[MeetingSection, ...] = ()
    overarching: tuple[RecommendationSection, ...] = ()
    fields: tuple[FieldSection, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    parts: tuple[Part, ...] = USUAL
    """Its chapters in their order, also those that are switched off."""
    lot: Lot = field(default_factory=Lot)
    ideas: tuple[IdeaGroup, ...] = ()
    hidden_ideas: int = 0
    log: tuple[LogLine, ...] = ()
    changes: tuple[WordingChange, ...] = ()
    """Everything that was changed after a vote."""

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page says where this isn't a real council's Gutachten."""
        return ("PROBE",) * self.is_rehearsal + ("Beispieldaten",) * self.is_example

    def part(self, key: str) -> Part:
        """One of its chapters."""
        return next(part for part in self.parts if part.key == key)

    @property
    def guiding(self) -> tuple[RecommendationSection, ...]:
        """The Leitsätze that weren't rejected or withdrawn."""
        return tuple(
            each
            for each in self.overarching
            if each.kind == "guiding" and each.state not in ("rejected", "withdrawn")
        )

    @property
    def measures(self) -> tuple[MeasureSection, ...]:
        """All measures in the order of the document."""
        return tuple(measure for field in self.fields for measure in field.measures)

    @property
    def recommendations(self) -> tuple[RecommendationSection, ...]:
        """All recommendations in the order of their numbers."""
        found = list(self.overarching)
        for section in self.fields:
            found += section.recommendations
            for measure in section.measures:
                found += measure.recommendations
        return tuple(sorted(found, key=lambda each: each.number))

    @property
    def votes(self) -> tuple[Vote, ...]:
        """All shown rounds, in the order of the sessions."""
        return tuple(vote for meeting in self.meetings for vote in meeting.votes)

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """All shown ratings, in the order of the sessions."""
        return tuple(rating for meeting in self.meetings for rating in meeting.ratings)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """All shown results with a line per option, in the order of the sessions."""
        return tuple(one for meeting in self.meetings for one in meeting.listed)

    @property
    def day(self) -> date:
        """The date of the data."""
        return self.as_of.date()

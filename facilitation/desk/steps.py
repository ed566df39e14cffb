"""The steps of the set-up, and which of them is still open."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ..councils.models import Council, Wall
from ..db import reading
from ..language import N_
from ..language import gettext as _
from ..measures import measures
from ..meetings import agenda
from ..meetings.models import Item, Meeting
from ..participants import seats
from ..voting.models import Poll

NAMES = (
    N_("Veranstaltung"),
    N_("Mitglieder"),
    N_("Maßnahmen"),
    N_("Sitzungen und Ablauf"),
    N_("Karten und Beamer"),
)
REHEARSAL = len(NAMES) + 1


@dataclass(frozen=True)
class Step:
    """One line of the list on the left."""

    number: int
    name: str
    done: bool
    open_to_all: bool
    """Only the lead changes what everybody reads about the council."""
    wanted: bool = True
    """False where the council is ready without it."""

    @property
    def path(self) -> str:
        """Its page, behind the council's address."""
        return f"vorbereitung/{self.number}" if self.wanted else "probe"


def context(number: int) -> dict[str, object]:
    """What every set-up page needs: the list of steps and where it stands in it."""
    with reading() as session:
        steps = all_steps(session, g.council)
    if g.council.rehearsal_of_id is None:
        steps.append(Step(REHEARSAL, _("Probe"), done=False, open_to_all=True, wanted=False))
    return {
        "steps": steps,
        "number": number,
        "previous": next((s for s in steps if s.number == number - 1), None),
        "following": next((s for s in steps if s.number == number + 1), None),
    }


def all_steps(session: Session, council: Council) -> list[Step]:
    """The steps with what is there already."""
    done = (
        bool(council.question and council.addressee),
        bool(seats.all_seats(session, council.id)),
        _measures_ready(session, council),
        _agenda_ready(session, council),
        session.scalar(
            select(Wall.id)
            .where(Wall.council_id == council.id, Wall.paired_at.is_not(None))
            .limit(1)
        )
        is not None,
    )
    return [
        Step(
            number,
            council.measures_word if number == 3 else _(name),
            ready,
            open_to_all=number != 1,
        )
        for number, (name, ready) in enumerate(zip(NAMES, done, strict=True), start=1)
    ]


def _measures_ready(session: Session, council: Council) -> bool:
    found = measures.all_measures(session, council.id)
    return bool(found) and all(measure.sentence and measure.infinitive for measure in found)


def _agenda_ready(session: Session, council: Council) -> bool:
    """Every session has an agenda, and every vote to come something to vote on."""
    meetings = agenda.all_meetings(session, council.id)
    return (
        bool(meetings)
        and all(meeting.items for meeting in meetings)
        and not votes_about_nothing(session, council.id)
    )


def votes_about_nothing(session: Session, council_id: int) -> set[int]:
    """The ids of planned sessions with a vote that nobody has said the subject of."""
    asked = exists().where(Poll.item_id == Item.id)
    return set(
        session.scalars(
            select(Meeting.id)
            .join(Item, Item.meeting_id == Meeting.id)
            .where(Meeting.council_id == council_id, Meeting.state == "planned")
            .where(Item.kind == "vote", ~asked)
        )
    )

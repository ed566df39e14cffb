"""One agenda, two papers: the Regieplan for the team and the Ablauf for everybody."""

from dataclasses import dataclass
from datetime import datetime

from flask import g, render_template
from sqlalchemy.orm import Session

from ..db import reading
from ..language import gettext as _
from ..measures import measures
from ..meetings import agenda, timing
from ..meetings.models import Item, Meeting
from ..voting import polls
from ..voting.models import Poll
from .access import moderator
from .blueprint import desk


@dataclass(frozen=True)
class PrintedItem:
    """One row of either paper; the public one leaves most of it out."""

    item: Item
    starts: datetime
    ends: datetime
    kind: str
    votes: str
    """„Abstimmung über M1, M4“."""
    gap: int | None
    """Minutes that are missing (−) or left (+) before a fixed time."""


@desk.get("/<council>/druck/regieplan/<id:number>")
@moderator
def print_plan(council, number):
    """All columns, for the team."""
    return _print("print/regieplan.html", number)


@desk.get("/<council>/druck/ablauf/<id:number>")
@moderator
def print_programme(council, number):
    """Times, titles and what everybody may read; also good as a hand-out."""
    return _print("print/ablauf.html", number)


def printed_items(session: Session, meeting: Meeting) -> list[PrintedItem]:
    """The rows in their order, with the times of the plan."""
    codes = {each.id: each.code for each in measures.all_measures(session, meeting.council_id)}
    return [
        PrintedItem(
            item=item,
            starts=times.planned,
            ends=timing.plan_over(times),
            kind=_(agenda.KINDS[item.kind]),
            votes=_voted_on(polls.of_item(session, item.id), codes),
            gap=timing.gap(meeting, item),
        )
        for item, times in zip(meeting.items, timing.times(meeting), strict=True)
    ]


def _print(template: str, number: int) -> str:
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        return render_template(
            template,
            meeting=meeting,
            rows=printed_items(session, meeting),
            begins=timing.planned_start(meeting),
            ends=timing.planned_end(meeting),
        )


def _voted_on(found: list[Poll], codes: dict[int, str]) -> str:
    named = [
        codes[option.subject_id]
        for poll in found
        for option in poll.options
        if option.subject_kind == "measure" and option.subject_id in codes
    ]
    return _("Über %(codes)s", codes=", ".join(dict.fromkeys(named))) if named else ""

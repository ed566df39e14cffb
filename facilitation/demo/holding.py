"""Holding the example's sessions: members come and go, the agenda runs, things happen in it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from .. import clock
from ..councils import team
from ..councils.models import Council
from ..desk.membership import JOINED
from ..meetings import agenda
from ..meetings.models import Item
from ..participants import membership, presence
from ..voting import ending
from . import collected, measuring, questions, recommended
from .course import Course
from .texts import ItemText, MeetingText, Texts

DOORS_OPEN = timedelta(minutes=20)
"""How long before the first item the session is opened, so that members can join."""
NEWCOMERS_IN = 2
"""The session in which somebody takes the places that had stayed empty."""


def course_of(session: Session, council: Council, texts: Texts, text: MeetingText) -> Course:
    """The session ``text`` is about, led by the lead."""
    return Course(
        session=session,
        council=council,
        texts=texts,
        text=text,
        meeting=agenda.find_meeting(session, council.id, text.number),
        lead=team.of_council(session, council)[0].account_id,
    )


def hold(course: Course, opening: datetime, tell: Callable[[], None]) -> None:
    """A whole session, from the doors to the end, at its own time; ``tell`` after each item."""
    open_doors(course, opening)
    over = opening
    for text in course.text.items:
        over = run_items(course, [text], over)
        tell()
    with clock.at(over):
        ending.end_meeting(course.session, course.meeting)
        course.note("end_meeting")
    course.meeting.summary = course.text.summary


def open_doors(course: Course, opening: datetime) -> None:
    """The session is opened; members come with their cards, or are marked by hand."""
    start = opening - DOORS_OPEN
    with clock.at(start):
        agenda.start(course.session, course.meeting)
        course.note("start_meeting")
    if course.text.number == NEWCOMERS_IN:
        _take_in(course, start + timedelta(minutes=1))
    missing = course.texts.members.missing(course.text.number)
    coming = [seat for number, seat in course.seats().items() if number not in missing]
    for place, seat in enumerate(coming, start=1):
        with clock.at(start + DOORS_OPEN * place / len(coming)):
            if seat.channel == "phone":
                presence.arrive(course.session, course.meeting, seat)
            else:
                presence.mark(course.session, course.meeting, seat, "here", account_id=course.lead)


def run_items(course: Course, items: Sequence[ItemText], start: datetime) -> datetime:
    """Go through ``items`` in the minutes they took; returns when the last one was over."""
    for text in items:
        item = begin(course, text, start)
        happen(course, item, text, start)
        item.outcome = text.outcome
        start += timedelta(minutes=text.used)
    return start


def begin(course: Course, text: ItemText, moment: datetime) -> Item:
    """Move on to the next item at ``moment``; some have just gone, or are back."""
    with clock.at(moment - timedelta(minutes=1)):
        _go(course, text)
    with clock.at(moment):
        before = course.meeting.current_item_id
        item = agenda.move_on(course.session, course.meeting, from_item=before)
        course.session.flush()
        course.note("move_on", item=item.title)
    return item


def happen(course: Course, item: Item, text: ItemText, start: datetime) -> None:
    """Whatever the council does in this item that leaves something behind."""
    if text.ballots:
        measuring.vote_all(course, item, start)
    if text.asks == "recommendations":
        recommended.vote_all(course, item, text, start)
    elif text.asks:
        questions.ask(course, item, text, start)
    if text.collects != "none":
        collected.collect(course, text, start)
    if text.drafts == "write":
        recommended.write(course, text, start)
    elif text.drafts == "revise":
        recommended.revise(course, text, start)


def _take_in(course: Course, moment: datetime) -> None:
    """Nachrückende get a card of their own and belong to the council from now on."""
    tables = course.texts.members.seats
    with clock.at(moment):
        for number in course.texts.members.newcomers:
            membership.join(
                course.session,
                course.council.id,
                number=number,
                table=tables[number],
                account_id=course.lead,
            )
            course.note(JOINED, seat=number)


def _go(course: Course, text: ItemText) -> None:
    every = course.seats()
    for going in course.texts.members.going:
        if (going.meeting, going.before) == (course.text.number, text.title):
            seat = every[going.seat]
            presence.mark(course.session, course.meeting, seat, going.state, account_id=course.lead)

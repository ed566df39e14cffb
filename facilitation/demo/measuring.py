"""Session 3 votes on measures, and a recommendation is drafted beside each result."""

from datetime import datetime, timedelta

from .. import clock
from ..measures import measures
from ..meetings.models import Item
from ..recommendations import drafting
from ..voting import polls
from ..voting.models import Poll, Round
from . import ballots, recommended
from .ballots import Marks
from .course import Course
from .texts import RoundText

BROKEN_OFF = timedelta(minutes=3)
"""What a round costs that is cancelled."""
DRAFTING = timedelta(minutes=1)
"""… and a draft beside a result, before the next text."""


def vote_all(course: Course, item: Item, start: datetime) -> None:
    """One vote after the other, each with its talk."""
    waiting = polls.of_item(course.session, item.id)
    for poll, text in zip(waiting, course.texts.rounds, strict=True):
        start = vote(course, poll, text, start + timedelta(minutes=1))


def vote(course: Course, poll: Poll, text: RoundText, start: datetime) -> datetime:
    """Hold one vote and capture what the room makes of it; returns when that is done."""
    key = f"M{text.measure}"
    marks: Marks = {seat: {key: answer} for seat, answer in text.answers.items()}
    first: Marks = {change.seat: {key: change.first} for change in text.changed}
    around = poll.latest
    if text.cancelled:
        some = {seat: marks[seat] for seat in sorted(marks)[:4]}
        around = ballots.break_off(course, poll, some, start, text.cancelled)
        start += BROKEN_OFF
    timing = ballots.calm(text.minutes)
    ballots.vote(course, around, marks, start, timing, first=first, late=text.late)
    over = start + timing.whole + timedelta(minutes=1)
    _draft(course, around, text.measure, over)
    return over + DRAFTING


def _draft(course: Course, around: Round, number: int, moment: datetime) -> None:
    """Capture a recommendation beside the result, then word it as the room wants it."""
    found = next((r for r in course.texts.recommendations if r.measure == number), None)
    if found is None:
        return
    measure = measures.find(course.session, course.council.id, around.wording["options"][0]["id"])
    with clock.at(moment):
        captured = drafting.capture(
            course.session, course.council, measure=measure, around=around, account_id=course.lead
        )
    with clock.at(moment + timedelta(minutes=1)):
        recommended.word(course, captured, found)

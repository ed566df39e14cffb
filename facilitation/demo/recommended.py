"""The example's recommendations: written in session 3, revised and voted on in session 4."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import clock
from ..measures import measures
from ..meetings.models import Item
from ..recommendations import asking, drafting
from ..recommendations.models import Recommendation
from ..voting import polls
from ..voting.models import Poll
from . import ballots, collected
from .ballots import Marks, Timing
from .course import Course
from .texts import ItemText, RecommendationText, Votes

ANSWERS = ("yes", "no", "abstain")
SETTLING = timedelta(seconds=30)
"""Between the start of the decision day and the first text that is shown."""


@dataclass(frozen=True)
class Vote:
    """One round about a recommendation."""

    poll: Poll
    number: int
    votes: Votes


def word(course: Course, row: Recommendation, text: RecommendationText) -> None:
    """Give a draft the words of session 3: perhaps not yet those that it has in the end."""
    values = text.model_dump(
        include={"title", "wording", "reasons", "concerns", "hints", "kind", "stance"}
    )
    if text.first:
        values |= {"title": text.first.title, "wording": text.first.wording}
    elif text.early:
        values["wording"] = text.early
    fields = {f.letter: f.id for f in measures.all_fields(course.session, course.council.id)}
    if text.field:
        values["field_id"] = fields[text.field]
    drafting.reword(
        course.session,
        course.council,
        row,
        values,
        from_version=row.version,
        account_id=course.lead,
    )


def write(course: Course, text: ItemText, start: datetime) -> None:
    """Drafts of everything that wasn't captured beside a result."""
    every = {m.number: m for m in measures.all_measures(course.session, course.council.id)}
    waiting = course.texts.recommendations[len(_rows(course)) :]
    step = timedelta(minutes=text.used) / (len(waiting) + 1)
    for place, each in enumerate(waiting, start=1):
        with clock.at(start + step * place):
            row = drafting.capture(
                course.session,
                course.council,
                measure=every[each.measure] if each.measure else None,
                around=None,
                account_id=course.lead,
            )
            word(course, row, each)
    collected.link(course)


def revise(course: Course, text: ItemText, start: datetime) -> None:
    """The wording that was read out in the end; what says the same twice is withdrawn."""
    step = timedelta(minutes=text.used) / (len(course.texts.recommendations) + 1)
    for place, (row, each) in enumerate(
        zip(_rows(course), course.texts.recommendations, strict=True), start=1
    ):
        with clock.at(start + step * place):
            if each.early:
                drafting.reword(
                    course.session,
                    course.council,
                    row,
                    {"wording": each.wording},
                    from_version=row.version,
                    account_id=course.lead,
                )
            if each.vote is None:
                drafting.withdraw(course.session, row)


def vote_all(course: Course, item: Item, text: ItemText, start: datetime) -> None:
    """Each in its exact wording; who missed it with the first one gets a second round."""
    rows = [row for row in _rows(course) if row.state != "withdrawn"]
    with clock.at(start):
        asking.ask_about(
            course.session,
            item,
            rows,
            question=asking.question(course.council),
            rule=course.council.rule,
        )
    by_number = dict(enumerate(course.texts.recommendations, start=1))
    waiting = polls.of_item(course.session, item.id)
    again = [
        (poll, row) for poll, row in zip(waiting, rows, strict=True) if by_number[row.number].first
    ]
    start += SETTLING
    each_takes = (timedelta(minutes=text.used) - SETTLING) / (len(waiting) + len(again))
    for poll, row in zip(waiting, rows, strict=True):
        found = by_number[row.number]
        votes = found.first.vote if found.first else found.vote
        start = _vote(course, Vote(poll, row.number, votes or (0, 0, 0)), start, each_takes)
    for poll, row in again:
        start = _once_more(course, poll, row, by_number[row.number], start, each_takes)


def _once_more(
    course: Course,
    poll: Poll,
    row: Recommendation,
    text: RecommendationText,
    start: datetime,
    takes: timedelta,
) -> datetime:
    """The wording is changed, everybody can read why, and a second round is held."""
    assert text.first
    assert text.vote
    with clock.at(start):
        drafting.change(
            course.session,
            course.council,
            row,
            {"title": text.title, "wording": text.wording},
            why=text.first.why,
            from_version=row.version,
            account_id=course.lead,
        )
        polls.another_round(course.session, poll)
    return _vote(course, Vote(poll, row.number, text.vote), start, takes)


def _vote(course: Course, vote: Vote, start: datetime, takes: timedelta) -> datetime:
    """In the time that there is for each, with a little left to read the result."""
    about = f"E{vote.number}/{vote.poll.latest.number}"
    said = ballots.dealt(ANSWERS, vote.votes, ballots.here(course), about)
    marks: Marks = {seat: {f"E{vote.number}": answer} for seat, answer in said.items()}
    timing = Timing(reading=takes * 0.2, opened=takes * 0.5)
    ballots.vote(course, vote.poll.latest, marks, start, timing)
    return start + takes


def _rows(course: Course) -> list[Recommendation]:
    return drafting.all_recommendations(course.session, course.council.id)

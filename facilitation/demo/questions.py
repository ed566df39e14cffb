"""What is asked beside Ja and Nein: a Stimmungsbild at the beginning and the end, points, one rating."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy.orm import Session

from .. import clock
from ..measures.models import Measure
from ..meetings.models import Item
from ..voting import planned, polls
from ..voting.models import Poll
from . import ballots
from .ballots import Marks
from .course import Course
from .texts import DATA, ItemText, Line, Sentence, Shape

Steps = tuple[Line, Line, Line, Line, Line]
Shares = tuple[int, int, int, int, int]
OPEN_CELLS = 4
"""Of each measure and criterion, fewer than so many leave the cell open: „keine Angabe“."""


class MoodText(Shape):
    """A Stimmungsbild and how many chose each step, the lowest first."""

    question: Sentence
    steps: Steps
    answers: tuple[int, int, int, int, int]


class CriterionText(Shape):
    """One criterion of the rating."""

    label: Line
    question: Sentence
    steps: Steps
    less_is_better: bool


class RatingText(Shape):
    """The rating, and per measure and criterion how many of 100 chose each step."""

    title: Line
    question: Sentence
    criteria: Annotated[tuple[CriterionText, ...], Field(alias="criterion")]
    marks: dict[str, dict[str, Shares]]


class PointsText(Shape):
    """Goals that get points, and how strongly each draws them."""

    title: Line
    question: Sentence
    points: int
    per_option: int
    weights: dict[Line, int]


class QuestionsText(Shape):
    """Everything that is asked."""

    mood: MoodText
    closing: MoodText
    points: PointsText
    rating: RatingText


@cache
def questions_text() -> QuestionsText:
    """What stands in the data file."""
    text = (DATA / "questions.toml").read_text(encoding="utf-8")
    return QuestionsText.model_validate(tomllib.loads(text))


def plan(session: Session, item: Item, asks: str, measures: Mapping[int, Measure]) -> None:
    """Put the first Stimmungsbild, the points or the rating under its item, before the session."""
    text = questions_text()
    if asks == "mood":
        planned.ask_mood(session, item, text.mood.question, text.mood.steps)
    elif asks == "points":
        planned.ask(
            session,
            item,
            "dots",
            [(f"F{at}", "text", 0, goal) for at, goal in enumerate(text.points.weights, start=1)],
            title=text.points.title,
            question=text.points.question,
            settings={"points": text.points.points, "per_option": text.points.per_option},
        )
    elif asks == "rating":
        planned.rate(
            session,
            item,
            [measures[number] for number in sorted(measures)],
            title=text.rating.title,
            question=text.rating.question,
            scale=[1, 5],
            criteria=[
                planned.Criterion(each.label, each.steps, each.less_is_better, each.question)
                for each in text.rating.criteria
            ],
        )


def ask(course: Course, item: Item, text: ItemText, start: datetime) -> None:
    """Hold what is asked in this item; the last one comes as a quick question."""
    if text.asks == "closing":
        last = questions_text().closing
        with clock.at(start):
            planned.quick_question(
                course.session, item, "mood", last.question, last.steps, in_report=True
            )
    (poll,) = polls.of_item(course.session, item.id)
    marks = _marks(course, poll, text.asks)
    minutes = text.used - 5 if text.asks in ("points", "rating") else 3
    moment = start + timedelta(minutes=1)
    ballots.vote(course, poll.latest, marks, moment, ballots.calm(minutes))


def _marks(course: Course, poll: Poll, asks: str) -> Marks:
    if asks == "rating":
        return rating_marks(course, poll)
    return points_marks(course) if asks == "points" else mood_marks(course, asks)


def points_marks(course: Course) -> Marks:
    """Everybody who is here gives all points, at most so many to one goal, as the weights draw."""
    text = questions_text().points
    keys = [f"F{at}" for at in range(1, len(text.weights) + 1)]
    drawing = [
        key for key, weight in zip(keys, text.weights.values(), strict=True) for _ in range(weight)
    ]
    return {seat: _spend(text, drawing, f"points/{seat}") for seat in ballots.here(course)}


def _spend(text: PointsText, drawing: list[str], about: str) -> dict[str, Any]:
    given: dict[str, int] = {}
    draw = 0
    while sum(given.values()) < text.points:
        key = drawing[ballots.drawn(f"{about}/{draw}", len(drawing))]
        draw += 1
        if given.get(key, 0) < text.per_option:
            given[key] = given.get(key, 0) + 1
    return given


def mood_marks(course: Course, asks: str) -> Marks:
    """Who is here and answers, dealt as the data say."""
    text: MoodText = getattr(questions_text(), asks)
    said = ballots.dealt((1, 2, 3, 4, 5), text.answers, ballots.here(course), asks)
    return {seat: {"F1": step} for seat, step in said.items()}


def rating_marks(course: Course, poll: Poll) -> Marks:
    """Everybody who is here rates every measure, with gaps here and there."""
    seats = ballots.here(course)
    cells: dict[int, dict[str, Any]] = {seat: {} for seat in seats}
    for option, rated in questions_text().rating.marks.items():
        for criterion, shares in rated.items():
            marks = _spread(shares, seats, f"{option}/{criterion}")
            for seat, mark in marks.items():
                cells[seat].setdefault(option, {})[criterion] = mark
    assert {option.key for option in poll.options} == set(questions_text().rating.marks)
    return cells


def _spread(shares: Shares, seats: list[int], about: str) -> dict[int, int | None]:
    """A step for each seat so that together they come close to the shares; some leave it open."""
    counts = [0] * len(shares)
    for at in range(len(seats)):
        reached = (at + 0.5) / len(seats) * 100
        counts[next(i for i in range(len(shares)) if reached < sum(shares[: i + 1]))] += 1
    marks: dict[int, int | None] = dict(ballots.dealt((1, 2, 3, 4, 5), counts, seats, about))
    return marks | ballots.dealt((None,), [ballots.drawn(about, OPEN_CELLS)], seats, about * 2)

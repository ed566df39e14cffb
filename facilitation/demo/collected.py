"""Visions, goals and ideas of the example, written down, put together and let onto the wall."""

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from sqlalchemy import select

from .. import clock
from ..ideas import groups, inbox, wall
from ..ideas.models import Group, Idea
from ..measures import measures
from ..recommendations import drafting
from .course import Course
from .texts import DATA, ItemText, Line, Shape

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]


class CollectedText(Shape):
    """Ideas of one group, or single ones, and what became of them."""

    kind: Literal["idea", "goal", "vision"]
    title: str = ""
    texts: tuple[Said, ...]
    about: str = ""
    measure: int | None = None
    recommendation: int | None = None
    parked: bool = False
    hidden: str = ""


class WishText(Shape):
    """One wish in three ways of saying it."""

    title: Line
    say: tuple[Line, Line, Line]
    measure: int | None = None
    recommendation: int | None = None
    parked: bool = False


class WishesText(Shape):
    """Wishes about a field, and places they fit."""

    about: str
    places: tuple[Line, ...]
    wishes: Annotated[tuple[WishText, ...], Field(alias="wish")]


@cache
def collected_texts() -> tuple[CollectedText, ...]:
    """What about sixty cards say."""
    found = _read("ideas")["collected"]
    return tuple(CollectedText.model_validate(each) for each in found)


@cache
def many_texts() -> tuple[CollectedText, ...]:
    """Three hundred: the sixty, and each wish once per place."""
    found = _read("ideas_more")
    more = tuple(CollectedText.model_validate(each) for each in found["collected"])
    fields = (WishesText.model_validate(each) for each in found["field"])
    return collected_texts() + more + tuple(_composed(f, w) for f in fields for w in f.wishes)


def collect(course: Course, text: ItemText, start: datetime) -> None:
    """Everything that was written in this item, in its minutes."""
    mine = [each for each in _texts(course) if each.kind == text.collects]
    moments = _moments(mine, start, timedelta(minutes=text.used))
    for each in mine:
        written = [_write(course, each, said, moments[said]) for said in each.texts]
        with clock.at(start + timedelta(minutes=text.used)):
            _sort(course, each, written)


def link(course: Course) -> None:
    """Once there are recommendations: which group became which of them."""
    rows = drafting.all_recommendations(course.session, course.council.id)
    ids = {row.number: row.id for row in rows}
    for each in _texts(course):
        if each.recommendation:
            group = course.session.scalars(
                select(Group).filter_by(council_id=course.council.id, title=each.title)
            ).one()
            groups.link_recommendation(course.session, group, ids[each.recommendation])


def _texts(course: Course) -> tuple[CollectedText, ...]:
    return many_texts() if course.texts.is_large else collected_texts()


def _moments(
    found: Sequence[CollectedText], start: datetime, lasts: timedelta
) -> dict[str, datetime]:
    """When each is written; two that are printed side by side never in the same minute."""
    lots = [each.texts for each in found if each.title]
    lots.append(tuple(said for each in found if not each.title for said in each.texts))
    return {
        said: start + lasts * ((at + 1) / (len(lot) + 1))
        for lot in lots
        for at, said in enumerate(lot)
    }


def _write(course: Course, text: CollectedText, said: str, moment: datetime) -> Idea:
    """As a member does on the phone."""
    fields = measures.all_fields(course.session, course.council.id)
    field_id = next((field.id for field in fields if field.letter == text.about), None)
    with clock.at(moment):
        return inbox.write(
            course.session,
            course.council.id,
            text=said,
            kind=text.kind,
            about=inbox.About(field_id=field_id),
            meeting_id=course.meeting.id,
        )


def _sort(course: Course, text: CollectedText, written: list[Idea]) -> None:
    """As the team does at its board."""
    if text.hidden:
        inbox.hide(course.session, written, text.hidden)
        return
    wall.put(course.session, written[:1])
    if not text.title:
        if text.parked:
            inbox.park(course.session, written)
        return
    made = groups.group(course.session, course.council.id, written, text.title)
    if text.parked:
        groups.park(course.session, made)
    if text.measure:
        every = measures.all_measures(course.session, course.council.id)
        into = next(measure.id for measure in every if measure.number == text.measure)
        groups.link_measure(course.session, made, into)


def _composed(field: WishesText, wish: WishText) -> CollectedText:
    """The ways of saying it take turns, one per place."""
    said = (
        wish.say[at % len(wish.say)].format(place=place, Place=place[0].upper() + place[1:])
        for at, place in enumerate(field.places)
    )
    became = wish.model_dump(include={"title", "measure", "recommendation", "parked"})
    return CollectedText(kind="idea", about=field.about, texts=tuple(said), **became)


def _read(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))

"""A rating as plain data: which measures, under which criteria, with which figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..language import gettext
from ..voting import words
from ..voting.models import Round
from . import noted
from .change import Change


@dataclass(frozen=True, slots=True)
class RatedRow:
    """One option under one criterion; figures as stored with the round."""

    place: int
    """Its rank in the result; ties share one."""
    code: str
    title: str
    counts: tuple[int, ...]
    """Per step, the lowest first."""
    n: int
    no_answer: int
    good: int
    middle: int
    bad: int
    mean: str
    """„3,8“; empty where nobody answered."""
    median: str

    @property
    def name(self) -> str:
        """„M7 Füllstandsmelder“"""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class RatedCriterion:
    """One table: a criterion with all options, the best first."""

    label: str
    steps: tuple[str, ...]
    """„1 sehr gering“, the lowest first."""
    less_is_better: bool
    good_label: str
    middle_label: str
    bad_label: str
    rows: tuple[RatedRow, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """One round of a rating that was shown."""

    id: int
    title: str
    question: str
    meeting: int
    round: int
    criteria: tuple[RatedCriterion, ...]
    arrived: int
    turnout: str
    channels: str
    mode: str
    notes: tuple[str, ...]
    """Addenda and previews, a sentence each."""
    leading: tuple[str, ...]
    """Codes of those that stand first, ties together."""
    change: Change | None = None
    """Against the round before; none for a first one."""


def read(around: Round, meeting: int, present: int) -> Rating:
    """A shown round of a rating in the words of the screens."""
    shown = words.shown(around, present)
    options = {option["key"]: option for option in around.wording["options"]}
    said = {key: _rating_words(shown, key) for key in options}
    places: dict[str, int] = {}
    for tied in (around.stands.result or {})["order"]:
        places |= dict.fromkeys(tied, len(places) + 1)
    first = said[next(iter(options))]
    return Rating(
        id=around.id,
        title=around.wording.get("title") or gettext(words.names("rating").method),
        question=around.wording["question"],
        meeting=meeting,
        round=around.number,
        criteria=tuple(
            _criterion(at, criterion, places, options, said)
            for at, criterion in enumerate(first.criteria)
        ),
        arrived=shown.arrived,
        turnout=first.turnout,
        channels=first.channels,
        mode=first.mode,
        notes=noted.of_all(around, present),
        leading=tuple(options[key]["code"] for key in (around.stands.result or {})["order"][0]),
    )


def _rating_words(shown: words.Shown, key: str) -> words.RatingWords:
    said = words.result_words(shown, key)
    assert isinstance(said, words.RatingWords)
    return said


def _criterion(
    at: int,
    criterion: words.CriterionWords,
    places: Mapping[str, int],
    options: Mapping[str, Any],
    said: Mapping[str, words.RatingWords],
) -> RatedCriterion:
    return RatedCriterion(
        label=criterion.label,
        steps=tuple(f"{step.key} {step.label}" for step in criterion.steps),
        less_is_better=criterion.less_is_better,
        good_label=criterion.good_label,
        middle_label=criterion.middle_label,
        bad_label=criterion.bad_label,
        rows=tuple(
            _row(place, options[key], said[key].criteria[at]) for key, place in places.items()
        ),
    )


def _row(place: int, option: Mapping[str, Any], cell: words.CriterionWords) -> RatedRow:
    return RatedRow(
        place=place,
        code=option["code"],
        title=option["title"],
        counts=tuple(step.count for step in cell.steps),
        n=cell.n,
        no_answer=cell.no_answer,
        good=cell.good,
        middle=cell.middle,
        bad=cell.bad,
        mean=cell.mean,
        median=cell.median,
    )

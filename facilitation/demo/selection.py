"""How the example's members were drawn, and whom they mirror."""

import tomllib
from functools import cache
from typing import Literal

from sqlalchemy.orm import Session

from ..councils.models import Council
from ..selection import selection
from ..selection.pasting import TypedRow
from .texts import DATA, Line, Prose, Sentence, Shape


class TraitText(Shape):
    """One trait; ``members`` where its rows aren't the whole."""

    title: Line
    base: Sentence
    source: Line
    as_of: Line
    unit: Literal["count", "share"]
    members: int | None = None
    explanation: Prose
    rows: tuple[tuple[str, str, str], ...]


class SelectionText(Shape):
    """The lot in figures and words."""

    invited: int
    replied: int
    drawn: int
    took_part: int
    first_stage: Prose
    second_stage: Prose
    replacements: Prose
    trait: tuple[TraitText, ...]


@cache
def selection_text() -> SelectionText:
    """What stands in the data file."""
    text = (DATA / "selection.toml").read_text(encoding="utf-8")
    return SelectionText.model_validate(tomllib.loads(text))


def plan_selection(session: Session, council: Council) -> None:
    """Typed in as a team would, before the first session."""
    text = selection_text()
    selection.save_figures(session, council.id, **text.model_dump(exclude={"trait"}))
    for trait in text.trait:
        selection.save_trait(
            session,
            council.id,
            None,
            [TypedRow(*row) for row in trait.rows],
            **trait.model_dump(exclude={"rows"}),
            others=trait.members is not None,
            population=None,
        )

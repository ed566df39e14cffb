"""The example's texts at the size of a real Gutachten: sixty recommendations, three hundred ideas."""

import tomllib
from functools import cache

from .texts import DATA, Line, Maybe, Prose, RecommendationText, Shape, Texts, Votes, texts


class MoreText(Shape):
    """A recommendation in few words."""

    measure: int | None = None
    field: str = ""
    title: Line
    ask: Prose
    why: Prose
    also: Maybe = ""
    concern: Maybe = ""
    vote: Votes


@cache
def large_texts() -> Texts:
    """The example, and more recommendations after those that it has anyway."""
    small = texts()
    found = tomllib.loads((DATA / "recommendations_more.toml").read_text(encoding="utf-8"))
    more = (MoreText.model_validate(each) for each in found["recommendation"])
    every = (*small.recommendations, *(_whole(small, each) for each in more))
    return small.model_copy(update={"recommendations": every, "is_large": True})


def _whole(small: Texts, text: MoreText) -> RecommendationText:
    """„Der Bürgerrat empfiehlt der Stadt Kassel, …“ and „Das ist uns wichtig, weil …“."""
    council = small.council
    return RecommendationText(
        measure=text.measure,
        field=text.field,
        kind="measure" if text.measure else "thematic",
        stance="change" if text.measure else "open",
        title=text.title,
        wording=f"Der {council.council_word} empfiehlt {council.addressee}, {text.ask}.",
        reasons=f"Das ist uns wichtig, weil {text.why}. {text.also}",
        concerns=text.concern,
        vote=text.vote,
    )

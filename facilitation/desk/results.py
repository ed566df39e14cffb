"""How a shown rating is looked at: its pages, the sorting, what the wall shows of it."""

from typing import Any

from ..errors import Invalid
from ..live import ratings
from ..live.picture import Picture
from ..voting import turns
from .commands import Place, command

MOST_PAGES = 60


@command(
    "look_at",
    "round",
    "sort",
    "page",
    needs="regie",
    silent="changes the sorting of a result that everybody has seen",
)
def look_at(place: Place) -> None:
    """Sort the result and choose its page for the wall; no figure changes."""
    around = place.round()
    place.expect(around.state)
    page = place.order.number("page")
    if page >= MOST_PAGES:
        raise Invalid()
    turns.look_at(around, sort=place.order.word("sort", tuple(ratings.SORTS)), page=page)


def context(picture: Picture) -> dict[str, Any]:
    """What the result's card needs beside the words."""
    poll = picture.poll
    if poll is None or poll.method != "rating" or not poll.results:
        return {}
    sort = poll.view.get("sort", "best")
    return {
        "pages": ratings.pages(poll, sort=sort),
        "page_on": ratings.page_on(poll, poll.view),
        "view_sort": sort,
        "sorts": ratings.SORTS,
    }

"""Pages on the wall: of a shown result with its sorting, and of a wording before the vote."""

from typing import Any

from ..errors import Invalid
from ..language import gettext
from ..live import result_pages, slides
from ..live.picture import Picture
from ..meetings import agenda
from ..voting import together, turns
from ..voting.refusals import StateChanged
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
    turns.look_at(around, sort=place.order.word("sort", tuple(result_pages.SORTS)), page=page)


@command(
    "show_slide",
    "round",
    "slide",
    needs="regie",
    silent="chooses a slide about a result that everybody has seen",
)
def show_slide(place: Place) -> None:
    """The figures, or both rounds side by side."""
    around = place.round()
    place.expect("shown")
    slide = place.order.fields["slide"]
    if not slides.is_known(slide):
        raise Invalid()
    together.show_slide(place.session, around, slides.seen_with(around.view, slide))
    agenda.show_on_wall(place.meeting, "follow")


@command(
    "turn_page",
    "round",
    "page",
    needs="regie",
    silent="turns a page of the text that is shown",
)
def turn_page(place: Place) -> None:
    """Read on: another page of the wording that is voted on next."""
    around = place.round()
    place.expect("text_shown")
    page = place.order.number("page")
    if around.state != "text_shown":
        raise StateChanged()
    if page >= MOST_PAGES:
        raise Invalid()
    together.turn_page(place.session, around, page)


@command(
    "overview",
    "round",
    "page",
    needs="regie",
    silent="shows results on one list that everybody has seen one by one",
)
def overview(place: Place) -> None:
    """All results of a Sammelabstimmung together, after the last of them."""
    place.expect("shown")
    page = place.order.number("page")
    if page >= MOST_PAGES:
        raise Invalid()
    together.show_overview(place.session, place.round(), page)
    agenda.show_on_wall(place.meeting, "follow")


def _slide_name(slide: str) -> str:
    name = gettext(slides.NAMES[slides.kind(slide)])
    return f"{name} {slides.page(slide) + 1}" if slides.page(slide) else name


def context(picture: Picture) -> dict[str, Any]:
    """What the result's card needs beside the words."""
    poll = picture.poll
    if poll is None or not poll.results:
        return {"slides": []}
    chosen = {
        "slides": [(name, _slide_name(name)) for name in slides.of_poll(poll)],
        "slide_on": slides.on(poll),
    }
    if not poll.lists:
        return chosen
    sort = poll.view.get("sort", "best")
    return chosen | {
        "pages": result_pages.pages(poll, sort=sort),
        "page_on": result_pages.page_on(poll, poll.view),
        "view_sort": sort,
        "sorts": result_pages.sorts(poll),
    }

"""What the wall shows, and letting a wall in."""

from ...councils import walls
from ...meetings import agenda
from ...recommendations import drafting
from ...text import clean_text
from . import Place, command

VIEWS = ("follow", "join", "agenda")


@command("wall", "view")
def wall(place: Place) -> None:
    place.expect_running()
    agenda.show_on_wall(place.meeting, place.order.word("view", VIEWS))


@command("read_along", "recommendation")
def read_along(place: Place) -> None:
    place.expect_running()
    found = drafting.find(place.session, place.council.id, place.order.number("recommendation"))
    agenda.show_on_wall(place.meeting, "recommendation", found.id)


@command("pair_wall", "code")
def pair_wall(place: Place) -> None:
    walls.pair(place.session, place.council, clean_text(place.order.fields["code"], lines=False))

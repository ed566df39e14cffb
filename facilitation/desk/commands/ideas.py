"""Ideas on the wall: the whole wall of ideas, one alone, or a group."""

from ...errors import Refused
from ...ideas import groups, inbox, wall
from ...language import N_
from ...meetings import agenda
from . import Place, command


@command("show_ideas")
def show_ideas(place: Place) -> None:
    place.expect_running()
    agenda.show_on_wall(place.meeting, "ideas")


@command("show_idea", "idea")
def show_idea(place: Place) -> None:
    place.expect_running()
    idea = inbox.find(place.session, place.council.id, place.order.number("idea"))
    if wall.one(place.session, place.council.id, idea.id) is None:
        raise Refused(N_("Was verborgen ist, kommt nicht auf die Leinwand."))
    agenda.show_on_wall(place.meeting, "idea", idea.id)


@command("show_group", "group")
def show_group(place: Place) -> None:
    place.expect_running()
    found = groups.find(place.session, place.council.id, place.order.number("group"))
    agenda.show_on_wall(place.meeting, "idea_group", found.id)

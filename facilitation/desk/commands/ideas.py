"""Ideas on the wall: the whole wall of ideas, one alone, or a group."""

from ...errors import Refused
from ...ideas import groups, inbox, wall
from ...language import N_
from ...meetings import agenda
from . import Place, command, ways
from .wall import BEAMER

WALL_OF_IDEAS = N_("Ideenwand")
ONE_IDEA = N_("eine Idee")


@command("show_ideas", needs="regie", says=BEAMER, undo=ways.WALL)
def show_ideas(place: Place) -> dict[str, str]:
    place.expect_running()
    agenda.show_on_wall(place.meeting, "ideas")
    return {"shown": WALL_OF_IDEAS}


@command("show_idea", "idea", needs="regie", says=BEAMER, undo=ways.WALL)
def show_idea(place: Place) -> dict[str, str]:
    place.expect_running()
    idea = inbox.find(place.session, place.council.id, place.order.number("idea"))
    if wall.one(place.session, place.council.id, idea.id) is None:
        raise Refused(N_("Was verborgen ist, kommt nicht auf die Leinwand."))
    agenda.show_on_wall(place.meeting, "idea", idea.id)
    return {"shown": ONE_IDEA}


@command("show_group", "group", needs="regie", says=BEAMER, undo=ways.WALL)
def show_group(place: Place) -> dict[str, str]:
    place.expect_running()
    found = groups.find(place.session, place.council.id, place.order.number("group"))
    agenda.show_on_wall(place.meeting, "idea_group", found.id)
    return {"shown": found.title}

"""What the wall shows, how large, and letting a wall in."""

from ...councils import walls
from ...councils.models import WALL_SIZES
from ...errors import Conflict
from ...language import N_
from ...meetings import agenda, covering
from ...recommendations import drafting
from ...text import clean_text
from . import Place, command, ways

VIEWS = {
    "follow": N_("folgt dem Ablauf"),
    "join": N_("Beitreten"),
    "agenda": N_("Ablauf"),
}
COVERED = {
    "neutral": N_("neutrales Bild"),
    "black": N_("schwarz"),
    "": N_("wieder zu sehen"),
}
COVER_NAMES = {"neutral": N_("Neutral"), "black": N_("Schwarz"), "": N_("Wieder zu sehen")}
BEAMER = N_("Beamer: %(shown)s")


def _what(place: Place) -> dict[str, str]:
    return {"name": COVER_NAMES[place.order.word("to", tuple(COVERED))]}


@command("wall", "view", needs="regie", says=BEAMER, undo=ways.WALL)
def wall(place: Place) -> dict[str, str]:
    place.expect_running()
    view = place.order.word("view", tuple(VIEWS))
    agenda.show_on_wall(place.meeting, view)
    return {"shown": VIEWS[view]}


@command("read_along", "recommendation", needs="regie", says=BEAMER, undo=ways.WALL)
def read_along(place: Place) -> dict[str, str]:
    place.expect_running()
    found = drafting.find(place.session, place.council.id, place.order.number("recommendation"))
    agenda.show_on_wall(place.meeting, "recommendation", found.id)
    return {"shown": found.code}


@command("cover", "to", needs="regie", says=BEAMER, undo=ways.WALL, keep=_what)
def cover(place: Place) -> dict[str, str]:
    """Neutral, black or neither. It says what it wants, so that a press in panic always works."""
    if place.meeting.state == "ended":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    wanted = place.order.word("to", tuple(COVERED))
    covering.cover(place.meeting, wanted)
    return {"shown": COVERED[wanted]}


@command(
    "wall_size",
    "size",
    needs="regie",
    silent="only how large the texts are; what was shown is the same",
)
def wall_size(place: Place) -> None:
    place.council.wall_size = place.order.word("size", WALL_SIZES)


@command("pair_wall", "code", says=N_("Ein neuer Beamer ist verbunden"))
def pair_wall(place: Place) -> None:
    walls.pair(place.session, place.council, clean_text(place.order.fields["code"], lines=False))

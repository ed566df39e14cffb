"""Results of a session that is over: what was counted when it ended can still be shown."""

from ...language import N_
from ...voting import polls, undoing
from ...voting.models import Round
from ...voting.refusals import StateChanged
from . import Place, command
from .rounds import Facts, facts


def _round(place: Place) -> Round:
    """The round that is meant; it must belong to this session, which must be over."""
    around = polls.find_round(place.session, place.council.id, place.order.number("round"))
    items = {item.id for item in place.meeting.items}
    if place.meeting.state != "ended" or around.poll.item_id not in items:
        raise StateChanged()
    return around


@command("show_afterwards", "round", says=N_("%(name)s: Ergebnis nach der Sitzung gezeigt"))
def show_afterwards(place: Place) -> Facts:
    """Let members read what was counted when the session ended by itself."""
    around = _round(place)
    place.expect("counted")
    polls.show(place.session, around, from_state="counted")
    return facts(place, around)


@command(
    "uncover_afterwards", "round", says=N_("%(name)s: Ergebnis nach der Sitzung wieder gezeigt")
)
def uncover_afterwards(place: Place) -> Facts:
    """Let members read a result that was still covered up when the session ended."""
    around = _round(place)
    place.expect("shown")
    undoing.uncover(around)
    return facts(place, around)

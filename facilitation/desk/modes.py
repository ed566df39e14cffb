"""By name or not: chosen at planning, or at the desk until a round has been opened."""

from flask import g

from ..db import transaction
from ..language import N_
from ..language import gettext as _
from ..voting import modes, planned
from .access import moderator
from .blueprint import desk
from .commands import Place, command
from .commands.rounds import facts
from .polls import back_to_item


@desk.post("/<council>/vorbereitung/4/abstimmung/<id:poll_id>/namentlich")
@moderator
def by_name(council, poll_id):
    """Hold a planned vote by name."""
    return _choose(poll_id, modes.ROLL_CALL, _("Hier wird namentlich abgestimmt."))


@desk.post("/<council>/vorbereitung/4/abstimmung/<id:poll_id>/nicht-namentlich")
@moderator
def not_by_name(council, poll_id):
    """Hold it so that only numbers are shown."""
    return _choose(poll_id, modes.SIMPLE, _("Gezeigt werden nur Zahlen."))


def _choose(poll_id: int, mode: str, said: str):
    with transaction() as session:
        poll = planned.find(session, g.council.id, poll_id)
        modes.choose(session, poll, mode)
        item_id = poll.item_id
    return back_to_item(item_id, said)


@command("hold_by_name", "round", needs="regie", says=N_("%(name)s: wird namentlich abgestimmt"))
def hold_by_name(place: Place) -> dict[str, str | int]:
    """The seat is shown with its vote; members read it before they vote."""
    return _hold(place, modes.ROLL_CALL)


@command(
    "hold_unnamed", "round", needs="regie", says=N_("%(name)s: wird nicht namentlich abgestimmt")
)
def hold_unnamed(place: Place) -> dict[str, str | int]:
    """Only numbers are shown."""
    return _hold(place, modes.SIMPLE)


def _hold(place: Place, mode: str) -> dict[str, str | int]:
    around = place.round()
    place.expect("text_shown")
    modes.choose(place.session, around.poll, mode)
    return facts(place, around)

"""Sealed, simple or by name: chosen at planning, or at the desk until a round has been opened."""

from flask import g, request

from ..db import transaction
from ..language import N_
from ..language import gettext as _
from ..voting import modes, planned
from ..voting.words import MODE_SENTENCES
from .access import moderator
from .blueprint import desk
from .commands import Place, command
from .commands.rounds import facts
from .polls import back_to_item


@desk.post("/<council>/vorbereitung/4/abstimmung/<id:poll_id>/art")
@moderator
def choose_mode(council, poll_id):
    """Hold a planned vote sealed, simple or by name."""
    mode = request.form.get("mode", "")
    with transaction() as session:
        poll = planned.find(session, g.council.id, poll_id)
        modes.choose(session, poll, mode)
        item_id = poll.item_id
    return back_to_item(
        item_id, _("Am Stimmzettel steht: %(words)s", words=_(MODE_SENTENCES[mode]))
    )


@command("hold_sealed", "round", needs="regie", says=N_("%(name)s: wird vertraulich abgestimmt"))
def hold_sealed(place: Place) -> dict[str, str | int]:
    """Nobody can read the ballots before the count, and none leads to a seat afterwards."""
    return _hold(place, modes.SEALED)


@command(
    "hold_simple",
    "round",
    needs="regie",
    says=N_("%(name)s: Stimmen bleiben bis Sitzungsende beim Platz"),
)
def hold_simple(place: Place) -> dict[str, str | int]:
    """Ballots stay with their seats until the session ends; only numbers are shown."""
    return _hold(place, modes.SIMPLE)


@command("hold_by_name", "round", needs="regie", says=N_("%(name)s: wird namentlich abgestimmt"))
def hold_by_name(place: Place) -> dict[str, str | int]:
    """The seat is shown with its vote; members read it before they vote."""
    return _hold(place, modes.ROLL_CALL)


def _hold(place: Place, mode: str) -> dict[str, str | int]:
    around = place.round()
    place.expect("text_shown")
    modes.choose(place.session, around.poll, mode)
    return facts(place, around)

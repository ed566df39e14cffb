"""Beginning, moving through and ending a session."""

from ...councils import regie
from ...language import N_
from ...live import erasing, publish
from ...meetings import agenda, log
from ...meetings.models import Item
from ...voting import ending, polls
from . import Place, command, ways

ARRIVING = N_("Ankommen")
UNENCRYPTED = log.declare(
    "unencrypted",
    N_("Zur Kenntnis genommen: Ohne Verschlüsselung könnte jemand im WLAN mitlesen."),
)


@command("start_meeting", needs="regie", says=N_("Sitzung begonnen"))
def start_meeting(place: Place) -> None:
    """Whoever begins it has read that the Wi-Fi could read along, where it could."""
    place.expect(place.meeting.state)
    agenda.start(place.session, place.meeting)
    if not publish.scenes().is_encrypted:
        log.write(
            place.session,
            place.council.id,
            UNENCRYPTED,
            meeting_id=place.meeting.id,
            account_id=place.order.viewer.account_id,
        )


@command("move_on", needs="regie", says=N_("Weiter zu „%(item)s“"), undo=ways.MOVED_ON)
def move_on(place: Place) -> dict[str, str]:
    polls.refuse_if_pending(place.session, place.council.id)
    return _named(agenda.move_on(place.session, place.meeting, from_item=place.from_item()))


@command(
    "move_back",
    needs="regie",
    says=N_("Zurück zu „%(item)s“"),
    undo=ways.MOVED_BACK,
    keep=ways.times_of_move,
)
def move_back(place: Place) -> dict[str, str]:
    polls.refuse_if_pending(place.session, place.council.id)
    return _named(agenda.move_back(place.session, place.meeting, from_item=place.from_item()))


def _tell_end(council_id: int) -> None:
    publish.changed(council_id)
    erasing.asked.set()


@command("end_meeting", tell=_tell_end, needs="regie", says=N_("Sitzung beendet"))
def end_meeting(place: Place) -> None:
    """Whoever opens the next session's cockpit first leads it."""
    place.expect(place.meeting.state)
    polls.refuse_if_pending(place.session, place.council.id)
    ending.end_meeting(place.session, place.meeting)
    regie.release(place.session, place.council.id)


def _named(item: Item | None) -> dict[str, str]:
    return {"item": item.title if item else ARRIVING}

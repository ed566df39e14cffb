"""Who is here, and by which way a seat votes."""

from ...errors import Conflict
from ...language import N_
from ...live import publish
from ...participants import presence, seats
from ...voting import polls
from ...voting.models import CHANNELS
from . import Place, command


@command("mark_presence", "seat", "state", tell=publish.presence_changed)
def mark_presence(place: Place) -> None:
    if place.meeting.state == "ended":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    state = place.order.word("state", ("here", "absent"))
    presence.mark(place.session, place.meeting, seat, state)


@command("seat_channel", "seat", "channel")
def seat_channel(place: Place) -> None:
    """Phone or paper for one seat, on the roll of a running round as well."""
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    channel = place.order.word("channel", CHANNELS)
    around = polls.pending(place.session, place.council.id)
    if around:
        polls.switch_channel(place.session, around, seat.id, channel)
    seat.channel = channel

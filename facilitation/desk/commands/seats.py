"""Who is here, who takes part in a round, by which way a seat votes, who comes in without a card."""

from ...errors import Conflict
from ...language import N_
from ...live.rooms import rooms
from ...participants import admission, presence, seats
from ...participants.models import PRESENCE_STATES
from ...voting import bundles, roll, ways
from ...voting.words import REASON_NAMES
from . import Place, command

WAYS = {
    "phone": N_("mit dem Handy"),
    "device": N_("mit einem Leihgerät"),
    "tablet": N_("am Tablet"),
    "paper": N_("auf Papier"),
}
OWN_HISTORY = "presence keeps its own history, with who changed it"


@command("mark_presence", "seat", "state", needs="minutes", silent=OWN_HISTORY)
def mark_presence(place: Place) -> None:
    _refuse_when_over(place)
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    state = place.order.word("state", PRESENCE_STATES)
    account_id = place.order.viewer.account_id
    presence.mark(place.session, place.meeting, seat, state, account_id=account_id)


@command("connected_are_here", needs="minutes", silent=OWN_HISTORY)
def connected_are_here(place: Place) -> None:
    """All whose phone is connected, but for those who have left."""
    _refuse_when_over(place)
    connected = rooms.connected_seats(place.council.id)
    account_id = place.order.viewer.account_id
    presence.mark_connected(place.session, place.meeting, connected, account_id=account_id)


@command(
    "seat_channel",
    "seat",
    "channel",
    needs="minutes",
    says=N_("Platz %(seat)s stimmt %(way)s ab"),
)
def seat_channel(place: Place) -> dict[str, str | int]:
    """Another way for one seat, on the roll of a running round as well."""
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    channel = place.order.word("channel", tuple(WAYS))
    ways.choose(place.session, seat, channel)
    return {"seat": seat.number, "way": WAYS[channel]}


@command("offer_help", "seat", needs="minutes", says=N_("Platz %(seat)s: Hilfe angeboten"))
def offer_help(place: Place) -> dict[str, int]:
    """Somebody helps the seat with one vote; the link stands on the page that follows."""
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    ways.offer_help(place.session, seat, account_id=place.order.viewer.account_id)
    return {"seat": seat.number}


@command("end_help", "seat", needs="minutes", says=N_("Platz %(seat)s: Hilfe beendet"))
def end_help(place: Place) -> dict[str, int]:
    """The seat votes by its own way again."""
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    ways.end_help(place.session, seat)
    return {"seat": seat.number}


@command(
    "leave_out",
    "round",
    "seat",
    "reason",
    says=N_("Platz %(seat)s nimmt an dieser Runde nicht teil (%(reason)s)"),
)
def leave_out(place: Place) -> dict[str, str | int]:
    """One seat doesn't take part in the round whose text is shown; given by its number."""
    place.expect("text_shown")
    around = place.round()
    seat = seats.by_number(place.session, place.council.id, place.order.number("seat"))
    reason = place.order.word("reason", tuple(REASON_NAMES))
    account_id = place.order.viewer.account_id
    roll.leave_out(place.session, around, seat, reason, account_id=account_id)
    return {"seat": seat.number, "reason": REASON_NAMES[reason]}


@command(
    "leave_out_of_all",
    "round",
    "seat",
    "reason",
    says=N_("Platz %(seat)s nimmt an keiner Frage der Sammelabstimmung teil (%(reason)s)"),
)
def leave_out_of_all(place: Place) -> dict[str, str | int]:
    """One seat doesn't take part in any round that is opened together with this one."""
    place.expect("text_shown")
    seat = seats.by_number(place.session, place.council.id, place.order.number("seat"))
    reason = place.order.word("reason", tuple(REASON_NAMES))
    account_id = place.order.viewer.account_id
    for around in bundles.companions(place.session, place.round()):
        roll.leave_out(place.session, around, seat, reason, account_id=account_id)
    return {"seat": seat.number, "reason": REASON_NAMES[reason]}


@command("take_in", "round", "seat", says=N_("Platz %(seat)s nimmt an dieser Runde doch teil"))
def take_in(place: Place) -> dict[str, str | int]:
    place.expect("text_shown")
    seat = seats.by_number(place.session, place.council.id, place.order.number("seat"))
    roll.take_in(place.session, place.round(), seat)
    return {"seat": seat.number}


@command("admit", "request", "seat", says=N_("Platz %(seat)s ohne Karte zugelassen"))
def admit(place: Place) -> dict[str, str | int]:
    """Let the phone in that asked without a card; the seat as the desk has read it."""
    request, number = place.order.number("request"), place.order.number("seat")
    seat = admission.admit(place.session, place.council.id, request, number)
    return {"seat": seat.number}


@command("turn_away", "request", says=N_("Bitte um Einlass ohne Karte abgelehnt"))
def turn_away(place: Place) -> None:
    admission.turn_away(place.session, place.council.id, place.order.number("request"))


def _refuse_when_over(place: Place) -> None:
    if place.meeting.state == "ended":
        raise Conflict(N_("Diese Sitzung läuft nicht."))

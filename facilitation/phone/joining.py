"""Joining: a scanned card, a typed code, the room code; and going on on another device."""

from flask import Blueprint, Response, current_app, flash, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session

from .. import db, text
from ..councils import councils
from ..errors import Invalid, NotFound, Refused
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.roles import declare
from ..meetings import agenda
from ..participants import cards, presence
from ..participants import joining as rules
from ..participants.models import Seat
from ..settings import Settings
from ..web import cookies, failures
from . import pages

joining = Blueprint("joining", __name__)
SEAT_DAYS = 180
"""A council meets over months; the card is asked for once."""
GUEST_DAYS = 2
LONGEST_TYPED = 2 * 1024 * 1024  # more than a request may hold: what was typed always comes back
EMPTY = N_("Bitte tippen Sie den Code ein, der auf Ihrer Karte steht.")
NO_ROOM = N_(
    "Diesen Raum-Code kennen wir nicht. Er steht auf der Leinwand und hat vier Zeichen, "
    "zum Beispiel 7K4P."
)


@joining.get("/")
@declare("public")
def start() -> Response:
    """The field for the code."""
    return pages.join_page()


@joining.get("/<room>")
@declare("public")
def room(room: str) -> Response:
    """The wall's QR code leads here; a member types the card's code, a guest reads along."""
    if len(room) != cards.ROOM_LENGTH:
        raise NotFound()
    given = cards.read(room)
    with db.reading() as session:
        known = isinstance(given, cards.RoomCode) and councils.by_room_code(session, given.code)
    if not known:
        return pages.join_page(error=NotFound(NO_ROOM), typed=room.upper())
    return pages.join_page(room=room.upper())


@joining.get("/k/<int(max=9999):number>")
@declare("public")
def card(number: int) -> Response:
    """The card's QR code leads here; the token comes behind the ``#``, so a script posts it."""
    return pages.join_page(typed=f"{number}-", action=f"/k/{number}", card=number)


@joining.get("/ohne-karte")
@declare("public")
def without_card() -> Response:
    """No dead end: as a guest, or with the moderators' help."""
    return _without_card(request.args.get("raum", ""))


@joining.post("/")
@declare("public")
def typed_code() -> Response:
    """A code was typed: a card's, or the room's."""
    return _admit(_typed())


@joining.post("/k/<int(max=9999):number>")
@declare("public")
def scanned_card(number: int) -> Response:
    """The token of a scanned card, or what was typed in its place."""
    token = text.clean_line(request.form.get("token", ""), limit=LONGEST_TYPED)
    if not token:
        return _admit(_typed())
    with db.transaction() as session:
        seat = rules.seat_by_token(session, _key(), number, token)
        joined, arrived = _sign_in(session, seat)
    return welcome(joined, arrived)


@joining.post("/ohne-karte")
@declare("public")
def as_guest() -> Response:
    """The room code alone only reads."""
    return _admit_guest(_typed())


@joining.post("/zurueckholen")
@declare("public")
def take_back() -> Response:
    """„Hier zurückholen“: this device was signed in for the seat before."""
    with db.transaction() as session:
        found = rules.device_by_token(session, cookies.read(request.cookies, cookies.SEAT))
        if found is None:
            raise Invalid(N_("Bitte melden Sie sich noch einmal mit Ihrer Karte an."))
        device, seat = found
        rules.take_back(session, device)
    publish.displaced(seat.council_id, seat.id, device.id)
    flash(_("Sie machen jetzt hier weiter."))
    return pages.onward("/jetzt")


@joining.errorhandler(rules.CardInUse)
def card_in_use(in_use: rules.CardInUse) -> Response:
    """The person decides where to go on (screens.md P1b)."""
    token = request.form.get("token", "")
    return pages.page(
        "phone/in_use.html",
        status=409,
        council_id=in_use.council_id,
        action=request.path,
        token=token,
        typed=_typed_text(),
    )


@joining.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """Back to the field, with what was typed and a sentence on top."""
    if failures.wants_json() or request.method == "GET":
        return failures.show(refusal)
    if request.path == "/ohne-karte":
        return _without_card(_typed_text(), refusal)
    action = "/" if request.path == "/zurueckholen" else request.path
    # A card that was scanned leaves nothing typed: its number is filled in, as on /k/17.
    typed = _typed_text() or (request.view_args or {}).get("number", "")
    return pages.join_page(
        error=refusal,
        typed=f"{typed}-" if isinstance(typed, int) else typed,
        room=request.form.get("room", "")[: cards.ROOM_LENGTH],
        action=action,
    )


@joining.errorhandler(CSRFError)
def expired(_error: CSRFError) -> Response:
    """The page lay open for long: the same page again, with what was typed."""
    return refused(
        failures.Expired(
            N_("Die Seite war lange offen. Bitte tippen Sie noch einmal auf „Weiter“.")
        )
    )


def _admit(typed: str) -> Response:
    given = cards.read(typed)
    if isinstance(given, cards.RoomCode):
        return _admit_guest(typed)
    with db.transaction() as session:
        seat = rules.seat_by_code(session, _key(), given)
        if seat is not None:
            joined, arrived = _sign_in(session, seat)
    if seat is None:  # only now, so that the wrong try is kept
        raise Invalid(rules.UNKNOWN)
    return welcome(joined, arrived)


def _sign_in(session: Session, seat: Seat) -> tuple[rules.Joined, bool]:
    found = rules.device_by_token(session, cookies.read(request.cookies, cookies.SEAT))
    take_over = request.form.get("take_over") == "yes"
    joined = rules.sign_in(session, seat, present=found[0] if found else None, take_over=take_over)
    meeting = agenda.on_now(session, seat.council_id)
    return joined, bool(meeting and presence.arrive(session, meeting, seat))


def welcome(joined: rules.Joined, arrived: bool) -> Response:
    """Signed in: tell the others, and straight on to „Jetzt“."""
    seat = joined.seat
    if joined.took_over:
        publish.displaced(seat.council_id, seat.id, joined.device.id)
    if arrived or joined.token:
        publish.presence_changed(seat.council_id)
    if seat.table_number is None:
        flash(_("Angemeldet: Platz %(seat)s.", seat=seat.number))
    else:
        flash(
            _(
                "Angemeldet: Platz %(seat)s, Tisch %(table)s.",
                seat=seat.number,
                table=seat.table_number,
            )
        )
    response = pages.onward("/jetzt")
    if joined.token:
        cookies.put(response, cookies.SEAT, joined.token, days=SEAT_DAYS)
    return response


def _admit_guest(typed: str) -> Response:
    given = cards.read(typed)
    if not isinstance(given, cards.RoomCode):
        return _admit(typed)
    with db.reading() as session:
        council = councils.by_room_code(session, given.code)
        found = rules.device_by_token(session, cookies.read(request.cookies, cookies.SEAT))
    if council is None:
        raise Invalid(NO_ROOM)
    response = pages.onward("/jetzt")
    if found and found[1].council_id == council.id:
        return response  # a member of this council stays one
    cookies.drop(response, cookies.SEAT)
    cookies.put(response, cookies.GUEST, council.room_code, days=GUEST_DAYS)
    return response


def _without_card(typed: str, error: Refused | None = None) -> Response:
    status = error.status if error else 200
    return pages.page(
        "phone/without_card.html",
        status=status,
        error=error,
        typed=typed,
        asked=None,
        seat_typed="",
    )


def _typed() -> str:
    typed = _typed_text()
    if not typed.strip("-# "):
        raise Invalid(EMPTY)
    return typed


def _typed_text() -> str:
    return text.clean_line(request.form.get("code", ""), limit=LONGEST_TYPED)


def _key() -> bytes:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_key

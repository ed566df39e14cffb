"""„Ich bin Mitglied, Karte vergessen“: asking, waiting, and coming in once the desk has said yes."""

import gevent
from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session

from .. import db, text
from ..councils import councils
from ..councils.models import Council
from ..errors import Conflict, Invalid, Refused
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.roles import declare
from ..meetings import agenda
from ..participants import admission as rules
from ..participants import cards, presence
from ..participants.models import Admission
from ..web import cookies, failures
from . import joining, pages

admission = Blueprint("admission", __name__, url_prefix="/ohne-karte")
WAITING_PAGE = "/ohne-karte/warten"
DAYS = 1
LONGEST_NUMBER = 4
ROOM_NEEDED = N_("Bitte tippen Sie auch den Raum-Code ein. Er steht auf der Leinwand.")
NO_NUMBER = N_(
    "Bitte geben Sie die Platznummer als Zahl ein, zum Beispiel 17. "
    "Wenn Sie sie nicht wissen, lassen Sie das Feld leer."
)


@admission.post("/mitglied")
@declare("public")
def ask() -> Response:
    """A member without a card calls the moderators; it replaces this browser's earlier call.

    The same once more, by a second tap, changes nothing and calls nobody.
    """
    number = _number()
    with db.transaction() as session:
        council, own = _council(session), _own(session)
        if rules.is_same(own, council.id, number):
            return pages.onward(WAITING_PAGE)
        asked, token = rules.ask(session, council.id, number, earlier=own)
        council_id, sentence = council.id, words(asked)
    publish.presence_changed(council_id)
    publish.notice(council_id, "admission", sentence)
    # Nobody has to look at it any longer than it waits.
    gevent.spawn_later(rules.WAITING.total_seconds() + 1, publish.presence_changed, council_id)
    response = pages.onward(WAITING_PAGE)
    cookies.put(response, cookies.ADMISSION, token, days=DAYS)
    return response


@admission.get("/warten")
@declare("public")
def wait() -> Response:
    """The code to show to the moderators, and the agenda to read meanwhile."""
    with db.reading() as session:
        own = _own(session)
        state = rules.state(own)
    council_id = own.council_id if own else None
    picture = publish.scenes().picture(council_id, "guest") if council_id else None
    return pages.page(
        "phone/waiting.html", council_id=council_id, own=own, state=state, picture=picture
    )


@admission.get("/stand")
@declare("public")
def stand() -> Response:
    """Whether the desk has decided; asked every few seconds by the waiting page."""
    with db.reading() as session:
        return jsonify(state=rules.state(_own(session)))


@admission.post("/hinein")
@declare("public")
def come_in() -> Response:
    """The desk has let this browser in: signed in as if with the card."""
    with db.transaction() as session:
        joined = rules.come_in(session, _own(session))
        meeting = agenda.on_now(session, joined.seat.council_id)
        arrived = bool(meeting and presence.arrive(session, meeting, joined.seat))
    response = joining.welcome(joined, arrived)
    cookies.drop(response, cookies.ADMISSION)
    return response


@admission.post("/doch-nicht")
@declare("public")
def withdraw() -> Response:
    """The card has turned up."""
    with db.transaction() as session:
        own = _own(session)
        council_id = own.council_id if own else None
        if own:
            rules.withdraw(session, own)
    if council_id:
        publish.presence_changed(council_id)
    response = pages.onward("/")
    cookies.drop(response, cookies.ADMISSION)
    return response


@admission.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """Back to where it was asked, with what was typed."""
    if failures.wants_json() or request.method == "GET":
        return failures.show(refusal)
    if isinstance(refusal, Conflict) or not request.path.endswith("/mitglied"):
        return pages.page("phone/refused.html", status=refusal.status, refusal=refusal)
    return pages.page(
        "phone/without_card.html",
        status=refusal.status,
        asked=refusal,
        seat_typed=_typed("seat"),
        wrong="room" if refusal.message in (ROOM_NEEDED, joining.NO_ROOM) else "seat",
        typed=_typed("room").upper(),
        error=None,
    )


@admission.errorhandler(CSRFError)
def expired(_error: CSRFError) -> Response:
    """The page lay open for long."""
    return refused(failures.Expired())


def words(asked: Admission) -> str:
    """What the desk reads."""
    if asked.seat_number is None:
        return _("Jemand bittet um Einlass (Karte vergessen, Zahl %(code)s)", code=asked.code)
    return _(
        "Platz %(seat)s bittet um Einlass (Karte vergessen, Zahl %(code)s)",
        seat=asked.seat_number,
        code=asked.code,
    )


def _council(session: Session) -> Council:
    """By the room code that was typed, or this guest's; who waits reads the agenda, as guests do."""
    room = cards.normal(_typed("room"))
    guest = cookies.read(request.cookies, cookies.GUEST)
    found = councils.by_room_code(session, room or guest)
    if found is None:
        raise Invalid(joining.NO_ROOM if room else ROOM_NEEDED)
    return found


def _own(session: Session) -> Admission | None:
    return rules.by_token(session, cookies.read(request.cookies, cookies.ADMISSION))


def _number() -> int | None:
    typed = _typed("seat")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
        raise Invalid(NO_NUMBER)
    return int(typed)


def _typed(name: str) -> str:
    return text.clean_line(request.form.get(name, "")[: text.LINE])

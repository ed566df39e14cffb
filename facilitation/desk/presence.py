"""The presence panel: every seat with state and device, who asks to come in, who is left out."""

from dataclasses import dataclass
from datetime import datetime

from flask import g, redirect, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Invalid
from ..language import N_
from ..language import gettext as _
from ..live.picture import Picture, SeatLine
from ..live.rooms import rooms
from ..meetings import agenda
from ..participants import admission, presence, seats
from ..participants.models import Admission
from ..voting import roll
from ..voting.models import Round
from ..voting.words import CHANNEL_NAMES, REASON_NAMES
from .access import moderator
from .blueprint import desk
from .commands.seats import WAYS
from .seat_marks import left_out_words

LONGEST_NUMBER = 4
OWN = ("phone", "device")
"""Ways with a device of one's own for the day: it connects and can be lost."""


@dataclass(frozen=True)
class SeatRow:
    """One seat as the panel draws it."""

    id: int
    number: int
    state: str
    """``here``, ``away``, ``left`` or ``absent``; not marked is absent."""
    state_word: str
    here: bool
    channel: str
    device: str
    """Its way to vote in words: „Handy, verbunden seit 13:42 Uhr“."""
    since: datetime | None
    sign: str
    left_out: str


@dataclass(frozen=True)
class Request:
    """A phone without a card that asks to be let in."""

    id: int
    seat: int | None
    code: str
    taken: bool
    """Another device is signed in for this seat."""


@dataclass(frozen=True)
class Panel:
    """Everything that the panel shows."""

    tables: list[tuple[str, list[SeatRow]]]
    states: list[tuple[str, str]]
    """Every state with its word, for the buttons."""
    ways: list[tuple[str, str]]
    """Every way to vote that can be marked for a seat, with its word."""
    counts: str
    connected: int
    requests: list[Request]
    left_out: list[SeatRow]
    reasons: list[tuple[str, str]]
    entitled: int
    """How many would be on the roll if the round opened now."""


def panel(session: Session, picture: Picture) -> Panel:
    """Read what the panel shows beside the picture."""
    council_id = picture.council.id
    since = rooms.connected_since(council_id)
    rows = {seat.id: _row(seat, since.get(seat.id)) for seat in picture.seats}
    left_out = [rows[seat.id] for seat in picture.seats if seat.left_out]
    return Panel(
        tables=[
            (
                _("Tisch %(n)s", n=table) if table else _("Ohne Tisch"),
                [rows[seat.id] for seat in lines],
            )
            for table, lines in picture.tables.items()
        ],
        states=[(state, _(word)) for state, word in presence.STATE_NAMES.items()],
        ways=[(way, _(CHANNEL_NAMES[way])) for way in WAYS],
        counts=_counts(picture),
        connected=len(since),
        requests=_requests(picture, admission.waiting(session, council_id)),
        left_out=left_out,
        reasons=[(reason, _(word)) for reason, word in REASON_NAMES.items()],
        entitled=sum(1 for seat in picture.seats if seat.here and not seat.left_out),
    )


def asked_anew(session: Session, picture: Picture) -> str:
    """Who was left out of the round before: that was for that round alone, so it is asked again."""
    poll = picture.poll
    if poll is None or poll.state != "text_shown" or poll.number == 1:
        return ""
    number, seats_then = roll.left_out_before(session, session.get_one(Round, poll.round_id))
    if not seats_then:
        return ""
    named = ", ".join(
        _("Platz %(n)s (%(why)s)", n=seat, why=_(REASON_NAMES[reason]))
        for seat, reason in seats_then.items()
    )
    return _(
        "In Runde %(round)s ausgenommen: %(seats)s. Das gilt nur für jene Runde; bitte fragen Sie neu.",
        round=number,
        seats=named,
    )


@desk.get("/<council>/s/<id:number>/platz")
@moderator
def find_seat(council, number):
    """The search field without JavaScript: to the seat's line in the panel."""
    typed = request.args.get("nummer", "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
        raise Invalid(N_("Bitte geben Sie die Nummer eines Platzes ein, zum Beispiel 17."))
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        seat = seats.by_number(session, g.council.id, int(typed))
    return redirect(f"/mod/{g.council.slug}/s/{meeting.number}/regie#seat-{seat.number}", 303)


def _row(seat: SeatLine, since: datetime | None) -> SeatRow:
    sign, device = _device(seat, connected=since is not None)
    state = seat.state or "absent"
    return SeatRow(
        id=seat.id,
        number=seat.number,
        state=state,
        state_word=_(presence.STATE_NAMES[state]),
        here=seat.here,
        channel=seat.channel,
        device=device,
        since=since if seat.channel in OWN else None,
        sign=sign,
        left_out=left_out_words(seat) if seat.left_out else "",
    )


def _device(seat: SeatLine, *, connected: bool) -> tuple[str, str]:
    if seat.channel == "paper":
        return "pencil", _("Papier")
    if seat.channel == "tablet":
        return "tablet", _("Tablet")
    return _lent(seat, connected) if seat.channel == "device" else _own(seat, connected)


def _own(seat: SeatLine, connected: bool) -> tuple[str, str]:
    if connected:
        return "phone", _("Handy, verbunden")
    if seat.joined:
        return "offline", _("Handy, nicht verbunden")
    return "", _("kein Handy")


def _lent(seat: SeatLine, connected: bool) -> tuple[str, str]:
    if connected:
        return "phone", _("Leihgerät, verbunden")
    if seat.joined:
        return "offline", _("Leihgerät, nicht verbunden")
    return "", _("Leihgerät, noch nicht angemeldet")


def _counts(picture: Picture) -> str:
    """„28 da, 1 kurz weg, 3 fehlen“: what there is, in one line."""
    marks = [seat.state or "absent" for seat in picture.seats]
    words = {
        "here": _("%(n)s da"),
        "away": _("%(n)s kurz weg"),
        "left": _("%(n)s gegangen"),
        "absent": _("%(n)s nicht da"),
    }
    counted = [(state, marks.count(state)) for state in words]
    return ", ".join(words[state] % {"n": n} for state, n in counted if n or state == "here")


def _requests(picture: Picture, waiting: list[Admission]) -> list[Request]:
    joined = {seat.number for seat in picture.seats if seat.joined}
    return [
        Request(one.id, one.seat_number, one.code, one.seat_number in joined) for one in waiting
    ]

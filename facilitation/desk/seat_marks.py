"""The seat grid in words: every mark that is drawn can also be read."""

from dataclasses import dataclass

from ..language import N_
from ..language import gettext as _
from ..live.picture import Picture, SeatLine
from ..voting.words import REASON_NAMES

SIGNS = {"paper": "pencil", "tablet": "tablet", "helper": "help"}
"""Icons of the ways where somebody else's device or hand is needed."""
ARRIVED = {
    "phone": N_("hat abgestimmt"),
    "tablet": N_("hat am Tablet abgestimmt"),
    "helper": N_("hat mit Hilfe abgestimmt"),
    "paper": N_("Papierstimme erfasst"),
}
WAITS_AT = {"tablet": N_("noch offen, am Tablet"), "helper": N_("noch offen, mit Hilfe")}
HERE = {
    "phone": N_("da, mit Handy"),
    "device": N_("da, mit Leihgerät"),
    "tablet": N_("da, stimmt am Tablet ab"),
    "paper": N_("da, stimmt auf Papier ab"),
}
NOT_YET = {
    "phone": N_("da, noch ohne Handy"),
    "device": N_("da, Leihgerät noch nicht angemeldet"),
}


@dataclass(frozen=True)
class SeatMark:
    """One seat as the grid draws it."""

    number: int
    look: str
    """``in``, ``open``, ``absent``, ``out``, ``late`` or ``here``: the class of its style."""
    sign: str
    """Name of an icon, or empty."""
    words: str
    part: str = ""
    """How many of several answers are in: „12/26“; empty where all or none are."""


@dataclass(frozen=True)
class TableMarks:
    """One table; seats without one stand together."""

    name: str
    seats: list[SeatMark]

    @property
    def words(self) -> str:
        """The table in one sentence, for screen readers and focus."""
        return f"{self.name}: " + "; ".join(seat.words for seat in self.seats)


def by_table(picture: Picture, connected: set[int]) -> list[TableMarks]:
    """All seats, grouped as they sit in the room."""
    return [
        TableMarks(
            name=_("Tisch %(n)s", n=table) if table else _("Ohne Tisch"),
            seats=[_mark(picture, seat, seat.id in connected) for seat in seats],
        )
        for table, seats in picture.tables.items()
    ]


def _mark(picture: Picture, seat: SeatLine, connected: bool) -> SeatMark:
    state = picture.poll.state if picture.poll else ""
    if state in ("open", "closed", "counted"):
        return _voting(seat, connected, still_open=state == "open")
    return _waiting(seat)


def _voting(seat: SeatLine, connected: bool, *, still_open: bool) -> SeatMark:
    roll = seat.roll
    if roll is None:
        return _aside(seat)
    sign = SIGNS.get(roll.channel, "")
    if roll.arrived:
        return _seat(seat, "in", sign, _(ARRIVED.get(roll.channel, ARRIVED["phone"])))
    if roll.late:
        return _seat(seat, "late", "alert", _("Stimme kam nach dem Schließen"))
    if roll.channel == "paper":
        return _seat(seat, "open", sign, _("Papierstimme fehlt noch"))
    if not still_open:
        return _seat(seat, "open", sign, _("hat nicht abgestimmt"))
    return _missing(seat, roll.channel, connected)


def _missing(seat: SeatLine, channel: str, connected: bool) -> SeatMark:
    if channel in WAITS_AT:
        return _seat(seat, "open", SIGNS[channel], _(WAITS_AT[channel]))
    if connected:
        return _seat(seat, "open", "", _("noch offen"))
    gone = (
        _("noch offen, Leihgerät gerade nicht verbunden")
        if channel == "device"
        else _("noch offen, Handy gerade nicht verbunden")
    )
    return _seat(seat, "open", "offline", gone)


def _aside(seat: SeatLine) -> SeatMark:
    if seat.left_out:
        return _seat(seat, "out", "dash", left_out_words(seat))
    words = _("kam später, ab der nächsten dabei") if seat.here else _absent_words(seat)
    return _seat(seat, "absent", "", words)


def _absent_words(seat: SeatLine) -> str:
    return _("gegangen") if seat.state == "left" else _("nicht da")


def left_out_words(seat: SeatLine) -> str:
    """Why a seat doesn't take part in this round."""
    return _("nicht dabei, %(reason)s", reason=_(REASON_NAMES[seat.left_out]))


def _waiting(seat: SeatLine) -> SeatMark:
    if seat.left_out:
        return _seat(seat, "out", "dash", left_out_words(seat))
    if not seat.here:
        return _seat(seat, "absent", "", _absent_words(seat))
    if seat.state == "away":
        return _seat(seat, "here", "clock", _("kurz weg"))
    if seat.channel in ("paper", "tablet"):
        return _seat(seat, "here", SIGNS[seat.channel], _(HERE[seat.channel]))
    if not seat.joined:
        return _seat(seat, "here", "", _(NOT_YET[seat.channel]))
    return _seat(seat, "here", "", _(HERE[seat.channel]))


def _seat(seat: SeatLine, look: str, sign: str, words: str) -> SeatMark:
    said = _("Platz %(n)s: %(words)s", n=seat.number, words=words)
    roll = seat.roll
    if roll is None or not 0 < roll.given < roll.of:
        return SeatMark(seat.number, look, sign, said)
    part = _("%(said)s, %(given)s von %(of)s Antworten da", said=said, given=roll.given, of=roll.of)
    return SeatMark(seat.number, look, sign, part, f"{roll.given}/{roll.of}")

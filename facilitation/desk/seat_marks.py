"""The seat grid in words: every mark that is drawn can also be read."""

from dataclasses import dataclass

from ..language import gettext as _
from ..live.picture import Picture, SeatLine
from ..voting import roll


@dataclass(frozen=True)
class SeatMark:
    """One seat as the grid draws it."""

    number: int
    look: str
    """``in``, ``open``, ``absent``, ``out``, ``late`` or ``here``: the class of its style."""
    sign: str
    """Name of an icon, or empty."""
    words: str


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
    paper = "pencil" if roll and roll.channel == "paper" else ""
    if roll is None:
        return _aside(seat)
    if roll.arrived:
        words = _("Papierstimme erfasst") if paper else _("hat abgestimmt")
        return _seat(seat, "in", paper, words)
    if roll.late:
        return _seat(seat, "late", "alert", _("Stimme kam nach dem Schließen"))
    if paper:
        return _seat(seat, "open", paper, _("Papierstimme fehlt noch"))
    return (
        _missing(seat, connected)
        if still_open
        else _seat(seat, "open", "", _("hat nicht abgestimmt"))
    )


def _missing(seat: SeatLine, connected: bool) -> SeatMark:
    if connected:
        return _seat(seat, "open", "", _("noch offen"))
    return _seat(seat, "open", "offline", _("noch offen, Handy gerade nicht verbunden"))


def _aside(seat: SeatLine) -> SeatMark:
    if seat.left_out:
        return _seat(seat, "out", "dash", left_out_words(seat))
    words = _("kam später, ab der nächsten dabei") if seat.here else _absent_words(seat)
    return _seat(seat, "absent", "", words)


def _absent_words(seat: SeatLine) -> str:
    return _("gegangen") if seat.state == "left" else _("nicht da")


def left_out_words(seat: SeatLine) -> str:
    """Why a seat doesn't take part in this round."""
    return _("nicht dabei, %(reason)s", reason=_(roll.REASON_NAMES[seat.left_out]))


def _waiting(seat: SeatLine) -> SeatMark:
    if seat.left_out:
        return _seat(seat, "out", "dash", left_out_words(seat))
    if not seat.here:
        return _seat(seat, "absent", "", _absent_words(seat))
    if seat.state == "away":
        return _seat(seat, "here", "clock", _("kurz weg"))
    if seat.channel == "paper":
        return _seat(seat, "here", "pencil", _("da, stimmt auf Papier ab"))
    if not seat.joined:
        return _seat(seat, "here", "", _("da, noch ohne Handy"))
    return _seat(seat, "here", "", _("da, mit Handy"))


def _seat(seat: SeatLine, look: str, sign: str, words: str) -> SeatMark:
    return SeatMark(
        seat.number, look, sign, _("Platz %(n)s: %(words)s", n=seat.number, words=words)
    )

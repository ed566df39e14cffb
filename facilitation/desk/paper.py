"""Paper ballots, typed in by the team seat by seat, through the same casting as phones."""

import secrets

from ..db import reading
from ..language import N_
from ..live import publish
from ..meetings import log
from ..participants import seats
from ..voting import polls, stacks
from ..voting.casting import Cast
from ..voting.refusals import StateChanged
from ..voting.writer import writer
from .commands import Order, Place, declare, note, place_of

MARK = "mark:"


log.declare("paper", N_("Papierstimme von Platz %(seat)s noch einmal erfasst"))


@declare(
    "paper",
    "round",
    "seat",
    prefix=MARK,
    needs="minutes",
    silent="the roll says which ballots came on paper; only a second entry is told",
)
def enter(order: Order) -> None:
    """Hand in one paper ballot; it may be typed in again until the round is counted.

    The screen says only that it was entered: what it says stands on the paper.
    """
    receipt = writer.cast(_read(order))
    if not receipt.first:
        writer.run(lambda session: _note_correction(place_of(session, order)))
    publish.ballots_changed(order.viewer.council_id)
    publish.seat_changed(order.viewer.council_id, order.number("seat"))


def _note_correction(place: Place) -> None:
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    note(place, {"seat": seat.number})


def _answers(order: Order) -> dict[str, str]:
    """What stands on the paper, by the names of the ballot's own fields."""
    return {
        name.removeprefix(MARK): typed
        for name, typed in order.fields.items()
        if name.startswith(MARK)
    }


def _read(order: Order) -> Cast:
    with reading() as session:
        place = place_of(session, order)
        around = place.round()
        # Whoever is still typing while the round is closed has lost nothing.
        if not {around.state, order.from_state} <= set(stacks.UNCOUNTED):
            raise StateChanged()
        seat = seats.find(session, place.council.id, order.number("seat"))
        return Cast(
            round_id=around.id,
            seat_id=seat.id,
            channel="paper",
            marks=polls.marks_of_form(around, _answers(order)),
            key=secrets.token_urlsafe(12),
        )

"""The paper of one seat about several questions at once: all its answers are stored, or none."""

import secrets
from collections.abc import Sequence

from ..db import reading
from ..errors import Invalid, Refused
from ..language import N_
from ..live import publish
from ..participants import seats
from ..voting import bundles, polls, stacks
from ..voting.casting import Cast, Receipt, store
from ..voting.refusals import StateChanged
from ..voting.writer import writer
from .commands import Order, declare, place_of
from .paper import MARK


@declare(
    "paper_together",
    "round",
    "seat",
    prefix=MARK,
    needs="minutes",
    silent="the rolls say which ballots came on paper",
)
def enter(order: Order) -> None:
    """Hand in what stands on the paper; fields are called ``mark:<round>``, empty ones stay open."""
    casts = _read(order)
    writer.run(lambda session: _all_or_none(store(session, casts)))
    publish.ballots_changed(order.viewer.council_id)
    publish.seat_changed(order.viewer.council_id, order.number("seat"))


def _all_or_none(answers: Sequence[Receipt | Refused]) -> None:
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer


def _read(order: Order) -> list[Cast]:
    typed = {
        name.removeprefix(MARK): mark
        for name, mark in order.fields.items()
        if name.startswith(MARK) and mark
    }
    with reading() as session:
        place = place_of(session, order)
        around = place.round()
        # Whoever is still typing while they are closed has lost nothing.
        if not {around.state, order.from_state} <= set(stacks.UNCOUNTED):
            raise StateChanged()
        seat = seats.find(session, place.council.id, order.number("seat"))
        rounds = {str(each.id): each for each in bundles.companions(session, around)}
        if not typed:
            raise Invalid(N_("Auf dem Bogen ist noch nichts ausgewählt."))
        if not set(typed) <= set(rounds):
            raise StateChanged()
        return [
            Cast(
                round_id=rounds[name].id,
                seat_id=seat.id,
                channel="paper",
                marks=polls.marks_of_form(
                    rounds[name], {rounds[name].wording["options"][0]["key"]: mark}
                ),
                key=secrets.token_urlsafe(12),
            )
            for name, mark in typed.items()
        ]

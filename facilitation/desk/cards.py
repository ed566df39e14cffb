"""Member cards for the printer: four of A6 on a sheet of A4, or one seat's alone."""

from dataclasses import dataclass

from flask import current_app, g, render_template, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import NotFound
from ..language import N_
from ..participants import cards, membership
from ..participants.models import Seat
from .access import moderator
from .blueprint import desk

PER_SHEET = 4


@dataclass(frozen=True)
class PrintedCard:
    """What stands on one card."""

    seat: int
    table: int | None
    code: str
    path: str
    """What the QR code leads to; the token stays in the fragment, out of every log."""


@desk.get("/<council>/druck/karten")
@moderator
def print_cards(council):
    """All cards on sheets, or with ``?platz=17`` a single one."""
    with reading() as session:
        printed = [_card(seat) for seat in _wanted(session)]
    sheets = [printed[at : at + PER_SHEET] for at in range(0, len(printed), PER_SHEET)]
    settings = current_app.config["SETTINGS"]
    return render_template(
        "print/cards.html", sheets=sheets, count=len(printed), lasting=bool(settings.public_url)
    )


def _wanted(session: Session) -> list[Seat]:
    every = membership.active(session, g.council.id)
    if "platz" not in request.args:
        return every
    wanted = [seat for seat in every if seat.number == request.args.get("platz", type=int)]
    if not wanted:
        raise NotFound(N_("Diesen Platz gibt es nicht."))
    return wanted


def _card(seat: Seat) -> PrintedCard:
    key = current_app.config["SETTINGS"].secret_key
    return PrintedCard(
        seat=seat.number,
        table=seat.table_number,
        code=cards.code(key, seat),
        path=f"/k/{seat.number}#{cards.token(key, seat)}",
    )

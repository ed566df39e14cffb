"""Ballots on paper for every way of voting, normal and in large print (screens.md § 5 T2)."""

import math
from dataclasses import dataclass

from flask import g, render_template, request
from sqlalchemy.orm import Session

from ..councils.models import Council
from ..db import reading
from ..errors import NotFound
from ..language import N_
from ..live.ballots import PollView, poll_view
from ..participants import membership
from ..voting import planned
from ..voting.methods import WAYS
from .access import minutes
from .blueprint import desk

MILLIMETRE = 72 / 25.4
"""Points per millimetre."""


@dataclass(frozen=True)
class Sheet:
    """How ballots stand on a sheet of A4."""

    each: int
    """1, 2 or 4 ballots."""
    columns: int
    width: float
    """Millimetres that a line of text may be wide."""
    height: float
    """Millimetres that the text may be high; 0: it may go on over the page."""


SHEETS = (Sheet(4, 2, 86, 128), Sheet(2, 1, 176, 128), Sheet(1, 1, 176, 0))
"""The tightest first."""
WHOLE_SHEET = ("rating", "resistance")
"""Tables that would be hard to tell apart two on a page."""


@desk.get("/<council>/druck/stimmzettel/<id:poll_id>")
@minutes
def print_ballots(council, poll_id):
    """One sheet to be printed as often as needed; ``?gross`` in 18 pt, ``?platz`` with a line for it."""
    large, seat_line = "gross" in request.args, "platz" in request.args
    with reading() as session:
        poll = _poll(session, poll_id)
        item_id = planned.find(session, g.council.id, poll_id).item_id
        on_paper = sum(
            1 for seat in membership.active(session, g.council.id) if seat.channel == "paper"
        )
    sheet = sheet_for(poll, large=large)
    return render_template(
        "print/ballots.html",
        poll=poll,
        item_id=item_id,
        sheet=sheet,
        large=large,
        seat_line=seat_line,
        on_paper=on_paper,
        sheets=math.ceil(on_paper / sheet.each),
    )


def sheet_for(poll: PollView, *, large: bool) -> Sheet:
    """The sheet with the most ballots on it that still holds all of the text."""
    fitting = list(SHEETS[-1:] if poll.method in WHOLE_SHEET else SHEETS)
    if large or not (poll.answers or poll.steps):
        fitting = [sheet for sheet in fitting if sheet.columns == 1]
    return next(
        sheet
        for sheet in fitting
        if not sheet.height or _height(poll, sheet.width, 18 if large else 12) <= sheet.height
    )


def _height(poll: PollView, width: float, points: int) -> float:
    """About how many millimetres the ballot needs; rather more than less."""
    line = 1.4 * points / MILLIMETRE
    per_line = int(width / (0.52 * points / MILLIMETRE))

    def wrapped(text: str, indent: int = 0) -> int:
        return math.ceil(len(text) / (per_line - indent))

    if poll.answers:
        rows = sum(1.6 + wrapped(answer.meaning, 8) for answer in poll.answers)
    else:
        named = poll.steps or [f"{option.name} {option.title}" for option in poll.options]
        rows = sum(1.0 + wrapped(name, 14) for name in named)
    if poll.method == "text":
        rows = 8 * 11 / line
    alone = poll.option.sentence if len(poll.options) == 1 else ""
    texts = (poll.heading * 2, alone, poll.question, poll.rule_before)
    return (rows + sum(wrapped(text) for text in texts) + 5) * line


def _poll(session: Session, poll_id: int) -> PollView:
    poll = planned.find(session, g.council.id, poll_id)
    council = session.get_one(Council, g.council.id)
    if poll.method not in WAYS:
        raise NotFound(N_("Für dieses Verfahren gibt es keinen Stimmzettel."))
    return poll_view(
        session,
        council,
        poll,
        place=1,
        of=1,
        here=0,
        members=len(membership.active(session, council.id)),
    )

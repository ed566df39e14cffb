"""A device that votes for one seat without being signed in for it: shared tablet, helper.

It shows the ballot that the member's phone would show, with its addresses turned to the
seat that it acts for. Nothing of an answer is kept in the browser, and nothing is repeated
by the server.
"""

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, request

from ..errors import Refused
from ..live import publish
from ..live.messages import SceneMessage, SeatMessage, SeatState
from ..voting.casting import Cast
from ..voting.methods import BadMarks
from . import pages
from .scene import kind_of, title
from .voting import answers, deliver, next_question, on_now, read

_REASON = re.compile(r'<section class="card stack give-reason".*?</section>', re.DOTALL)


@dataclass(frozen=True)
class Acting:
    """For whom, by which way, and where its pages lie."""

    council_id: int
    seat_id: int
    number: int
    role: str
    """``tablet`` or ``helper``: who is let in, and the way that the ballot comes by."""
    path: str
    """Of the ballot's page; below it lie ``/stand`` and ``/stimme/<round>``."""
    home: str
    """Where the browser goes when there is nothing to vote on, or nobody wants to."""

    @property
    def thanks(self) -> str:
        """Where it goes once the ballot has arrived."""
        return f"{self.home}/danke"


def ballot_page(acting: Acting, template: str) -> Response:
    """The ballot, or whatever is on, for the seat."""
    return _page(acting, template, publish.scenes().current(acting.council_id, "member"))


def _page(acting: Acting, template: str, message: SceneMessage, *, status: int = 200) -> Response:
    picture = publish.scenes().picture(acting.council_id, "member")
    seat = seat_of(acting)
    changing = seat.arrived and kind_of(picture) == "ballot"
    return pages.page(
        template,
        status=status,
        council_id=acting.council_id,
        acting=acting,
        scene=aimed(acting, message.html),
        message=message,
        seat=seat,
        rounds=[each.model_dump() for each in seat.rounds],
        state="vote" if changing else seat.state,
        kind=kind_of(picture),
        title=title(picture),
    )


def stand(acting: Acting) -> Response:
    """The same for scripts: the newest scene where the page's is older, and the seat's state."""
    message = publish.scenes().current(acting.council_id, "member")
    answer: dict[str, Any] = {"version": message.version, "boot": message.boot}
    known = request.args.get("version", -1, type=int)
    if request.args.get("boot") != message.boot or known < message.version:
        answer |= {"html": aimed(acting, message.html), "title": message.title}
    return jsonify(answer | {"seat": seat_of(acting).model_dump()})


def cast(acting: Acting, round_id: int, template: str) -> Response:
    """Hand the ballot in; by form it leads on to the thanks, so that Back shows no answer.

    Of several questions each leads on to the next, as long as one of them is open.
    """
    try:
        receipt = deliver(acting.council_id, _ballot(acting, round_id))
    except BadMarks as refusal:
        if request.is_json or on_now(acting.council_id) != round_id:
            raise
        return _page_again(acting, template, refusal)
    if request.is_json:
        return jsonify(ok=True, seq=receipt.seq)
    if seat_of(acting).state == "vote":
        return pages.onward(acting.path + next_question(acting.council_id, round_id))
    return pages.onward(acting.thanks)


def _ballot(acting: Acting, round_id: int) -> Cast:
    sent = read(acting.council_id, round_id)
    return Cast(
        round_id=round_id,
        seat_id=acting.seat_id,
        channel=acting.role,
        marks=sent.marks,
        key=sent.key,
        seq=sent.seq,
        done=sent.done,
    )


def _page_again(acting: Acting, template: str, refusal: Refused) -> Response:
    """A form came without script and can't be counted: its sentence, and what was typed."""
    message = publish.scenes().drawn(
        acting.council_id, "member", typed=answers(request.form), error=refusal.sentence()
    )
    return _page(acting, template, message, status=refusal.status)


def seat_of(acting: Acting) -> SeatMessage:
    """The seat's state as this device sees it: where the own phone has nothing to do, it votes."""
    message = publish.scenes().seat(acting.council_id, acting.seat_id)
    if message.state != acting.role:
        return message
    poll = publish.scenes().picture(acting.council_id, "member").poll
    is_open = poll is not None and poll.state == "open" and poll.round_id == message.round
    here: SeatState = "vote" if is_open else "none"
    rounds = tuple(
        each.model_copy(update={"state": here}) if each.state == acting.role else each
        for each in message.rounds
    )
    return message.model_copy(update={"state": here, "rounds": rounds})


def aimed(acting: Acting, scene: str) -> str:
    """The members' scene with its ballot handed in for this seat; browsers refill no field.

    Reasons are asked of people on their own phones only.
    """
    return (
        _REASON.sub("", scene)
        .replace('action="/stimme/', f'autocomplete="off" action="{acting.path}/stimme/')
        .replace('href="/jetzt', f'href="{acting.home}')
        .replace('href="/idee', f'href="{acting.home}')
    )

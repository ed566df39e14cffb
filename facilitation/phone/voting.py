"""Handing in a ballot: by form, by script, by socket; one function behind all three."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, jsonify, request
from pydantic import ValidationError

from .. import db
from ..errors import Invalid
from ..live import key_watch, publish
from ..live.messages import BallotMessage
from ..live.roles import Viewer
from ..voting import polls
from ..voting.casting import Cast, Receipt
from ..voting.keys import KeyLost
from ..voting.methods import BadMarks
from ..voting.writer import writer
from . import now, pages
from .access import need

voting = Blueprint("voting", __name__)


@dataclass(frozen=True)
class Sent:
    """A ballot as a browser sent it, by form or by script."""

    marks: dict[str, Any]
    key: str
    seq: int | None = None
    done: bool = True


@voting.post(f"/stimme/<int(max={db.LARGEST_ID}):round_id>")
@need("member")
def cast(round_id: int) -> Response:
    """As a form without script: the server gives key and seq. As JSON: as on the socket."""
    viewer: Viewer = g.viewer
    try:
        sent = read(viewer.council_id, round_id)
        receipt = hand_in(viewer, round_id, sent.marks, sent.key, sent.seq, done=sent.done)
    except BadMarks as refusal:
        if request.is_json or on_now(viewer.council_id) != round_id:
            raise
        return now.page_again(viewer, refusal, answers(request.form))
    if request.is_json:
        return jsonify(ok=True, seq=receipt.seq)
    return pages.onward(f"/jetzt{next_question(viewer.council_id, round_id)}")


def read(council_id: int, round_id: int) -> Sent:
    """The ballot of this request; raises ``Invalid`` or ``NotFound``."""
    if request.is_json:
        message = _message(round_id)
        return Sent(message.marks, message.key, message.seq, message.done)
    with db.reading() as session:
        marks = polls.marks_of_form(
            polls.find_round(session, council_id, round_id), answers(request.form)
        )
    return Sent(marks, secrets.token_urlsafe(16))


def hand_in(
    viewer: Viewer,
    round_id: int,
    marks: dict[str, Any],
    key: str,
    seq: int | None = None,
    *,
    done: bool = True,
) -> Receipt:
    """The ballot of a phone that is signed in with its card; raises a ``Refused``."""
    assert viewer.seat_id is not None
    ballot = Cast(
        round_id=round_id,
        seat_id=viewer.seat_id,
        channel="phone",
        marks=marks,
        key=key,
        seq=seq,
        device_id=viewer.device_id,
        done=done,
    )
    return deliver(viewer.council_id, ballot)


def deliver(council_id: int, ballot: Cast) -> Receipt:
    """Returns after the commit, so „angekommen“ is never a guess; raises a ``Refused``."""
    _expect_round(council_id, ballot.round_id)
    try:
        return writer.cast(ballot)
    except KeyLost:
        key_watch.look()
        raise
    finally:  # a refusal is news too: the desk says „kam nach dem Schließen an“
        publish.seat_changed(council_id, ballot.seat_id)
        publish.ballots_changed(council_id)


def answers(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed or tapped in a ballot's form."""
    return {name: mark for name, mark in form.items() if name != "csrf_token"}


def _expect_round(council_id: int, round_id: int) -> None:
    """A foreign round is not found. Those under the item that is on are known without asking."""
    if all(poll.round_id != round_id for poll in publish.scenes().picture(council_id).polls):
        with db.reading() as session:
            polls.find_round(session, council_id, round_id)


def on_now(council_id: int) -> int:
    """The round whose ballot everybody sees, or 0."""
    poll = publish.scenes().picture(council_id).poll
    return poll.round_id if poll else 0


def next_question(council_id: int, round_id: int) -> str:
    """Without script: the place on the page of the question after this one."""
    held = publish.scenes().picture(council_id).together
    places = [poll.place for poll in held.polls if poll.round_id == round_id] if held else []
    return f"#frage-{min(places[0] + 1, len(held.polls))}" if held and places else ""


def _message(round_id: int) -> BallotMessage:
    try:
        body = json.loads(request.get_data())
        return BallotMessage.model_validate({**body, "round": round_id})
    except (ValueError, TypeError, RecursionError, ValidationError) as error:
        raise Invalid() from error

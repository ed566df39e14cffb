"""Handing in a ballot: by form, by script, by socket; one function behind all three."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, jsonify, request
from pydantic import ValidationError

from .. import db
from ..errors import Invalid
from ..live import publish
from ..live.messages import BallotMessage
from ..live.roles import Viewer
from ..voting import polls
from ..voting.casting import Cast, Receipt
from ..voting.methods import BadMarks
from ..voting.writer import writer
from . import now, pages
from .access import need

voting = Blueprint("voting", __name__)


@voting.post(f"/stimme/<int(max={db.LARGEST_ID}):round_id>")
@need("member")
def cast(round_id: int) -> Response:
    """As a form without script: the server gives key and seq. As JSON: as on the socket."""
    viewer: Viewer = g.viewer
    if request.is_json:
        message = _read(round_id)
        receipt = hand_in(
            viewer, round_id, message.marks, message.key, message.seq, done=message.done
        )
        return jsonify(ok=True, seq=receipt.seq)
    typed = _answers(request.form)
    try:
        marks = _marks(viewer.council_id, round_id, typed)
        hand_in(viewer, round_id, marks, secrets.token_urlsafe(16))
    except BadMarks as refusal:
        if _on_now(viewer.council_id) != round_id:
            raise
        return now.page_again(viewer, refusal, typed)
    return pages.onward("/jetzt")


def hand_in(
    viewer: Viewer,
    round_id: int,
    marks: dict[str, Any],
    key: str,
    seq: int | None = None,
    *,
    done: bool = True,
) -> Receipt:
    """Returns after the commit, so „angekommen“ is never a guess; raises a ``Refused``."""
    assert viewer.seat_id is not None
    _expect_round(viewer.council_id, round_id)
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
    try:
        return writer.cast(ballot)
    finally:  # a refusal is news too: the desk says „kam nach dem Schließen an“
        publish.seat_changed(viewer.council_id, viewer.seat_id)
        publish.ballots_changed(viewer.council_id)


def _answers(form: Mapping[str, str]) -> dict[str, str]:
    return {name: mark for name, mark in form.items() if name != "csrf_token"}


def _expect_round(council_id: int, round_id: int) -> None:
    """A foreign round is not found. The one that is on is known without asking the database."""
    if _on_now(council_id) != round_id:
        with db.reading() as session:
            polls.find_round(session, council_id, round_id)


def _marks(council_id: int, round_id: int, typed: dict[str, str]) -> dict[str, Any]:
    with db.reading() as session:
        return polls.marks_of_form(polls.find_round(session, council_id, round_id), typed)


def _on_now(council_id: int) -> int:
    poll = publish.scenes().picture(council_id).poll
    return poll.round_id if poll else 0


def _read(round_id: int) -> BallotMessage:
    try:
        body = json.loads(request.get_data())
        return BallotMessage.model_validate({**body, "round": round_id})
    except (ValueError, TypeError, RecursionError, ValidationError) as error:
        raise Invalid() from error

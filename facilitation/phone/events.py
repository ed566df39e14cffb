"""What phones send over the socket: the ballot, and that one is begun; the door is ``access.recognise``."""

from typing import Any

from ..live import drafts, publish
from ..live.events import event
from ..live.messages import BallotMessage, BegunMessage
from ..live.roles import Viewer
from .voting import hand_in


@event("/phone", "ballot", BallotMessage, "member")
def ballot(viewer: Viewer, message: BallotMessage) -> dict[str, Any]:
    """Acknowledged with the ``seq`` that counts; never repeats the choice."""
    receipt = hand_in(
        viewer, message.round, message.marks, message.key, message.seq, done=message.done
    )
    return {"seq": receipt.seq}


@event("/phone", "begun", BegunMessage, "member")
def begun(viewer: Viewer, message: BegunMessage) -> dict[str, Any]:
    """A draft was begun: the desk may wonder whether to wait. A foreign round says nothing."""
    poll = publish.scenes().picture(viewer.council_id).poll
    on = poll is not None and poll.round_id == message.round and poll.state == "open"
    if on and viewer.seat_id is not None and drafts.note(message.round, viewer.seat_id):
        publish.ballots_changed(viewer.council_id)
    return {}

"""What phones send over the socket: the ballot; the door is ``access.recognise``."""

from typing import Any

from ..live.events import event
from ..live.messages import BallotMessage
from ..live.roles import Viewer
from .voting import hand_in


@event("/phone", "ballot", BallotMessage, "member")
def ballot(viewer: Viewer, message: BallotMessage) -> dict[str, Any]:
    """Acknowledged with the ``seq`` that counts; never repeats the choice."""
    receipt = hand_in(
        viewer, message.round, message.marks, message.key, message.seq, done=message.done
    )
    return {"seq": receipt.seq}

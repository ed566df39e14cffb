"""The desk's socket: who may connect, and its one event."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..councils import councils, team
from ..db import reading
from ..errors import SignedOut
from ..live import answering
from ..live.events import door, event
from ..live.messages import CommandMessage
from ..live.roles import Viewer
from ..web.team import keep_signed_in, team_viewer
from .commands import Order, run


@door("/desk")
def recognise(cookies: Mapping[str, str], auth: Mapping[str, Any]) -> Viewer:
    """The team member of the cookie, in the council that the page is about."""
    with reading() as session:
        council = councils.find(session, str(auth.get("council", ""))[:64])
    return team_viewer(cookies, council)


@event("/desk", "command", CommandMessage, "minutes")
def command(viewer: Viewer, message: CommandMessage) -> dict[str, Any]:
    """Commands are rare: each asks the database whether the sign-in and the role still hold."""
    viewer = _still_there(viewer)
    run(
        Order(
            viewer,
            message.name,
            message.meeting,
            message.from_state,
            message.fields,
            step=message.step,
        )
    )
    return {}


def _still_there(viewer: Viewer) -> Viewer:
    """The viewer with the role of now; whoever works by socket alone stays signed in."""
    with reading() as session:
        if viewer.sign_in_id is None or viewer.account_id is None:
            raise SignedOut()
        seen_at = team.still_signed_in(session, viewer.sign_in_id).seen_at
        role = team.role_in(session, viewer.account_id, viewer.council_id)
    keep_signed_in(viewer.sign_in_id, seen_at)
    answering.heard(viewer)
    return replace(viewer, role=role)

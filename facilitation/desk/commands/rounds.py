"""The life of a round: text, open, close, show, cancel, once more."""

from datetime import timedelta

import gevent

from ...live import publish
from ...meetings import agenda
from ...text import clean_text
from ...voting import polls, wording
from ..next_step import LAST_CALL
from . import Place, command

REASON = 500


@command("show_text", "round")
def show_text(place: Place) -> None:
    around = place.round()
    text = wording.current(place.session, around.poll)
    polls.show_text(place.session, around, text, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")


@command("open", "round")
def open_round(place: Place) -> None:
    around = place.round()
    text = wording.current(place.session, around.poll)
    polls.open_round(place.session, around, place.meeting, text, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")


@command("undo_open", "round")
def undo_open(place: Place) -> None:
    polls.undo_open(place.session, place.round(), from_state=place.order.from_state)


def _tell_last_call(council_id: int) -> None:
    publish.changed(council_id)
    # Then the desk's button says something else.
    wait = (LAST_CALL + timedelta(seconds=1)).total_seconds()
    gevent.spawn_later(wait, publish.presence_changed, council_id)


@command("last_call", "round", tell=_tell_last_call)
def last_call(place: Place) -> None:
    polls.last_call(place.session, place.round(), from_state=place.order.from_state)


@command("close", "round")
def close(place: Place) -> None:
    polls.close(place.session, place.round(), from_state=place.order.from_state)


@command("reopen", "round")
def reopen(place: Place) -> None:
    polls.reopen(place.session, place.round(), from_state=place.order.from_state)


@command("show", "round")
def show(place: Place) -> None:
    polls.show(place.session, place.round(), from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")


@command("cancel", "round", "reason")
def cancel(place: Place) -> None:
    reason = clean_text(place.order.fields["reason"], limit=REASON)
    polls.cancel(place.session, place.round(), reason, from_state=place.order.from_state)


@command("another_round", "round")
def another_round(place: Place) -> None:
    """A further round after one that was shown or cancelled; its text is shown at once."""
    last = place.round()
    if last.id != last.poll.latest.id or last.state != place.order.from_state:
        raise polls.StateChanged()
    around = polls.another_round(place.session, last.poll)
    polls.show_text(place.session, around, wording.current(place.session, last.poll))
    agenda.show_on_wall(place.meeting, "follow")

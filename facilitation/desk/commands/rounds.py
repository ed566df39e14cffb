"""The life of a round: text, open, close, show, cancel, once more."""

from datetime import timedelta

import gevent

from ...language import N_
from ...live import publish
from ...live.asked import subject_name
from ...meetings import agenda
from ...recommendations import asking
from ...text import clean_text
from ...voting import polls, roll, undoing, wording
from ...voting.models import Round
from ...voting.words import NBSP
from ..next_step import LAST_CALL
from . import Place, command, ways

REASON = 500
Facts = dict[str, str | int]


@command(
    "show_text", "round", needs="regie", says=N_("%(name)s: Text gezeigt"), undo=ways.TEXT_SHOWN
)
def show_text(place: Place) -> Facts:
    around = place.round()
    asking.refuse_withdrawn(place.session, around.poll)
    text = wording.current(place.session, around.poll)
    polls.show_text(place.session, around, text, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around)


@command(
    "open",
    "round",
    needs="regie",
    says=N_("%(name)s: geöffnet, %(roll)s können mitmachen"),
    undo=ways.OPENED,
)
def open_round(place: Place) -> Facts:
    around = place.round()
    asking.refuse_withdrawn(place.session, around.poll)
    # What was shown is what is voted on, even if somebody has written something else since.
    text = around.wording or wording.current(place.session, around.poll)
    polls.open_round(place.session, around, place.meeting, text, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around, roll=undoing.entitled(place.session, around))


@command(
    "undo_open",
    "round",
    needs="regie",
    says=N_("%(name)s: Öffnen zurückgenommen, keine Stimme war da"),
)
def undo_open(place: Place) -> Facts:
    """For programs; people take the opening back like everything else, by ``undo``."""
    around = place.round()
    polls.undo_open(place.session, around, from_state=place.order.from_state)
    return facts(place, around)


def _tell_last_call(council_id: int) -> None:
    publish.changed(council_id)
    # Then the desk's button says something else.
    wait = (LAST_CALL + timedelta(seconds=1)).total_seconds()
    gevent.spawn_later(wait, publish.presence_changed, council_id)


@command(
    "last_call",
    "round",
    tell=_tell_last_call,
    needs="regie",
    says=N_("%(name)s: Letzter Aufruf"),
    undo=ways.LAST_CALL,
)
def last_call(place: Place) -> Facts:
    around = place.round()
    polls.last_call(place.session, around, from_state=place.order.from_state)
    return facts(place, around)


@command(
    "close",
    "round",
    needs="regie",
    says=N_("%(name)s: geschlossen, %(arrived)s von %(roll)s sind da"),
    undo=ways.CLOSED,
)
def close(place: Place) -> Facts:
    around = place.round()
    polls.close(place.session, around, from_state=place.order.from_state)
    return facts(
        place,
        around,
        arrived=roll.arrived(place.session, around),
        roll=undoing.entitled(place.session, around),
    )


@command(
    "reopen",
    "round",
    needs="regie",
    says=N_("%(name)s: wieder geöffnet"),
    undo=ways.REOPENED,
)
def reopen(place: Place) -> Facts:
    around = place.round()
    polls.reopen(place.session, around, from_state=place.order.from_state)
    return facts(place, around)


@command("show", "round", needs="regie", says=N_("%(name)s: Ergebnis gezeigt"), undo=ways.SHOWN)
def show(place: Place) -> Facts:
    around = place.round()
    polls.show(place.session, around, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around)


@command(
    "uncover",
    "round",
    needs="regie",
    says=N_("%(name)s: Ergebnis wieder gezeigt"),
    undo=ways.SHOWN_AGAIN,
)
def uncover(place: Place) -> Facts:
    """A result that was covered up comes back to wall and phones."""
    around = place.round()
    place.expect("shown")
    undoing.uncover(around)
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around)


@command(
    "cancel",
    "round",
    "reason",
    needs="regie",
    says=N_("%(name)s: abgebrochen. Grund: %(reason)s"),
)
def cancel(place: Place) -> Facts:
    around = place.round()
    reason = clean_text(place.order.fields["reason"], limit=REASON)
    polls.cancel(place.session, around, reason, from_state=place.order.from_state)
    return facts(place, around, reason=reason)


@command(
    "another_round",
    "round",
    needs="regie",
    says=N_("%(name)s: Runde %(number)s, Text gezeigt"),
    undo=ways.ANOTHER_ROUND,
)
def another_round(place: Place) -> Facts:
    """A further round after one that was shown or cancelled; its text is shown at once."""
    last = place.round()
    if last.id != last.poll.latest.id or last.state != place.order.from_state:
        raise polls.StateChanged()
    asking.refuse_withdrawn(place.session, last.poll)
    around = polls.another_round(place.session, last.poll)
    polls.show_text(place.session, around, wording.current(place.session, last.poll))
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around, number=around.number)


def facts(place: Place, around: Round, **more: str | int) -> Facts:
    """What the log calls it: „Maßnahme 7“, or the title of a poll about several things."""
    poll = around.poll
    text = around.wording or wording.current(place.session, poll)
    option = text["options"][0]
    name = poll.title or subject_name(place.council, option["kind"], option["code"])
    name = name.replace(NBSP, " ") or text["question"]
    return {"name": name, **more}

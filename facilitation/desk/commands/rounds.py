"""The life of a round: text, open, close, show, cancel, once more."""

from datetime import timedelta

import gevent

from ...language import N_
from ...live import publish
from ...live.asked import subject_name
from ...meetings import agenda
from ...recommendations import asking
from ...text import clean_text
from ...voting import bundles, polls, roll, sealing, together, trials, undoing, wording
from ...voting.models import Round
from ...voting.refusals import StateChanged
from ...voting.words import NBSP
from ..step import LAST_CALL
from . import Place, command, ways

REASON = 500
Facts = dict[str, str | int]


@command(
    "show_text",
    "round",
    needs="regie",
    says=N_("%(name)s: Text gezeigt"),
    together=N_("Sammelabstimmung: Liste gezeigt, %(polls)s Abstimmungen"),
    undo=ways.TEXT_SHOWN,
)
def show_text(place: Place) -> Facts:
    around = place.round()
    _refuse_withdrawn(place, around)
    together.show_text(place.session, around, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return _whole(place, around)


@command(
    "open",
    "round",
    needs="regie",
    says=N_("%(name)s: geöffnet, %(roll)s können mitmachen"),
    together=N_("Sammelabstimmung geöffnet: %(polls)s Abstimmungen, %(roll)s können mitmachen"),
    undo=ways.OPENED,
)
def open_round(place: Place) -> Facts:
    around = place.round()
    _refuse_withdrawn(place, around)
    # What was shown is what is voted on, even if somebody has written something else since.
    together.open_rounds(place.session, around, place.meeting, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return _whole(place, around, roll=roll.size(place.session, around))


@command(
    "open_hands",
    "round",
    needs="regie",
    says=N_("%(name)s: Abstimmung per Handzeichen begonnen, %(roll)s können mitmachen"),
    undo=ways.OPENED,
)
def open_hands(place: Place) -> Facts:
    """A show of hands: no device votes, the team types in what it counts."""
    around = place.round()
    _refuse_withdrawn(place, around)
    text = around.wording or wording.current(place.session, around.poll)
    polls.open_round(
        place.session,
        around,
        place.meeting,
        text,
        from_state=place.order.from_state,
        by_hands=True,
    )
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around, roll=roll.size(place.session, around))


@command(
    "undo_open",
    "round",
    needs="regie",
    says=N_("%(name)s: Öffnen zurückgenommen, keine Stimme war da"),
    together=N_("Sammelabstimmung: Öffnen zurückgenommen, keine Stimme war da"),
)
def undo_open(place: Place) -> Facts:
    """For programs; people take the opening back like everything else, by ``undo``."""
    around = place.round()
    together.undo_open(place.session, around, from_state=place.order.from_state)
    return _whole(place, around)


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
    together=N_("Sammelabstimmung: Letzter Aufruf"),
    undo=ways.LAST_CALL,
)
def last_call(place: Place) -> Facts:
    around = place.round()
    together.last_call(place.session, around, from_state=place.order.from_state)
    return _whole(place, around)


@command(
    "close",
    "round",
    needs="regie",
    says=N_("%(name)s: geschlossen, abgegeben haben %(arrived)s von %(roll)s"),
    together=N_("Sammelabstimmung geschlossen: %(arrived)s von %(roll)s haben alles beantwortet"),
    undo=ways.CLOSED,
)
def close(place: Place) -> Facts:
    around = place.round()
    together.close(place.session, around, from_state=place.order.from_state)
    return _whole(
        place,
        around,
        arrived=roll.arrived(place.session, around),
        roll=roll.size(place.session, around),
    )


@command(
    "reopen",
    "round",
    needs="regie",
    says=N_("%(name)s: wieder geöffnet"),
    together=N_("Sammelabstimmung wieder geöffnet"),
    undo=ways.REOPENED,
)
def reopen(place: Place) -> Facts:
    around = place.round()
    together.reopen(place.session, around, from_state=place.order.from_state)
    return _whole(place, around)


@command("show", "round", needs="regie", says=N_("%(name)s: Ergebnis gezeigt"), undo=ways.SHOWN)
def show(place: Place) -> Facts:
    around = place.round()
    together.show(place.session, around, from_state=place.order.from_state)
    agenda.show_on_wall(place.meeting, "follow")
    return facts(place, around)


@command("give_up", "round", needs="regie", says=N_("%(name)s: ohne Ergebnis beendet. %(reason)s"))
def give_up(place: Place) -> Facts:
    """A sealed round with too few ballots, or whose key is gone."""
    around = place.round()
    sealing.give_up(place.session, around, from_state=place.order.from_state)
    return facts(place, around, reason=around.cancel_reason)


@command(
    "preview",
    "round",
    needs="regie",
    says=N_("%(name)s: Ergebnis vorab angesehen, bevor es gezeigt wurde"),
    together=N_("Sammelabstimmung: %(polls)s Ergebnisse vorab angesehen, bevor sie gezeigt wurden"),
)
def preview(place: Place) -> Facts:
    """Count and let only the desk see it; members read in their log that it was done."""
    around = place.round()
    together.preview(place.session, around, from_state=place.order.from_state)
    return _whole(place, around)


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
    together=N_("Sammelabstimmung abgebrochen. Grund: %(reason)s"),
)
def cancel(place: Place) -> Facts:
    around = place.round()
    reason = clean_text(place.order.fields["reason"], limit=REASON)
    together.cancel(place.session, around, reason, from_state=place.order.from_state)
    return _whole(place, around, reason=reason)


@command(
    "another_round",
    "round",
    needs="regie",
    says=N_("%(name)s: Runde %(number)s, Text gezeigt"),
    together=N_("Sammelabstimmung: Runde %(number)s, Liste gezeigt"),
    undo=ways.ANOTHER_ROUND,
)
def another_round(place: Place) -> Facts:
    """A further round after one that was shown or cancelled; its text is shown at once."""
    last = place.round()
    if last.id != last.poll.latest.id or last.state != place.order.from_state:
        raise StateChanged()
    _refuse_withdrawn(place, last)
    around = together.another_round(place.session, last)
    agenda.show_on_wall(place.meeting, "follow")
    return _whole(place, around, number=around.number)


def _refuse_withdrawn(place: Place, around: Round) -> None:
    for each in bundles.companions(place.session, around):
        asking.refuse_withdrawn(place.session, each.poll)


def _whole(place: Place, around: Round, **more: str | int) -> Facts:
    """Of a Sammelabstimmung the log says how many polls it has."""
    rounds = bundles.companions(place.session, around)
    if len(rounds) > 1:
        return {"polls": len(rounds), **more}
    return facts(place, around, **more)


def facts(place: Place, around: Round, **more: str | int) -> Facts:
    """What the log calls it: „Maßnahme 7“, or the title of a poll about several things."""
    poll = around.poll
    text = around.wording or wording.current(place.session, poll)
    option = text["options"][0]
    name = poll.title or subject_name(place.council, option["kind"], option["code"])
    name = trials.HELD if poll.trial else name.replace(NBSP, " ") or text["question"]
    return {"name": name, **more}

"""The desk's commands: declared once, reached by the socket and by a form.

Each is a small function under its name, with the fields it takes. It names the state it
expects (``from_state``), so that pressed twice or by two moderators it changes nothing
more. All of them go through the writer's queue, in their turn among the ballots.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import gevent
from sqlalchemy.orm import Session

from ..councils import walls
from ..councils.models import Council
from ..errors import Conflict, Invalid
from ..language import N_
from ..live import publish
from ..live.roles import Viewer
from ..meetings import agenda
from ..meetings.models import Meeting
from ..participants import presence, seats
from ..recommendations import drafting
from ..text import clean_text
from ..voting import ending, polls, wording
from ..voting.models import CHANNELS, Round
from ..voting.writer import writer
from .next_step import LAST_CALL

REASON = 500
LONGEST_NUMBER = 15
VIEWS = ("follow", "join", "agenda")


@dataclass(frozen=True)
class Order:
    """One command as it was asked for."""

    viewer: Viewer
    name: str
    meeting: int
    """The session's number."""
    from_state: str
    fields: Mapping[str, str]

    def number(self, name: str) -> int:
        """A field that holds an id or a seat's number."""
        typed = self.fields[name]
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
            raise Invalid()
        return int(typed)

    def word(self, name: str, allowed: tuple[str, ...]) -> str:
        """A field that holds one of a few words."""
        if self.fields[name] not in allowed:
            raise Invalid()
        return self.fields[name]


@dataclass(frozen=True)
class Place:
    """Where a command acts, looked up from the council on."""

    session: Session
    council: Council
    meeting: Meeting
    order: Order

    def round(self) -> Round:
        """The round that is meant; it must be under the item that runs."""
        around = polls.find_round(self.session, self.council.id, self.order.number("round"))
        if self.meeting.state != "running" or around.poll.item_id != self.meeting.current_item_id:
            raise polls.StateChanged()
        return around


@dataclass(frozen=True)
class Command:
    """A command: what it takes, what it does, whom it tells."""

    fields: frozenset[str]
    act: Callable[[Order], Any]


commands: dict[str, Command] = {}


def declare(name: str, *fields: str) -> Callable[[Callable[[Order], Any]], Callable[[Order], Any]]:
    """Register a function that is called with the order and tells by itself."""

    def register(act: Callable[[Order], Any]) -> Callable[[Order], Any]:
        commands[name] = Command(frozenset(fields), act)
        return act

    return register


def command(
    name: str, *fields: str, tell: Callable[[int], None] = publish.changed
) -> Callable[[Callable[[Place], Any]], Callable[[Place], Any]]:
    """Register a rule that is run in the writer's transaction; ``tell`` follows the commit."""

    def register(rule: Callable[[Place], Any]) -> Callable[[Place], Any]:
        def act(order: Order) -> None:
            writer.run(lambda session: rule(place_of(session, order)))
            tell(order.viewer.council_id)

        commands[name] = Command(frozenset(fields), act)
        return rule

    return register


def run(order: Order) -> None:
    """Do what was asked, or raise why not."""
    asked = commands.get(order.name)
    if asked is None or set(order.fields) != asked.fields:
        raise Invalid(N_("Diesen Befehl kennen wir nicht. Bitte laden Sie die Seite neu."))
    asked.act(order)


def place_of(session: Session, order: Order) -> Place:
    """Council and session of an order; a foreign session is simply not found."""
    council = session.get_one(Council, order.viewer.council_id)
    meeting = agenda.find_meeting(session, council.id, order.meeting)
    return Place(session, council, meeting, order)


@command("start_meeting")
def start_meeting(place: Place) -> None:
    _expect(place, place.meeting.state)
    agenda.start(place.session, place.meeting)


@command("move_on")
def move_on(place: Place) -> None:
    polls.refuse_if_pending(place.session, place.council.id)
    agenda.move_on(place.session, place.meeting, from_item=_from_item(place))


@command("move_back")
def move_back(place: Place) -> None:
    polls.refuse_if_pending(place.session, place.council.id)
    agenda.move_back(place.session, place.meeting, from_item=_from_item(place))


@command("end_meeting")
def end_meeting(place: Place) -> None:
    _expect(place, place.meeting.state)
    polls.refuse_if_pending(place.session, place.council.id)
    ending.end_meeting(place.session, place.meeting)


@command("wall", "view")
def wall(place: Place) -> None:
    _expect_running(place)
    agenda.show_on_wall(place.meeting, place.order.word("view", VIEWS))


@command("read_along", "recommendation")
def read_along(place: Place) -> None:
    _expect_running(place)
    found = drafting.find(place.session, place.council.id, place.order.number("recommendation"))
    agenda.show_on_wall(place.meeting, "recommendation", found.id)


@command("pair_wall", "code")
def pair_wall(place: Place) -> None:
    walls.pair(place.session, place.council, clean_text(place.order.fields["code"], lines=False))


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


@command("mark_presence", "seat", "state", tell=publish.presence_changed)
def mark_presence(place: Place) -> None:
    if place.meeting.state == "ended":
        raise Conflict(N_("Diese Sitzung läuft nicht."))
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    state = place.order.word("state", ("here", "absent"))
    presence.mark(place.session, place.meeting, seat, state)


@command("seat_channel", "seat", "channel")
def seat_channel(place: Place) -> None:
    """Phone or paper for one seat, on the roll of a running round as well."""
    seat = seats.find(place.session, place.council.id, place.order.number("seat"))
    channel = place.order.word("channel", CHANNELS)
    around = polls.pending(place.session, place.council.id)
    if around:
        polls.switch_channel(place.session, around, seat.id, channel)
    seat.channel = channel


def _from_item(place: Place) -> int | None:
    typed = place.order.from_state
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER):
        raise Invalid()
    return int(typed) or None


def _expect(place: Place, state: str) -> None:
    if place.order.from_state != state:
        raise polls.StateChanged()


def _expect_running(place: Place) -> None:
    if place.meeting.state != "running":
        raise Conflict(N_("Diese Sitzung läuft nicht."))

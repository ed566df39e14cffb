"""The desk's commands: declared once, reached by the socket and by a form.

Each is a small function under its name, with the fields it takes. It names the state it
expects (``from_state``), so that pressed twice or by two moderators it changes nothing
more. All of them go through the writer's queue, in their turn among the ballots.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ...councils.models import Council
from ...errors import Conflict, Invalid
from ...language import N_
from ...live import publish
from ...live.roles import Viewer
from ...meetings import agenda
from ...meetings.models import Meeting
from ...voting import polls
from ...voting.models import Round
from ...voting.writer import writer

LONGEST_NUMBER = 15


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
        if not _is_number(typed):
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

    def expect(self, state: str) -> None:
        """Refuse when the asking page saw another state."""
        if self.order.from_state != state:
            raise polls.StateChanged()

    def expect_running(self) -> None:
        """Refuse outside of a running session."""
        if self.meeting.state != "running":
            raise Conflict(N_("Diese Sitzung läuft nicht."))

    def from_item(self) -> int | None:
        """The item that the asking page saw as the running one."""
        typed = self.order.from_state
        if not _is_number(typed):
            raise Invalid()
        return int(typed) or None


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


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER

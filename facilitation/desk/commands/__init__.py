"""The desk's commands: declared once, reached by the socket and by a form.

Each is a small function under its name, with the fields it takes. It names the state it
expects (``from_state``), so that pressed twice or by two moderators it changes nothing
more. All of them go through the writer's queue, in their turn among the ballots.

Here, and only here, commands are written to the log, in the transaction of their rule, and
here it is decided who may: ``needs="regie"`` is for whoever leads what is live, which the
first to ask becomes; ``moderator`` and ``minutes`` are roles (``live.roles``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ...councils import regie
from ...councils.models import Council
from ...db import LARGEST_ID
from ...errors import Conflict, Forbidden, Invalid
from ...language import N_
from ...live import publish
from ...live.roles import Viewer, allows
from ...meetings import log
from ...meetings.agenda import find_meeting
from ...meetings.models import Meeting
from ...voting import polls
from ...voting.models import Round
from ...voting.refusals import StateChanged
from ...voting.writer import writer
from .. import undoing
from . import bouncing

LONGEST_NUMBER = len(str(LARGEST_ID))
TOGETHER = "_together"
"""Behind a command's name: the entry is about a whole Sammelabstimmung."""


@dataclass(frozen=True)
class Order:
    """One command as it was asked for."""

    viewer: Viewer
    name: str
    meeting: int
    """The session's number."""
    from_state: str
    fields: Mapping[str, str]
    step: bool = False
    """Asked for by the big button or a key, which a clicker may press twice."""

    def number(self, name: str) -> int:
        """A field that holds an id or a seat's number."""
        typed = self.fields[name]
        if not is_number(typed):
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
            raise StateChanged()
        return around

    def expect(self, state: str) -> None:
        """Refuse when the asking page saw another state."""
        if self.order.from_state != state:
            raise StateChanged()

    def expect_running(self) -> None:
        """Refuse outside of a running session."""
        if self.meeting.state != "running":
            raise Conflict(N_("Diese Sitzung läuft nicht."))

    def from_item(self) -> int | None:
        """The item that the asking page saw as the running one."""
        typed = self.order.from_state
        if not is_number(typed):
            raise Invalid()
        return int(typed) or None


@dataclass(frozen=True)
class Command:
    """A command: what it takes, what it does, who may, and what the log says of it."""

    fields: frozenset[str]
    act: Callable[[Order], Any]
    prefix: str = ""
    """Further fields whose names begin like this, such as the marks of a paper ballot."""
    needs: str = "moderator"
    says: str = ""
    """The log's sentence; the rule returns the facts that fill it."""
    silent: str = ""
    """Why it isn't logged."""

    def takes(self, fields: Mapping[str, str]) -> bool:
        """Whether these are the fields it needs, and no others."""
        more = set(fields) - self.fields
        return self.fields <= set(fields) and all(
            self.prefix and name.startswith(self.prefix) for name in more
        )

    def check(self, viewer: Viewer) -> None:
        """Raises ``Forbidden`` where the role isn't enough."""
        if not allows("moderator" if self.needs == "regie" else self.needs, viewer.role):
            raise Forbidden(
                N_(
                    "Das macht die Moderation. Das Protokoll schreibt Texte und erfasst Papierstimmen."
                )
            )


commands: dict[str, Command] = {}


def declare(
    name: str, *fields: str, prefix: str = "", needs: str = "moderator", silent: str = ""
) -> Callable[[Callable[[Order], Any]], Callable[[Order], Any]]:
    """Register a function that is called with the order, and writes and tells by itself."""

    def register(act: Callable[[Order], Any]) -> Callable[[Order], Any]:
        commands[name] = Command(frozenset(fields), act, prefix, needs, silent=silent)
        return act

    return register


def command(
    name: str,
    *fields: str,
    prefix: str = "",
    tell: Callable[[int], None] = publish.changed,
    needs: str = "moderator",
    says: str = "",
    together: str = "",
    silent: str = "",
    undo: undoing.Way | None = None,
    keep: Callable[[Place], dict[str, Any]] = lambda _place: {},
) -> Callable[[Callable[[Place], Any]], Callable[[Place], Any]]:
    """Register a rule that is run in the writer's transaction; ``tell`` follows the commit.

    ``undo`` is the way back, which gets the stages before and after and what ``keep`` noted.
    ``together`` is what the log says of a Sammelabstimmung: of facts with the number ``polls``.
    """
    _tell_log(name, says, undo)
    _tell_log(name + TOGETHER, together, undo)

    def register(rule: Callable[[Place], Any]) -> Callable[[Place], Any]:
        def act(order: Order) -> None:
            writer.run(lambda session: perform(place_of(session, order)))
            tell(order.viewer.council_id)

        def perform(place: Place) -> None:
            if needs == "regie":
                regie.require(place.session, place.council.id, place.order.viewer.account_id or 0)
            kept = keep(place) if undo else {}
            before = undoing.stage_of(place.session, place.meeting)
            facts = rule(place)
            if says:
                after = undoing.stage_of(place.session, place.meeting)
                changed = undo is not None and after != before
                note(place, facts or {}, undoing.kept(before, after, **kept) if changed else None)

        commands[name] = Command(frozenset(fields), act, prefix, needs, says, silent)
        return rule

    return register


def _tell_log(what: str, words: str, undo: undoing.Way | None) -> None:
    if words:
        log.declare(what, words)
    if words and undo:
        undoing.ways[what] = undo


def note(place: Place, facts: Mapping[str, log.Fact], undo: dict[str, Any] | None = None) -> None:
    """Write the command of this place to the log."""
    log.write(
        place.session,
        place.council.id,
        place.order.name + (TOGETHER if "polls" in facts else ""),
        meeting_id=place.meeting.id,
        account_id=place.order.viewer.account_id,
        undo=undo,
        **facts,
    )


def run(order: Order) -> None:
    """Do what was asked, or raise why not."""
    asked = commands.get(order.name)
    if asked is None or not asked.takes(order.fields):
        raise Invalid(N_("Diesen Befehl kennen wir nicht. Bitte laden Sie die Seite neu."))
    asked.check(order.viewer)
    if order.step:
        with bouncing.once(order.viewer.council_id, order.name):
            asked.act(order)
    else:
        asked.act(order)


def place_of(session: Session, order: Order) -> Place:
    """Council and session of an order; a foreign session is simply not found."""
    council = session.get_one(Council, order.viewer.council_id)
    meeting = find_meeting(session, council.id, order.meeting)
    return Place(session, council, meeting, order)


def is_number(typed: str) -> bool:
    """Whether a field may hold the id of a row."""
    plain = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER
    return plain and int(typed) <= LARGEST_ID

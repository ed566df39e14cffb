"""Undo: each entry of the log that can be taken back names the state it expects.

The stack is the log itself, so that a restart changes nothing: offered is the newest entry
of the session that hasn't been taken back, and only while everything still stands as that
entry left it. What happened since is never undone by accident.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict
from ..language import N_, gettext
from ..meetings import log
from ..meetings.models import LogEntry, Meeting
from ..voting import polls
from ..voting.refusals import StateChanged

TAKEN_BACK = log.declare("undo", N_("Rückgängig gemacht: „%(action)s“"))


class TooLate(Conflict):
    """Something else has happened since."""

    code = "state"
    default = N_(
        "„%(action)s“ lässt sich nicht mehr rückgängig machen: Inzwischen ist etwas anderes geschehen."
    )


@dataclass(frozen=True)
class Stage:
    """What is on, as far as the desk's commands move it; 0 stands for none."""

    item: int
    view: str
    subject: int
    cover: str
    covered: int
    round: int
    state: str
    called: bool

    def put_wall_back(self, meeting: Meeting) -> None:
        """Let the wall show what it showed on this stage."""
        meeting.wall_view, meeting.wall_subject_id = self.view, self.subject or None
        meeting.wall_cover = self.cover


def stage_of(session: Session, meeting: Meeting) -> Stage:
    """The stage as it stands now."""
    session.flush()  # only then does the meeting know the id of its item
    item = meeting.current_item_id or 0
    around = polls.on_now(session, item) if item else None
    return Stage(
        item=item,
        view=meeting.wall_view,
        subject=meeting.wall_subject_id or 0,
        cover=meeting.wall_cover,
        covered=around.id if around and around.covered else 0,
        round=around.id if around else 0,
        state=around.state if around else "",
        called=bool(around and around.last_call_at),
    )


Kept = Mapping[str, Any]
"""What an entry keeps for its undo: for commands the stages before and after, as data."""


def kept(before: Stage, after: Stage, **more: Any) -> dict[str, Any]:
    """What the entry of a command on the stage keeps."""
    return {"before": asdict(before), "after": asdict(after), **more}


def stage_stands(session: Session, meeting: Meeting, undo: Kept) -> bool:
    """Whether everything is as the command left it."""
    return stage_of(session, meeting) == Stage(**undo["after"])


@dataclass(frozen=True)
class Way:
    """How one kind of entry is taken back."""

    name: str
    """What the button says is undone: „Geöffnet“."""
    back: Callable[[Session, Meeting, Kept], None]
    stands: Callable[[Session, Meeting, Kept], bool] = stage_stands

    def called(self, undo: Kept) -> str:
        """The name; an entry may have a better one."""
        return gettext(undo.get("name", self.name))


ways: dict[str, Way] = {}
"""By the entry's ``what``."""


def only_the_wall(session: Session, meeting: Meeting, undo: Kept) -> None:
    """The way back of whatever changed nothing but the wall."""
    Stage(**undo["before"]).put_wall_back(meeting)


def newest(session: Session, meeting: Meeting) -> LogEntry | None:
    """The last thing in this session that could be taken back and wasn't."""
    return session.scalar(
        select(LogEntry)
        .where(
            LogEntry.meeting_id == meeting.id,
            LogEntry.undo.is_not(None),
            LogEntry.undone_at.is_(None),
        )
        .order_by(LogEntry.id.desc())
        .limit(1)
    )


def offered(session: Session, meeting: Meeting) -> tuple[int, str] | None:
    """(entry, what it is called) of what *Rückgängig* would take back now."""
    entry = newest(session, meeting)
    if entry is None or entry.undo is None or entry.what not in ways:
        return None
    way = ways[entry.what]
    return (entry.id, way.called(entry.undo)) if way.stands(session, meeting, entry.undo) else None


def take_back(session: Session, meeting: Meeting, entry_id: int, account_id: int | None) -> None:
    """Undo the entry that the asking page named, or refuse with a sentence."""
    entry = newest(session, meeting)
    if entry is None or entry.undo is None or entry.id != entry_id:
        raise StateChanged()
    way = ways[entry.what]
    if not way.stands(session, meeting, entry.undo):
        raise TooLate(action=way.called(entry.undo))
    way.back(session, meeting, entry.undo)
    entry.undone_at = clock.now()
    log.write(
        session,
        meeting.council_id,
        TAKEN_BACK,
        meeting_id=meeting.id,
        account_id=account_id,
        action=way.called(entry.undo),
    )

"""The ways back: how each command on the stage is taken back (``desk.undoing``)."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ...language import N_
from ...meetings import agenda
from ...meetings.models import Meeting
from ...voting import polls, roll, together, undoing
from ...voting.models import Round
from ..undoing import Kept, Stage, Way, only_the_wall, stage_stands
from . import Place


def _round(session: Session, meeting: Meeting, undo: Kept) -> Round:
    return polls.find_round(session, meeting.council_id, undo["after"]["round"])


def _take_text_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.take_text_back(session, _round(session, meeting, undo))
    _show_what_was(session, meeting, undo)


def _drop_round(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.drop_rounds(session, _round(session, meeting, undo))
    _show_what_was(session, meeting, undo)


def _show_what_was(session: Session, meeting: Meeting, undo: Kept) -> None:
    """The wall's view of before, and the text that had made room for this one."""
    before = Stage(**undo["before"])
    before.put_wall_back(meeting)
    if before.state == "text_shown":
        earlier = polls.find_round(session, meeting.council_id, before.round)
        together.show_text(session, earlier)


def _drop_trial(session: Session, meeting: Meeting, undo: Kept) -> None:
    around = _round(session, meeting, undo)
    together.take_text_back(session, around)
    polls.drop(session, around.poll)
    _show_what_was(session, meeting, undo)


def _undo_open(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.undo_open(session, _round(session, meeting, undo))
    only_the_wall(session, meeting, undo)


def _without_ballots(session: Session, meeting: Meeting, undo: Kept) -> bool:
    return stage_stands(session, meeting, undo) and not roll.any_ballot(
        session, _round(session, meeting, undo)
    )


def _call_off(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.call_off(session, _round(session, meeting, undo))


def _reopen(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.reopen(session, _round(session, meeting, undo))


def _close(session: Session, meeting: Meeting, undo: Kept) -> None:
    together.close(session, _round(session, meeting, undo))


def _cover(session: Session, meeting: Meeting, undo: Kept) -> None:
    undoing.cover(_round(session, meeting, undo))


def _cover_again(session: Session, meeting: Meeting, undo: Kept) -> None:
    _cover(session, meeting, undo)
    only_the_wall(session, meeting, undo)


def _move_back(session: Session, meeting: Meeting, undo: Kept) -> None:
    agenda.move_back(session, meeting, from_item=meeting.current_item_id)
    only_the_wall(session, meeting, undo)


def _move_on(session: Session, meeting: Meeting, undo: Kept) -> None:
    """Forth again, and the clock of the item goes on as if nothing had been pressed."""
    before = meeting.current
    item = agenda.move_on(session, meeting, from_item=meeting.current_item_id)
    item.started_at = _moment(undo["started"])
    if before:
        before.ended_at = _moment(undo["ended"])
    only_the_wall(session, meeting, undo)


def _same_items(session: Session, meeting: Meeting, undo: Kept) -> bool:
    following = agenda.next_item(meeting)
    return (
        stage_stands(session, meeting, undo)
        and following is not None
        and following.id == undo["before"]["item"]
    )


def times_of_move(place: Place) -> dict[str, Any]:
    """What moving back forgets: when this item began and the one before it ended."""
    current = place.meeting.current
    return {
        "started": _text(current.started_at if current else None),
        "ended": _text(_ended_before(place.meeting)),
    }


def _ended_before(meeting: Meeting) -> datetime | None:
    here = meeting.items.index(meeting.current) if meeting.current else 0
    return meeting.items[here - 1].ended_at if here else None


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


TEXT_SHOWN = Way(N_("Text gezeigt"), _take_text_back)
ANOTHER_ROUND = Way(N_("Weitere Runde"), _drop_round)
TRIAL = Way(N_("Probeabstimmung"), _drop_trial)
OPENED = Way(N_("Geöffnet"), _undo_open, _without_ballots)
LAST_CALL = Way(N_("Letzter Aufruf"), _call_off)
CLOSED = Way(N_("Geschlossen"), _reopen)
REOPENED = Way(N_("Wieder geöffnet"), _close)
SHOWN = Way(N_("Ergebnis gezeigt"), _cover)
SHOWN_AGAIN = Way(N_("Wieder gezeigt"), _cover_again)
MOVED_ON = Way(N_("Weiter"), _move_back)
MOVED_BACK = Way(N_("Zurück"), _move_on, _same_items)
WALL = Way(N_("Beamer"), only_the_wall)

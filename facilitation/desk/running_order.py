"""The cockpit's left column: the lines of the agenda, the offset, and the proposal to catch up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .. import clock
from ..clock import hall_time
from ..language import gettext as _
from ..language import ngettext
from ..live.picture import Picture
from ..meetings import agenda, timing
from ..meetings.models import Item, Meeting
from ..meetings.pace import Change, Fixed, Pace, pace


@dataclass(frozen=True)
class RunLine:
    """One item as the column draws it."""

    id: int
    place: int
    title: str
    is_vote: bool
    planned: datetime
    expected: datetime
    anchor: str
    minutes: int
    """As planned; ``deviation`` says what became of it."""
    deviation: int | None
    done: bool
    current: bool
    editable: bool
    movable: bool
    up: bool
    down: bool


@dataclass(frozen=True)
class Offset:
    """The pill in the header and the panel behind it, in words."""

    pill: str
    words: str
    look: str
    sentence: str
    changes: tuple[Change, ...]
    lengths: str
    """What *Übernehmen* sends: „12=40 13=28“."""
    rest: str
    can_note: bool
    note: int


_due: dict[int, datetime] = {}
"""When the scene of a council will say something wrong about the offset."""


def context(picture: Picture, *, live: bool) -> dict[str, Any]:
    """What the templates of the column need."""
    meeting = picture.meeting
    now = pace(meeting) if meeting and live else None
    if now and now.stale_at:
        _due[picture.council.id] = now.stale_at
    elif live:
        _due.pop(picture.council.id, None)
    return {
        "run": lines(meeting) if meeting else [],
        "offset": offset_words(now) if now else None,
        "item_kinds": [(key, _(name)) for key, name in agenda.KINDS.items()],
        "setup": f"/mod/{picture.council.slug}/vorbereitung/4",
        "ends": ends(meeting),
    }


def is_due(council_id: int) -> bool:
    """Whether time alone has made the column wrong; true once."""
    due = _due.get(council_id)
    if due is None or clock.now() < due:
        return False
    _due.pop(council_id, None)
    return True


def ends(meeting: Meeting | None) -> tuple[datetime, datetime] | None:
    """(planned, expected) end of the session."""
    if meeting is None or not meeting.items or meeting.state == "ended":
        return None
    return timing.planned_end(meeting), max(timing.times(meeting)[-1].finish, clock.now())


def lines(meeting: Meeting) -> list[RunLine]:
    """All items in their order; what has begun stays where it is."""
    items = meeting.items
    return [
        RunLine(
            id=item.id,
            place=at + 1,
            title=item.title,
            is_vote=item.kind == "vote",
            planned=times.planned,
            expected=times.expected,
            anchor=f"{item.anchor:%H:%M}" if item.anchor else "",
            minutes=times.planned_minutes,
            deviation=times.deviation,
            done=times.done,
            current=times.current,
            editable=meeting.state != "ended" and not times.done,
            movable=_is_free(meeting, item),
            up=_is_free(meeting, item) and at > 0 and _is_free(meeting, items[at - 1]),
            down=_is_free(meeting, item) and at + 1 < len(items),
        )
        for at, (item, times) in enumerate(zip(items, timing.times(meeting), strict=True))
    ]


def offset_words(now: Pace) -> Offset:
    """The offset in words; the proposal comes with them."""
    return Offset(
        pill=_("%(sign)s%(n)s Min.", sign="+" if now.offset > 0 else "−", n=abs(now.offset))
        if now.offset
        else "",
        words=_words(now.offset),
        look="warn" if now.offset > 0 and not now.noted else "",
        sentence=_sentence(now),
        changes=now.changes if now.helps else (),
        lengths=" ".join(f"{c.item.id}={c.proposed}" for c in now.changes if c.proposed != c.now),
        rest=_rest(now),
        can_note=now.offset > 0 and not now.noted,
        note=max(0, now.offset),
    )


def _is_free(meeting: Meeting, item: Item) -> bool:
    return meeting.state != "ended" and item.started_at is None


def _words(offset: int) -> str:
    if not offset:
        return _("im Plan")
    if offset > 0:
        return ngettext("%(num)s Minute hinter dem Plan", "%(num)s Minuten hinter dem Plan", offset)
    return ngettext("%(num)s Minute vor dem Plan", "%(num)s Minuten vor dem Plan", -offset)


def _sentence(now: Pace) -> str:
    fixed = ", ".join(_fixed(each) for each in now.fixed[:3])
    if now.offset > 0:
        start = ngettext(
            "Sie sind %(num)s Minute hinter dem Plan.",
            "Sie sind %(num)s Minuten hinter dem Plan.",
            now.offset,
        )
    elif now.offset < 0:
        start = ngettext("%(num)s Minute gewonnen.", "%(num)s Minuten gewonnen.", -now.offset)
    else:
        start = _("Sie liegen im Plan.")
    return _("%(start)s Fest: %(fixed)s.", start=start, fixed=fixed)


def _fixed(each: Fixed) -> str:
    name = _("Ende") if each.is_end else each.title
    return f"{name} {hall_time(each.at)}"


def _rest(now: Pace) -> str:
    if not now.left:
        return ""
    if now.offset < 0:
        return ngettext(
            "%(num)s Minute bleibt frei: für ein längeres Gespräch oder eine frühere Pause.",
            "%(num)s Minuten bleiben frei: für ein längeres Gespräch oder eine frühere Pause.",
            now.left,
        )
    left = ngettext("%(num)s Minute bleibt übrig.", "%(num)s Minuten bleiben übrig.", now.left)
    target = now.fixed[0]
    later = hall_time(target.at + timedelta(minutes=now.left))
    if target.is_end:
        way = _("Vorschlag: bis %(time)s verlängern oder einen Punkt weglassen.", time=later)
    else:
        way = _(
            "Vorschlag: „%(title)s“ auf %(time)s schieben oder einen Punkt später behandeln.",
            title=target.title,
            time=later,
        )
    return f"{left} {way}"

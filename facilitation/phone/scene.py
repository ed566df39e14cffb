"""What members and guests see of the moment: one scene for all, personal parts by state.

A seat's own state (``SeatMessage.state``) only switches parts of the shared scene on and
off, by one attribute and the stylesheet, so that it also works without JavaScript.
"""

from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..language import gettext
from ..language import gettext as _
from ..live import result_pages, scene, together_pages
from ..live.ballots import PollView
from ..live.picture import Picture
from ..meetings import timing
from ..voting import reasons

POLL_KINDS = {
    "text_shown": "text",
    "open": "ballot",
    "closed": "closed",
    "counted": "closed",
    "shown": "result",
    "cancelled": "cancelled",
}


@scene.painter("member")
def member(_session: Session, picture: Picture) -> tuple[str, dict[str, Any]]:
    """The scene that all members share."""
    return _paint(picture, guest=False)


@scene.painter("guest")
def guest(_session: Session, picture: Picture) -> tuple[str, dict[str, Any]]:
    """The same moment without anything to vote with."""
    return _paint(picture, guest=True)


def kind_of(picture: Picture) -> str:
    """``none``, ``before``, ``welcome``, ``item``, ``ended`` or the vote's kind."""
    if picture.phase == "item" and picture.poll:
        if picture.poll.interrupted:
            return "interrupted"
        if picture.poll.by_hands and picture.poll.state == "open":
            return "hands"
        return POLL_KINDS[picture.poll.state]
    return picture.phase


def title(picture: Picture, *, arrived: bool = False) -> str:
    """What the browser's tab says."""
    return f"{_words(picture, arrived)} – {picture.council.title}"


def _words(picture: Picture, arrived: bool) -> str:
    kind, poll = kind_of(picture), picture.poll
    if kind == "ballot" and arrived:
        return _("Angekommen")
    if poll and kind in ("text", "ballot", "hands", "result"):
        kicker = _("Ergebnis") if kind == "result" else poll.held_name
        return _("%(kicker)s: %(what)s", kicker=kicker, what=poll.heading)
    if poll and kind == "closed":
        return poll.closed_name
    if poll and kind in ("cancelled", "interrupted"):
        return poll.cancelled_name if kind == "cancelled" else _("Die Abstimmung ist unterbrochen")
    if kind == "item" and picture.now:
        return _("Jetzt: %(item)s", item=picture.now.title)
    return {
        "before": _("Vor der Sitzung"),
        "welcome": _("Willkommen"),
        "ended": _("Die Sitzung ist zu Ende"),
    }.get(kind, _("Jetzt"))


def _paint(picture: Picture, *, guest: bool) -> tuple[str, dict[str, Any]]:
    return f"phone/scene/{_template(picture, kind_of(picture))}.html", context(picture, guest=guest)


def context(picture: Picture, *, guest: bool) -> dict[str, Any]:
    """What the scenes' templates need beside the picture."""
    kind = kind_of(picture)
    begins = timing.planned_start(picture.meeting) if picture.meeting else None
    return {
        "title": title(picture),
        "arrived_title": title(picture, arrived=True),
        "verdicts": together_pages.verdicts(picture.together) if _is_overview(picture) else "",
        "kind": kind,
        "part": _template(picture, kind),
        "task": _task(picture, kind),
        "guest": guest,
        "begins": begins,
        "begins_today": begins is not None and begins.date() == clock.local(clock.now()).date(),
        "until": picture.now.until if picture.now and _lies_ahead(picture) else None,
        "more_polls": _more_polls(picture),
        "pages": _result_pages(picture),
        "typed": {},
        "error": "",
        "reason_limit": reasons.LONGEST if picture.poll and picture.poll.asks_reasons else 0,
        "hand_answers": _hand_answers(picture.poll) if picture.poll and kind == "hands" else [],
    }


def _result_pages(picture: Picture) -> list[result_pages.Page]:
    poll = picture.poll
    if poll is None or not poll.lists or not poll.results:
        return []
    return result_pages.pages(poll, rows=len(poll.options))


def _hand_answers(poll: PollView) -> list[str]:
    """What is asked one after the other in the room."""
    steps = [gettext(answer.label) for answer in poll.answers] or list(reversed(poll.steps))
    return steps or [option.title for option in poll.options]


def _template(picture: Picture, kind: str) -> str:
    if _is_overview(picture) and kind == "result":
        return "overview"
    return "list" if kind == "text" and picture.poll and picture.poll.whole else kind


def _is_overview(picture: Picture) -> bool:
    return picture.together is not None and picture.together.on_overview


def _task(picture: Picture, kind: str) -> str:
    """Changes when people are to do something else: the focus then goes to the new heading."""
    if _is_overview(picture):
        return "overview"
    if picture.poll:
        return f"{kind}-{picture.poll.round_id}"
    return f"{kind}-{picture.now.id if picture.now else 0}"


def _lies_ahead(picture: Picture) -> bool:
    return bool(picture.now and picture.now.until and picture.now.until > clock.now())


def _more_polls(picture: Picture) -> bool:
    poll = picture.poll
    return poll is not None and any(
        view.place > poll.place and view.state in ("ready", "text_shown") for view in picture.polls
    )

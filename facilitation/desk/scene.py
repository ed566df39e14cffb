"""What the cockpit draws beside the picture: the button, words, the editor's lists."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from .. import clock
from ..ideas import inbox
from ..language import gettext as _
from ..live import drafts, paging, scene
from ..live.ballots import PollView, poll_view
from ..live.picture import Picture
from ..live.rooms import rooms
from ..measures import measures
from ..recommendations import drafting
from ..voting import polls
from ..voting.tally import by_channel
from ..voting.words import other_ways
from . import (
    newer_text,
    next_step,
    poll_rules,
    presence,
    previews,
    reasons,
    regie_scene,
    results,
    running_order,
    seat_marks,
    stacks,
    stacks_together,
    trials,
    verdicts,
)

TEMPLATE = "desk/cockpit_scene.html"
PILLS = {
    "text_shown": ("plain", "text"),
    "open": ("go", "dot"),
    "closed": ("stop", "square"),
    "counted": ("stop", "square"),
    "shown": ("go", "check"),
    "cancelled": ("warn", "cross"),
}
"""Look and icon of a round's state."""


@dataclass(frozen=True)
class Bar:
    """Parts of a bar in per cent of its width; only for drawing."""

    phone: float
    paper: float


@scene.painter("desk")
def paint(session: Session, picture: Picture) -> tuple[str, dict[str, Any]]:
    """The cockpit of the session that is on."""
    return TEMPLATE, context(session, picture)


def context(session: Session, picture: Picture, *, live: bool = True) -> dict[str, Any]:
    """What the template needs beside the picture; not ``live``: of another session."""
    poll = picture.poll
    council = picture.council
    decided = _results(session, picture) if picture.phase == "ended" else []
    number = picture.meeting.number if picture.meeting else 0
    return {
        "title": f"{state_words(picture)} – {council.title}",
        "place": f"/mod/{council.slug}/s/{number}",
        "step": next_step.next_step(picture, clock.now(), lost=regie_scene.lost(picture)),
        "state_words": state_words(picture),
        "announce": _announce(picture),
        "pill": PILLS.get(poll.state) if poll else None,
        "tables": seat_marks.by_table(picture, rooms.connected_seats(council.id)),
        "missing_words": next_step.missing_words(poll.missing) if poll and poll.missing else "",
        "bar": bar_of(poll) if poll else None,
        "unsent": drafts.unsent(poll.round_id, picture.seats) if poll else 0,
        "wall_words": wall_words(picture),
        "draft": picture.drafts[-1] if picture.drafts else None,
        "earlier_drafts": picture.drafts[:-1],
        "text_page": paging.page_on(poll) if poll and poll.state == "text_shown" else None,
        **verdicts.context(session, picture),
        "lists": editor_lists(session, council.id),
        "live": live,
        "ideas": inbox.counts(session, council.id),
        "decided": decided,
        "unshown": any(view.state == "counted" or view.covered for view in decided),
        "other_ways": other_ways(by_channel(seat.channel for seat in picture.seats if seat.here)),
        "panel": presence.panel(session, picture),
        "asked_anew": presence.asked_anew(session, picture),
        **stacks.context(session, picture),
        "stack_together": stacks_together.form_of(session, picture),
        **results.context(picture),
        **reasons.context(session, picture),
        **poll_rules.context(picture),
        **previews.context(session, picture),
        **regie_scene.context(session, picture),
        **running_order.context(picture, live=live),
        **trials.context(picture),
        **newer_text.context(session, picture),
    }


def editor_lists(session: Session, council_id: int) -> dict[str, Any]:
    """What can be chosen in the recommendation's editor."""
    return {
        "fields": [
            (field.id, f"{field.letter} · {field.title}")
            for field in measures.all_fields(session, council_id)
        ],
        "kinds": [(key, _(name)) for key, name in drafting.KIND_NAMES.items()],
        "stances": [(key, _(name)) for key, name in drafting.STANCE_NAMES.items()],
    }


def state_words(picture: Picture) -> str:
    """The moment in a few words: page title and what is read out on a change."""
    poll = picture.poll
    if poll:
        return _(
            "%(state)s: %(name)s",
            state=poll.state_name,
            name=poll.name,
        )
    if picture.now:
        return _("Jetzt: %(title)s", title=picture.now.title)
    return {
        "none": _("Keine Sitzung geplant"),
        "before": _("Die Sitzung hat noch nicht begonnen"),
        "welcome": _("Ankommen"),
        "ended": _("Die Sitzung ist beendet"),
    }.get(picture.phase, "")


def _announce(picture: Picture) -> str:
    """What a screen reader hears: the state, and half, 90 %, all of an open vote."""
    poll = picture.poll
    if poll is None or poll.state != "open" or not poll.roll:
        return state_words(picture)
    if poll.arrived == poll.roll:
        reached = _("Alle haben abgestimmt")
    elif poll.almost:
        reached = _("Fast alle haben abgestimmt")
    elif poll.arrived * 2 >= poll.roll:
        reached = _("Die Hälfte hat abgestimmt")
    else:
        return state_words(picture)
    return f"{state_words(picture)}. {reached}"


def wall_words(picture: Picture) -> str:
    """The preview's text alternative."""
    poll, now = picture.poll, picture.now
    what = poll.name if poll else ""
    return {
        "neutral": _("Auf dem Beamer: neutrales Bild"),
        "black": _("Auf dem Beamer: nichts, er ist schwarz"),
        "before": _("Auf dem Beamer: Die Sitzung beginnt bald"),
        "join": _("Auf dem Beamer: Beitreten mit Adresse, Code und QR-Code"),
        "agenda": _("Auf dem Beamer: der Ablauf"),
        "now": _("Auf dem Beamer: %(title)s", title=now.title if now else ""),
        "text": _("Auf dem Beamer: der Text von %(name)s", name=what),
        "list": _("Auf dem Beamer: worüber abgestimmt wird"),
        "overview": _("Auf dem Beamer: alle Ergebnisse der Sammelabstimmung"),
        "open": _(
            "Auf dem Beamer: %(held)s läuft, %(name)s",
            held=poll.held_name if poll else "",
            name=what,
        ),
        "closed": _("Auf dem Beamer: Die Abstimmung ist geschlossen"),
        "result": _("Auf dem Beamer: Ergebnis von %(name)s", name=what),
        "seats": _("Auf dem Beamer: die Plätze mit ihrer Stimme, %(name)s", name=what),
        "compare": _("Auf dem Beamer: beide Runden im Vergleich, %(name)s", name=what),
        "cancelled": _("Auf dem Beamer: Die Abstimmung wurde abgebrochen"),
        "interrupted": _("Auf dem Beamer: Die Abstimmung ist unterbrochen"),
        "recommendation": _(
            "Auf dem Beamer: Empfehlung %(code)s zum Mitlesen",
            code=picture.recommendation.code if picture.recommendation else "",
        ),
        "ideas": _("Auf dem Beamer: die Ideenwand"),
        "idea": _("Auf dem Beamer: eine Idee"),
        "idea_group": _(
            "Auf dem Beamer: die Gruppe „%(title)s“",
            title=picture.ideas.title if picture.ideas else "",
        ),
        "ended": _("Auf dem Beamer: Die Sitzung ist beendet"),
    }[picture.wall]


def bar_of(poll: PollView) -> Bar | None:
    """How much of the roll has arrived, by phone and on paper."""
    paper = poll.on_paper - len(poll.paper_missing)
    if not poll.roll:
        return None
    return Bar(100 * (poll.arrived - paper) / poll.roll, 100 * paper / poll.roll)


def _results(session: Session, picture: Picture) -> list[PollView]:
    """Everything that was voted on in a session that is over."""
    found = [poll for line in picture.agenda for poll in polls.of_item(session, line.id)]
    views = [
        poll_view(
            session,
            picture.council,
            poll,
            place=at,
            of=len(found),
            here=picture.here,
            members=picture.members,
        )
        for at, poll in enumerate(found, start=1)
    ]
    return [view for view in views if view.opened_at]

"""What the one big button says and does now (screens.md § 6.2); a pure function."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from ..clock import hall_time
from ..language import gettext as _
from ..language import ngettext
from ..live import paging
from ..live.ballots import PollView
from ..live.picture import AgendaLine, Picture
from ..voting.tally import by_channel
from ..voting.words import other_ways
from . import result_steps, together_steps
from .step import BREATH, LAST_CALL, NAMED, Step


def next_step(picture: Picture, now: datetime, *, lost: int = 0) -> Step:
    """The one thing that comes next; ``lost`` phones make closing a matter for the mouse."""
    step = _BY_PHASE[picture.phase](picture, now)
    if step.command != "close" or not lost or (picture.poll and picture.poll.by_hands):
        return step
    gone = ngettext("%(num)s Handy ist getrennt", "%(num)s Handys sind getrennt", lost)
    return replace(step, detail=_("%(gone)s. Trotzdem? Bitte anklicken.", gone=gone), by_key=False)


def missing_words(numbers: list[int]) -> str:
    """„3 fehlen noch: Plätze 11, 20, 27“; many are only counted."""
    if len(numbers) > NAMED:
        return ngettext("%(num)s fehlt noch", "%(num)s fehlen noch", len(numbers))
    return ngettext(
        "%(num)s fehlt noch: Platz %(seats)s",
        "%(num)s fehlen noch: Plätze %(seats)s",
        len(numbers),
        seats=", ".join(map(str, numbers)),
    )


def waiting_poll(picture: Picture) -> PollView | None:
    """The next poll under this item whose text hasn't been shown."""
    return next((poll for poll in picture.polls if poll.state == "ready"), None)


def _none(picture: Picture, now: datetime) -> Step:
    return Step(
        _("Sitzung anlegen"),
        _("mit Datum und Ablauf"),
        href=f"/mod/{picture.council.slug}/sitzungen",
    )


def _before(picture: Picture, now: datetime) -> Step:
    if not picture.agenda:
        return Step(
            _("Ablauf anlegen"),
            _("Noch steht kein Punkt darin"),
            href=f"/mod/{picture.council.slug}/sitzungen",
        )
    return Step(
        _("Sitzung beginnen"),
        _("Handys und Beamer folgen dann dem Ablauf"),
        command="start_meeting",
        from_state="planned",
        then=_begin_words(picture.agenda[0]),
    )


def _welcome(picture: Picture, now: datetime) -> Step:
    return _move_on(picture, now)


def _item(picture: Picture, now: datetime) -> Step:
    poll = picture.poll
    if poll and picture.covered:
        return Step(
            _("Ergebnis wieder zeigen"),
            _("auf Beamer und Handys"),
            command="uncover",
            from_state="shown",
            fields=_round(poll),
            then=_("Es ist gerade verdeckt."),
        )
    if poll and poll.state in _BY_STATE:
        return _BY_STATE[poll.state](picture, poll, now)
    waiting = waiting_poll(picture)
    # Of many results together each further slide is a button beside the result.
    further = result_steps.further(poll) if poll and not picture.together else None
    if further := further or together_steps.following(picture, waiting):
        return Step(**further)
    if waiting is None:
        return _move_on(picture, now)
    named = waiting.name
    return Step(
        _("Weiter zu %(name)s", name=named) if poll else _("Text zeigen: %(name)s", name=named),
        _("Text zeigen, dann öffnen") if poll else _("auf Beamer und Handys"),
        command="show_text",
        from_state="ready",
        fields={"round": str(waiting.round_id)},
        then=_place(waiting) if poll else _("danach: %(held)s öffnen", held=waiting.held_name),
    )


def _ended(picture: Picture, now: datetime) -> Step:
    return Step(
        _("Zum Gutachten"),
        _("Die Sitzung ist beendet"),
        href=f"/mod/{picture.council.slug}/gutachten",
        by_key=False,
    )


def _text_shown(picture: Picture, poll: PollView, now: datetime) -> Step:
    if several := together_steps.read_on(picture, poll):
        return Step(**several)
    page = paging.page_on(poll)
    if page and page.number < page.of:
        return Step(
            _("Weiterlesen: Seite %(n)s von %(of)s", n=page.number + 1, of=page.of),
            _("auf dem Beamer"),
            command="turn_page",
            from_state="text_shown",
            fields=_round(poll) | {"page": str(page.number)},
            then=_("danach: Abstimmung öffnen"),
        )
    entitled = [seat for seat in picture.seats if seat.here and not seat.left_out]
    others = other_ways(by_channel(seat.channel for seat in entitled))
    here = _("%(n)s da", n=picture.here)
    if len(entitled) < picture.here:
        here = _("%(n)s stimmen ab", n=len(entitled))
    return Step(
        together_steps.open_words(picture, poll),
        _("%(here)s, davon %(ways)s", here=here, ways=others) if others else here,
        command="open",
        from_state="text_shown",
        fields=_round(poll),
        then=_("danach: Schließen"),
    )


def _open(picture: Picture, poll: PollView, now: datetime) -> Step:
    if poll.uncountable:
        return Step(**together_steps.give_up(poll))
    if poll.by_hands:
        return _count_hands(poll) or _close(poll, _("Schließen"), _counted(poll))
    if poll.roll == poll.arrived:
        detail = ngettext("Die eine Stimme ist da", "Alle %(num)s haben abgestimmt", poll.roll)
        return _close(poll, _("Schließen"), detail)
    missing = missing_words(poll.missing)
    if poll.last_call_at is None:
        return Step(
            _("Letzter Aufruf"),
            missing,
            command="last_call",
            from_state="open",
            fields=_round(poll),
            then=_("danach: Schließen, dann Ergebnis zeigen"),
        )
    if now - poll.last_call_at < LAST_CALL:
        return _close(poll, _("Jetzt schließen"), _("Letzter Aufruf läuft · %(who)s", who=missing))
    return _close(poll, _("Schließen"), missing)


def _count_hands(poll: PollView) -> Step | None:
    """To the panel, as long as nobody has typed in what was counted in the room."""
    if poll.stack is not None:
        return None
    return Step(
        _("Handzeichen eintragen"),
        _("Zahlen und Personen im Raum"),
        href="#handzeichen",
        then=_("danach: Schließen") if poll.state == "open" else _("danach: Ergebnis zeigen"),
    )


def _counted(poll: PollView) -> str:
    return _("%(n)s von %(roll)s gezählt", n=poll.arrived, roll=poll.roll)


def _close(poll: PollView, label: str, detail: str) -> Step:
    return Step(
        label,
        detail,
        command="close",
        from_state="open",
        fields=_round(poll),
        then=_("danach: Ergebnis zeigen"),
        rest=BREATH,
    )


def _closed(picture: Picture, poll: PollView, now: datetime) -> Step:
    if poll.by_hands and (step := _count_hands(poll)):
        return step
    if poll.paper_missing and poll.state == "closed":
        missing = len(poll.paper_missing)
        return Step(
            _("Papierstimmen erfassen"),
            missing_words(poll.paper_missing) if missing <= NAMED else _("%(n)s fehlen", n=missing),
            href="#papier",
            then=_("danach: Ergebnis zeigen"),
        )
    if first := together_steps.next_result(picture):
        return Step(**first)
    if poll.uncountable:
        return Step(**together_steps.give_up(poll))
    return Step(
        _("Ergebnis zeigen"),
        _("auf Beamer und Handys"),
        command="show",
        from_state=poll.state,
        fields=_round(poll),
        then=_after_result(picture, poll),
    )


def _after_result(picture: Picture, poll: PollView) -> str:
    """A measure leads to a recommendation; anything else to what stands next."""
    if poll.decides and poll.option.kind == "measure":
        return _("danach: Empfehlung festhalten")
    if waiting := waiting_poll(picture):
        return _("danach: %(title)s", title=waiting.name)
    if picture.next:
        return _("danach: %(title)s", title=picture.next.title)
    return _("danach: Sitzung beenden")


def _move_on(picture: Picture, now: datetime) -> Step:
    following = picture.next
    if following is None:
        return Step(
            _("Sitzung beenden …"),
            _("Das war der letzte Punkt. Bitte anklicken."),
            href="#beenden",
            by_key=False,
        )
    until = hall_time(now + timedelta(minutes=following.minutes))
    return Step(
        _("Weiter: %(title)s", title=following.title) if picture.now else _begin_words(following),
        _("%(minutes)s Min., bis %(time)s", minutes=following.minutes, time=until),
        command="move_on",
        from_state=str(picture.now.id if picture.now else 0),
        then=_after(picture, following),
    )


def _begin_words(line: AgendaLine) -> str:
    return _("Beginnen: %(title)s", title=line.title)


def _after(picture: Picture, line: AgendaLine) -> str:
    at = picture.agenda.index(line) + 1
    if at == len(picture.agenda):
        return _("danach: Sitzung beenden")
    return _("danach: %(title)s", title=picture.agenda[at].title)


def _place(poll: PollView) -> str:
    return _("%(place)s von %(of)s", place=poll.place, of=poll.of)


def _round(poll: PollView) -> dict[str, str]:
    return {"round": str(poll.round_id)}


_BY_PHASE: dict[str, Callable[[Picture, datetime], Step]] = {
    "none": _none,
    "before": _before,
    "welcome": _welcome,
    "item": _item,
    "ended": _ended,
}
_BY_STATE: dict[str, Callable[[Picture, PollView, datetime], Step]] = {
    "text_shown": _text_shown,
    "open": _open,
    "closed": _closed,
    "counted": _closed,
}

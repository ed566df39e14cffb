"""What the big button says while several polls are held together (fields of a ``Step``)."""

from textwrap import shorten
from typing import Any

from ..language import gettext as _
from ..live import together_pages
from ..live.ballots import PollView
from ..live.picture import Picture

LONGEST = 28


def following(picture: Picture, waiting: PollView | None) -> dict[str, Any] | None:
    """The next result, then the overview, then the list of the next ones; None without any."""
    found = next_result(picture) or _overview(picture)
    return found or (_show_list(waiting) if waiting and waiting.bundle_id else None)


def _show_list(waiting: PollView) -> dict[str, Any]:
    """Before it begins: what will be voted on, on wall and phones."""
    return {
        "label": _("Liste zeigen"),
        "detail": _("%(n)s Abstimmungen, auf Beamer und Handys", n=waiting.of),
        "command": "show_text",
        "from_state": "ready",
        "fields": _round(waiting),
        "then": _("danach: Sammelabstimmung öffnen"),
    }


def read_on(picture: Picture, poll: PollView) -> dict[str, Any] | None:
    """The next page of the list; None on the last one."""
    if not poll.whole or picture.together is None:
        return None
    page = together_pages.list_page(picture.together)
    if page.number == page.of:
        return None
    return {
        "label": _("Weiterlesen: Seite %(n)s von %(of)s", n=page.number + 1, of=page.of),
        "detail": _("auf dem Beamer"),
        "command": "turn_page",
        "from_state": "text_shown",
        "fields": _round(poll) | {"page": str(page.number)},
        "then": _("danach: Sammelabstimmung öffnen"),
    }


def open_words(picture: Picture, poll: PollView) -> str:
    """„Sammelabstimmung öffnen (26)“."""
    words = _("%(held)s öffnen", held=poll.held_name)
    held = picture.together if poll.whole else None
    return f"{words} ({len(held.polls)})" if held else words


def next_result(picture: Picture) -> dict[str, Any] | None:
    """The next of the results that are shown one by one; None where none is left."""
    shown = picture.together.next_result if picture.together else None
    if shown is None:
        return None
    if shown.uncountable:
        return give_up(shown)
    return {
        "label": _(
            "Ergebnis %(place)s von %(of)s zeigen: %(name)s",
            place=shown.place,
            of=shown.of,
            name=shown.name if shown.name != shown.held_name else _short(shown.title),
        ),
        "detail": _("auf Beamer und Handys"),
        "command": "show",
        "from_state": shown.state,
        "fields": _round(shown),
        "then": _("danach: das nächste Ergebnis")
        if shown.place < shown.of
        else _("danach: die Übersicht"),
    }


def _short(title: str) -> str:
    """A title without a code, as long as the button has room for it."""
    return shorten(title, LONGEST, placeholder=" …")


def give_up(poll: PollView) -> dict[str, Any]:
    """A sealed vote that can't be counted: it ends without a result."""
    lost = poll.uncountable == "void"
    return {
        "label": _("Ohne Ergebnis beenden: %(name)s", name=poll.name),
        "detail": _("Der Schlüssel zu den Stimmzetteln fehlt")
        if lost
        else _("Zu wenige Stimmen, um vertraulich auszuzählen"),
        "command": "give_up",
        "from_state": poll.state,
        "fields": _round(poll),
        "then": _("danach: weitere Runde") if lost else _("oder wieder öffnen"),
        "by_key": not lost,  # the key may come back; this can't be taken back
    }


def _overview(picture: Picture) -> dict[str, Any] | None:
    """After the last result the overview, page by page; None once all of it was on."""
    held, poll = picture.together, picture.poll
    if held is None or poll is None or not held.is_over:
        return None
    page = together_pages.overview_page(held)
    if held.on_overview and page.number == page.of:
        return None
    following = page.number if held.on_overview else 0
    return {
        "label": _("Übersicht zeigen: %(n)s Ergebnisse", n=len(held.polls))
        if not held.on_overview
        else _("Übersicht: Seite %(n)s von %(of)s", n=following + 1, of=page.of),
        "detail": together_pages.verdicts(held) or _("auf Beamer und Handys"),
        "command": "overview",
        "from_state": "shown",
        "fields": _round(poll) | {"page": str(following)},
    }


def _round(poll: PollView) -> dict[str, str]:
    return {"round": str(poll.round_id)}

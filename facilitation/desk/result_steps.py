"""What the big button leads to after a result was shown: its further pages and slides."""

from typing import Any

from ..language import gettext as _
from ..live import result_pages, slides
from ..live.ballots import PollView


def further(poll: PollView) -> dict[str, Any]:
    """The next page or slide as the fields of a ``next_step.Step``; empty where all were on."""
    return _next_page(poll) or _next_slide(poll)


def _next_page(poll: PollView) -> dict[str, Any]:
    """A list has a slide per table and six rows."""
    if not poll.lists or not poll.results or slides.on(poll) != slides.RESULT:
        return {}
    sort = poll.view.get("sort", "best")
    every, on = result_pages.pages(poll, sort=sort), result_pages.page_on(poll, poll.view)
    if on.number == on.of:
        return {}
    return {
        "label": _("Weiter: %(what)s", what=every[on.number].heading or poll.name),
        "detail": _("Seite %(n)s von %(of)s auf dem Beamer", n=on.number + 1, of=on.of),
        "command": "look_at",
        "from_state": poll.state,
        "fields": {"round": str(poll.round_id), "sort": sort, "page": str(on.number)},
    }


def _next_slide(poll: PollView) -> dict[str, Any]:
    slide = slides.following(poll)
    if not slide:
        return {}
    label, detail = _words(poll, slide)
    return {
        "label": label,
        "detail": detail,
        "command": "show_slide",
        "from_state": poll.state,
        "fields": {"round": str(poll.round_id), "slide": slide},
    }


def _words(poll: PollView, slide: str) -> tuple[str, str]:
    if slides.kind(slide) == slides.SEATS:
        page = slides.page(slide)
        if page:
            return _("Weiter: Plätze"), _("Seite %(n)s auf dem Beamer", n=page + 1)
        return _("Plätze zeigen"), _("namentlich, auf dem Beamer")
    assert poll.compared
    if page := slides.page(slide):
        return _("Weiter: Vergleich"), _("Seite %(n)s auf dem Beamer", n=page + 1)
    return _("Vergleich zeigen"), _(
        "Runde %(a)s neben Runde %(b)s, auf dem Beamer",
        a=poll.compared.earlier,
        b=poll.compared.later,
    )

"""Slides of a Sammelabstimmung: what will be voted on, and all its results on one list."""

from typing import Any

from sqlalchemy.orm import Session

from ..language import gettext as _
from ..live import together_pages
from ..live.picture import Picture


def coming(_session: Session, picture: Picture) -> dict[str, Any]:
    """The list, page by page."""
    assert picture.together
    page = together_pages.list_page(picture.together)
    return {
        "title": _("Sammelabstimmung"),
        "slide": f"list-{page.polls[0].round_id}",
        "page": page,
    }


def results(_session: Session, picture: Picture) -> dict[str, Any]:
    """What came of each, page by page."""
    assert picture.together
    page = together_pages.overview_page(picture.together)
    return {
        "title": _("Übersicht"),
        "slide": f"overview-{page.polls[0].round_id}",
        "page": page,
        "verdicts": together_pages.verdicts(picture.together),
    }

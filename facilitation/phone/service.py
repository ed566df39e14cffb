"""Pages that are always there: help, accessibility, privacy, what votes are worth, who is behind it."""

from flask import Blueprint, Response, request

from ..live.roles import declare
from ..voting import words
from . import pages
from .access import glance

service = Blueprint("service", __name__)
service.before_request(glance)


@service.get("/hilfe")
@declare("public")
def help_page() -> Response:
    """How to get help in the room."""
    return pages.page("phone/help.html")


@service.get("/barrierefreiheit")
@declare("public")
def accessibility() -> Response:
    """What works for whom, and where to say that something doesn't."""
    return pages.page("phone/accessibility.html")


@service.get("/datenschutz")
@declare("public")
def privacy() -> Response:
    """What is kept, how long, and what is not."""
    return pages.page("phone/privacy.html")


@service.get("/vertraulich")
@declare("public")
def confidential() -> Response:
    """What happens to a vote in each of the three modes, and what nobody can promise."""
    return pages.page(
        "phone/confidential.html", modes=words.MODE_SENTENCES, secure=request.is_secure
    )


@service.get("/impressum")
@declare("public")
def imprint() -> Response:
    """Who holds the council."""
    return pages.page("phone/imprint.html")

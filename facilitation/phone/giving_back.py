"""Giving a lent device back: signed out, and nothing of the person stays on it."""

from flask import Blueprint, Response, request

from .. import db
from ..live import closing, publish
from ..live.roles import declare
from ..participants import joining
from ..web import cookies
from . import pages
from .access import glance

giving_back = Blueprint("giving_back", __name__, url_prefix="/zurueckgeben")
giving_back.before_request(glance)
OWN_COOKIES = (cookies.SEAT, cookies.GUEST, cookies.ADMISSION, pages.LOOK)
EMPTIES = '"storage"'
"""Browsers on HTTPS empty their storage on this header; elsewhere the page's script does it."""


@giving_back.get("")
@declare("public")
def ask() -> Response:
    """What is deleted here, and what stays."""
    return pages.page("phone/give_back.html")


@giving_back.post("")
@declare("public")
def give_back() -> Response:
    """Sign this browser out; ballots that have arrived stay."""
    with db.transaction() as session:
        left = joining.sign_out(session, cookies.read(request.cookies, cookies.SEAT))
    if left:
        closing.close_device(left.seat_id, left.device_id)
        publish.presence_changed(left.council_id)
    response = pages.onward("/zurueckgeben/fertig")
    for name in OWN_COOKIES:
        cookies.drop(response, name)
    return _emptied(response)


@giving_back.get("/fertig")
@declare("public")
def given_back() -> Response:
    """Empty; its script deletes what this browser has kept."""
    return _emptied(pages.page("phone/given_back.html"))


def _emptied(response: Response) -> Response:
    response.headers["Clear-Site-Data"] = EMPTIES
    return response

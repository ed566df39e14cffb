"""„A A“: the size of letters, light or dark; kept in this browser only."""

from flask import Blueprint, Response, flash, request

from ..errors import Invalid
from ..language import N_
from ..language import gettext as _
from ..live.roles import declare
from ..web import cookies
from . import pages
from .access import glance

settings = Blueprint("settings", __name__)
settings.before_request(glance)
DAYS = 365


@settings.get("/einstellungen")
@declare("public")
def choose() -> Response:
    """Four sizes, three looks."""
    return pages.page("phone/settings.html", sizes=pages.SIZES)


@settings.post("/einstellungen")
@declare("public")
def keep() -> Response:
    """Remember the choice."""
    size, theme = request.form.get("size", ""), request.form.get("theme", "")
    if size not in pages.SIZES or theme not in pages.THEMES:
        raise Invalid(N_("Bitte wählen Sie eine Schriftgröße und eine Darstellung aus."))
    flash(_("Gespeichert. So sieht es ab jetzt aus."))
    response = pages.onward("/einstellungen")
    cookies.put(response, pages.LOOK, f"{size}-{theme}", days=DAYS)
    return response

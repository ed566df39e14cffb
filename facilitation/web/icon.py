"""The icon of the tab; browsers ask for /favicon.ico whatever a page says."""

from flask import Blueprint, Flask, Response, current_app

from ..live.roles import declare

icon = Blueprint("icon", __name__)


@icon.get("/favicon.ico")
@declare("public")
def favicon() -> Response:
    """The same picture as static/icons/ratschlag.svg, for those who know no SVG."""
    return current_app.send_static_file("icons/favicon.ico")


def register(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(icon)

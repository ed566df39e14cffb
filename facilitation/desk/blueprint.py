"""The one blueprint of the desk.

All modules under ``desk/`` add their routes to it (``@desk.get("/<council>/…")`` and below
that a decorator of ``access``), so that they share the prefix ``/mod`` and the way to the
sign-in page. A module that wants its routes served is named in ``desk/__init__.py``.
Numbers of rows in addresses are written ``<id:name>``.
"""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import IntegerConverter, Map

from ..db import LARGEST_ID
from ..language import look_up

desk = Blueprint("desk", __name__, url_prefix="/mod")


class Id(IntegerConverter):
    """A number that fits into a database; larger ones are simply no address."""

    def __init__(self, map: Map) -> None:  # noqa: A002  (werkzeug's name)
        super().__init__(map, min=1, max=LARGEST_ID)


@desk.app_template_filter("say")
def say(text: str) -> str:
    """The translation of a form's label; unlike ``_()`` it takes any text and fills nothing in."""
    return look_up(text) if text else ""


@desk.record_once
def know_ids(state: BlueprintSetupState) -> None:
    """Runs before the routes are added."""
    state.app.url_map.converters["id"] = Id

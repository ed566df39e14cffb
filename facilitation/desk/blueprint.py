"""The one blueprint of the desk.

All modules under ``desk/`` add their routes to it (``@desk.get("/<council>/…")`` and below
that a decorator of ``access``), so that they share the prefix ``/mod`` and the way to the
sign-in page. A module that wants its routes served is named in ``desk/__init__.py``.
"""

from flask import Blueprint

desk = Blueprint("desk", __name__, url_prefix="/mod")

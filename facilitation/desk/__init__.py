"""The moderators' desk: sign-in, setting up, the live cockpit, the Gutachten."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

MODULES = (
    "access",
    "signing_in",
    "team",
    "councils",
    "participants",
    "measures",
    "meetings",
    "agenda",
    "polls",
    "walls",
    "report",
    "cockpit",
    "events",
    "scene",
    "commands",
    "paper",
    "recommendations",
    "cards",
)
"""Each adds its routes to the one blueprint, and its events and painter, when imported."""


def register(app: Flask) -> None:
    """Add the desk's routes, events and scene to ``app``."""
    for name in MODULES:
        if find_spec(f"{__name__}.{name}"):
            import_module(f"{__name__}.{name}")
    from .blueprint import desk  # noqa: PLC0415  (after the modules have filled it)

    app.register_blueprint(desk)

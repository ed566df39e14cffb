"""The moderators' desk: sign-in, setting up, the live cockpit, the Gutachten."""

from importlib import import_module

from flask import Flask

from .blueprint import desk

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
    "commands.session",
    "commands.rounds",
    "commands.seats",
    "commands.wall",
    "paper",
    "commands.team",
    "commands.ideas",
    "ideas",
    "idea_actions",
    "recommendations",
    "cards",
)
"""Each adds its routes to the one blueprint, and its events and painter, when imported."""


def register(app: Flask) -> None:
    """Add the desk's routes, events and scene to ``app``."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")
    app.register_blueprint(desk)

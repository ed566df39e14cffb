"""The wall: what everybody in the hall reads; it only ever shows, it never asks."""

from flask import Flask

from . import events, scene
from .pages import projector

__all__ = ["events", "register", "scene"]


def register(app: Flask) -> None:
    """Add the wall's pages to ``app``; its door and painter register when imported."""
    app.register_blueprint(projector)

"""The members' face: joining by card, the living page, the ballot, reading."""

from flask import Flask

from . import (
    access,
    admission,
    events,
    giving_back,
    helping,
    ideas,
    joining,
    look,
    now,
    reading,
    reasons,
    scene,
    service,
    tablets,
    voting,
)

__all__ = ["events", "register", "scene"]

BLUEPRINTS = (
    joining.joining,
    admission.admission,
    now.now,
    voting.voting,
    reading.reading,
    reasons.reasons,
    ideas.ideas,
    look.settings,
    giving_back.giving_back,
    tablets.tablets,
    helping.helping,
    service.service,
)


def register(app: Flask) -> None:
    """Add the pages; scenes and events have registered themselves by being imported."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


for _blueprint in BLUEPRINTS:
    access.guard(_blueprint)

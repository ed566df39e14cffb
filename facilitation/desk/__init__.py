"""The moderators' desk: sign-in, setting up, the live cockpit, the Gutachten."""

from importlib import import_module

from flask import Flask

from .blueprint import desk

MODULES = (
    "access",
    "signing_in",
    "handbook",
    "team",
    "councils",
    "participants",
    "membership",
    "measures",
    "meetings",
    "agenda",
    "agenda_rows",
    "agenda_prints",
    "ballot_prints",
    "ballot_prints_together",
    "copies",
    "rule_sentences",
    "polls",
    "samples",
    "together",
    "ratings",
    "trials",
    "choosing",
    "ranked",
    "walls",
    "tablets",
    "helping",
    "rehearsal",
    "report",
    "chapters",
    "selection",
    "cockpit",
    "log",
    "events",
    "scene",
    "presence",
    "results",
    "poll_rules",
    "corrections",
    "reasons",
    "modes",
    "commands.agenda",
    "commands.session",
    "commands.rounds",
    "commands.afterwards",
    "commands.seats",
    "commands.wall",
    "commands.team",
    "commands.ideas",
    "commands.recommendations",
    "ideas",
    "idea_actions",
    "paper",
    "stacks",
    "stacks_together",
    "paper_together",
    "recommendations",
    "decisions",
    "changes",
    "cards",
)
"""Each adds its routes to the one blueprint, and its events and painter, when imported."""


def register(app: Flask) -> None:
    """Add the desk's routes, events and scene to ``app``."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")
    app.register_blueprint(desk)

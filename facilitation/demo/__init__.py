"""The example council „Bürgerrat Smart Kassel“: texts as data, built by calling the rules."""

from .links import CARDS_FILE, Links, links, write_cards
from .resetting import NotAFile, NotOnlyExample, reset
from .stages import DEFAULT_STAGE, STAGE_WORDS, STAGES, AlreadyThere, UnknownStage, build, prepare

__all__ = [
    "CARDS_FILE",
    "DEFAULT_STAGE",
    "STAGES",
    "STAGE_WORDS",
    "AlreadyThere",
    "Links",
    "NotAFile",
    "NotOnlyExample",
    "UnknownStage",
    "build",
    "links",
    "prepare",
    "reset",
    "write_cards",
]

"""What is said about free answers: how many came. What they say stands in the inbox of ideas."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext
from .names import MethodNames
from .said import ResultWords, Shown, frame

NAMES = MethodNames(
    method=N_("Freie Antwort"),
    help=N_("Hilft, wenn Sie nicht wissen, welche Antworten es gibt. Gezählt wird nichts."),
    held=N_("Offene Frage"),
    closed=N_("Die offene Frage ist geschlossen"),
    cancelled=N_("Diese offene Frage wurde abgebrochen"),
)


def allowed(settings: Mapping[str, Any], options: int) -> str:
    """„in eigenen Worten, höchstens 500 Zeichen“."""
    return gettext("in eigenen Worten, höchstens %(most)s Zeichen", most=settings["most"])


def read(shown: Shown, key: str) -> ResultWords:
    """How many have answered."""
    said = frame(shown)
    return ResultWords(
        **said,
        counts=said["turnout"],
        sentence=gettext(
            "%(turnout)s Die Antworten liegen ohne Platz im Ideen-Eingang.",
            turnout=said["turnout"],
        ),
        figure=shown.arrived,
        n=shown.arrived,
    )

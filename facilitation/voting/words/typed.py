"""What numbers are called that people type in without ballots (``voting.typed_counts``)."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext
from .figures import signed

_NAMES = {
    "abstain": N_("Enthaltung"),
    "count": N_("Nennungen"),
    "points": N_("Punkte"),
    "people": N_("Personen"),
}


def number_name(name: str, answers: Mapping[str, str], wording: Mapping[str, Any]) -> str:
    """„Ja“, „Punkte“, „+2“: what one number counts; ``answers`` are the words of the steps."""
    if name in answers:
        return answers[name]
    if name in _NAMES:
        return gettext(_NAMES[name])
    lowest = wording.get("settings", {}).get("scale", [0])[0]
    return signed(int(name), lowest)

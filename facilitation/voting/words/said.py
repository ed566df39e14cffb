"""What every method says about a result; each adds its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...language import gettext
from ..methods import METHODS
from .figures import channel_words, turnout_words
from .names import MODE_NAMES


@dataclass(frozen=True)
class Shown:
    """A stored round as its words are made from it; adds nothing up that isn't stored."""

    method: str
    result: Mapping[str, Any]
    wording: Mapping[str, Any]
    rule: Mapping[str, Any] | None
    channels: Mapping[str, int]
    present: int
    mode: str

    def entry(self, key: str) -> Mapping[str, Any]:
        """One option's figures, in the shape of voting.md § 10."""
        found: Mapping[str, Any] = self.result["options"][key]
        return found

    @property
    def arrived(self) -> int:
        """Ballots by all channels."""
        return sum(self.channels.values())


@dataclass(frozen=True)
class StepWords:
    """One answer and how many gave it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ResultWords:
    """The lines of one option's result, the same on every face."""

    counts: str
    """„21 Ja · 4 Nein · 2 Enthaltungen“"""
    turnout: str
    """„27 von 28 Anwesenden haben abgestimmt.“"""
    channels: str
    """„25 per Handy, 2 auf Papier: 27 von 28 Anwesenden“"""
    mode: str
    sentence: str
    """Turnout, rule and verdict in one breath, for phone and wall."""
    steps: tuple[StepWords, ...] = ()
    figure: int = 0
    """What its bar stands for where there is a bar per option: points, or how often it was chosen."""
    n: int | None = None
    base: int | None = None
    in_favour: int | None = None
    needed: int | None = None
    adopted: bool | None = None
    verdict: str = ""
    """„Angenommen.“, „Nicht angenommen.“ or empty where no rule was set."""
    share: str = ""
    """„21 von 25 (84 %) Ja, nötig 17“"""
    rule: str = ""
    """„mindestens zwei Drittel der Ja- und Nein-Stimmen“"""


def frame(shown: Shown) -> dict[str, Any]:
    """What is the same for every option and method: turnout, channels, mode."""
    return {
        "turnout": turnout_words(
            shown.arrived, shown.present, decides=METHODS[shown.method].READS_RULE
        ),
        "channels": channel_words(shown.channels, shown.present),
        "mode": gettext(MODE_NAMES[shown.mode]),
    }

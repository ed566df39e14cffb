"""What every method says about a result; each adds its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...language import gettext
from ..methods import WAYS
from .figures import channel_words, left_out_words, turnout_words
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
    members: int = 0
    """Every seat of the council at the opening."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many were left out of the round, by reason."""

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
    look: str = ""
    """Its shape and colour, see ``Answer.look``."""
    side: str = ""
    """``for``, ``against`` or ``neutral``, where a step takes one."""


@dataclass(frozen=True, kw_only=True)
class ResultWords:
    """The lines of one option's result, the same on every face."""

    counts: str
    """„21 Ja · 4 Nein · 2 Enthaltungen“"""
    turnout: str
    """„27 von 28 Anwesenden haben abgestimmt.“"""
    left_out: str
    """„2 nahmen nicht teil (befangen).“; a part of ``turnout``, for those who show only the ways."""
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
    finding: str = ""
    """What the method itself finds, beside any rule: „Konsens: niemand hat ein Veto …“"""
    unsettled: bool = False
    """Whether the method asks for another round."""
    mark: str = ""
    """At the place of the bar where enough is reached: „ab 17 Ja erreicht“"""

    @property
    def ruling(self) -> str:
        """The rule's verdict beside the finding: „Nach der Regel: Angenommen.“; alone, „Angenommen.“

        Empty where no rule decides, or where the finding has said it all.
        """
        if not self.rule:
            return ""
        if not self.finding:
            return self.verdict
        return gettext("Nach der Regel: %(verdict)s", verdict=self.verdict)

    @property
    def against(self) -> int:
        """How many said no in whatever words: they may want to say why."""
        return sum(step.count for step in self.steps if step.side == "against")

    @property
    def whole(self) -> int:
        """What the whole bar stands for: the rule's base, else everybody who answered."""
        return self.base if self.base is not None else sum(step.count for step in self.steps)

    @property
    def drawn(self) -> tuple[StepWords, ...]:
        """The steps that the bar shows: those who took no side only where the base counts them."""
        sided = tuple(step for step in self.steps if step.side != "neutral")
        return sided if self.whole == sum(step.count for step in sided) else self.steps


def frame(shown: Shown) -> dict[str, Any]:
    """What is the same for every option and method: turnout, channels, mode."""
    turnout = turnout_words(
        shown.arrived,
        shown.present,
        decides=WAYS[shown.method].DECIDES,
        by_hands=shown.mode == "hands",
    )
    left_out = left_out_words(shown.left_out)
    return {
        "turnout": f"{turnout} {left_out}".strip(),
        "left_out": left_out,
        "channels": channel_words(shown.channels, shown.present),
        "mode": gettext(MODE_NAMES[shown.mode]),
    }

"""What a simulated person reads from a scene: what is on, what can be tapped, the big button."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Attributes = Mapping[str, str]
LIMITS = ("points", "most", "least")
FILLED = (None, "submit", "radio", "checkbox", "number")
"""Types of fields that a ballot is filled in with."""
NO_FIELDS = ("csrf_token", "step")
"""What the big button sends beside the command's own fields."""


@dataclass(frozen=True)
class Ballot:
    """What can be answered: per field the values of its buttons, in their order."""

    method: str
    choices: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, int] = field(default_factory=dict)
    """What the form says may be given: ``{"points": 5, "most": 3, "least": 1}``."""


@dataclass(frozen=True)
class Scene:
    """A phone's scene."""

    kind: str = ""
    round: int = 0
    ballot: Ballot | None = None
    questions: Mapping[int, Ballot] = field(default_factory=dict)
    """Of a Sammelabstimmung: the ballot of each of its rounds, in their order."""

    @property
    def ballots(self) -> Mapping[int, Ballot]:
        """Everything that can be answered now, by round."""
        return self.questions or ({self.round: self.ballot} if self.ballot else {})


@dataclass(frozen=True)
class Cockpit:
    """The desk's scene: the state of the round, and the one big button."""

    state: str = ""
    meeting: int = 0
    command: str = ""
    from_state: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def read_scene(html: str) -> Scene:
    """A phone's scene from its HTML."""
    reader = _Reader()
    reader.feed(html)
    task, ballot = reader.task, reader.ballot
    choices = {name: tuple(values) for name, values in reader.choices.items()}
    limits = {name: _number(ballot[f"data-{name}"]) for name in LIMITS if f"data-{name}" in ballot}
    found = Ballot(ballot.get("data-method", ""), choices, limits) if choices else None
    questions = {
        round_id: Ballot(method, {name: tuple(values) for name, values in tapped.items()})
        for round_id, method, tapped in reader.questions
    }
    return Scene(task.get("data-kind", ""), _number(task.get("data-round", "")), found, questions)


def read_cockpit(html: str) -> Cockpit:
    """The desk's scene from its HTML."""
    reader = _Reader()
    reader.feed(html)
    classes = reader.cockpit.get("class", "").split()
    state = next((name[6:] for name in classes if name.startswith("round-")), "")
    given = {**reader.big}
    command, from_state = given.pop("command", ""), given.pop("from_state", "")
    given.pop("csrf_token", None)
    given.pop("step", None)  # this one never presses twice
    meeting = _number(reader.cockpit.get("data-meeting", ""))
    return Cockpit(state, meeting, command, from_state, given)


class _Reader(HTMLParser):
    """Collects the few elements that matter, of either face."""

    def __init__(self) -> None:
        super().__init__()
        self.task: Attributes = {}
        self.ballot: Attributes = {}
        self.choices: dict[str, list[str]] = {}
        self.questions: list[tuple[int, str, dict[str, list[str]]]] = []
        """Round, method and what can be tapped."""
        self.cockpit: Attributes = {}
        self.big: dict[str, str] = {}
        self._form = ""
        self._select = ""
        self._round = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-task" in given:
            self.task = given
        if "data-screen" in given:
            self._round = _number(given.get("data-round", ""))
        if given.get("id") == "cockpit":
            self.cockpit = given
        if tag == "form":
            self._open_form(given)
        elif tag in ("button", "input", "textarea") and "name" in given:
            self._control(given)
        elif tag == "select" and self._form == "ballot":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            self.choices.setdefault(self._select, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        if tag == "select":
            self._select = ""

    def _open_form(self, given: Attributes) -> None:
        self._form = given.get("id", "")
        if self._form == "ballot":
            self.ballot = given
        elif "data-question" in given:
            self._form = "question"
            self.questions.append((self._round, given.get("data-method", ""), {}))

    def _control(self, given: Attributes) -> None:
        name, value = given["name"], given.get("value", "")
        if self._form == "next-form":
            self.big[name] = value
        elif self._form == "question" and given.get("type") == "submit":
            self.questions[-1][2].setdefault(name, []).append(value)
        elif self._form == "ballot" and given.get("type") in FILLED:
            self.choices.setdefault(name, []).append(value)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() else 0

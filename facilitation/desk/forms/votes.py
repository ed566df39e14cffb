"""Forms of votes in steps: what is asked, which answers there are, and by which rule."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from ...language import N_
from ...language import gettext as _
from ...voting.models import Poll
from .fields import Prose, Radios, Several, Typed, option
from .rules import RuleForm, shown_rule

QUESTION = 160
MOST_LINES = 20
ABSTAIN = (
    (
        "yes",
        N_("mit Enthaltung: Wer sich enthält, zählt bei „Stimmen ohne Enthaltungen“ nicht mit"),
    ),
    ("no", N_("ohne Enthaltung: Wer sich nicht festlegt, gibt keine Stimme ab")),
)
VETO = (
    ("yes", N_("mit Veto: Schon ein Veto verhindert den Konsens")),
    (
        "no",
        N_("ohne Veto: Die äußerste Stufe sind schwere Bedenken; auch sie verhindern den Konsens"),
    ),
)


class PollForm(RuleForm):
    """The question over the answers, which of them there are, and the rule."""

    question = Typed(
        N_("Frage über den Stimmknöpfen"),
        limit=QUESTION,
        needed=N_("Welche Frage steht über den Antworten?"),
    )
    abstain = Radios(N_("Enthaltung"), choices=[option(*pair) for pair in ABSTAIN], default="yes")
    veto = Radios(N_("Veto"), choices=[option(*pair) for pair in VETO], default="yes")

    @property
    def settings(self) -> dict[str, Any]:
        """What counting needs, for the method that the form is about."""
        return settings_of(self.asked_way, veto=self.veto.data)

    @property
    def labels(self) -> dict[str, Any]:
        """What only people need."""
        return labels_of(self.asked_way, abstain=self.abstain.data)


def settings_of(way: str, *, veto: str) -> dict[str, Any]:
    """The settings of a vote in steps; whether there is a veto is a matter of Konsensstufen."""
    return {"veto": veto == "yes"} if way == "levels" else {}


def labels_of(way: str, *, abstain: str) -> dict[str, Any]:
    """Its labels; with doubts one may leave the Enthaltung out."""
    return {"without": ["abstain"]} if way == "doubt" and abstain == "no" else {}


class NewPollsForm(PollForm):
    """One vote for each chosen measure, and for each question of one's own."""

    measures = Several(N_("Worüber wird abgestimmt?"), choices=[])
    lines = Prose(
        N_("Eigene Fragen, eine je Zeile"),
        limit=MOST_LINES * (QUESTION + 1),
        rows=3,
        hint=N_("Jede Zeile wird eine eigene Abstimmung und steht so auf Beamer und Handys."),
    )

    @property
    def typed(self) -> list[str]:
        """The lines that say something, each once."""
        lines = (line.strip() for line in (self.lines.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate_lines(self, field: Any) -> bool:
        """Something to vote on, and no question longer than a phone can show."""
        said = self._wrong()
        if said:
            field.errors = [*field.errors, said]
        return not said

    def _wrong(self) -> str:
        if not self.typed and not self.measures.data:
            return _("Bitte wählen Sie etwas aus oder schreiben Sie eine eigene Frage.")
        if len(self.typed) > MOST_LINES:
            return _("Das sind zu viele Fragen auf einmal. Möglich sind %(most)s.", most=MOST_LINES)
        if any(len(line) > QUESTION for line in self.typed):
            return _(
                "Eine Frage ist zu lang. Erlaubt sind %(limit)s Zeichen je Zeile.", limit=QUESTION
            )
        return ""


def shown_poll(poll: Poll) -> SimpleNamespace:
    """A planned vote as ``PollForm`` shows it."""
    return SimpleNamespace(
        question=poll.question,
        abstain="no" if "abstain" in poll.labels.get("without", ()) else "yes",
        veto="no" if poll.settings.get("veto") is False else "yes",
        **vars(shown_rule(poll.rule, poll.method)),
    )


def begun_with(question: str, rule: Mapping[str, Any] | None, way: str) -> dict[str, Any]:
    """What a new vote's form begins with: the council's question and rule."""
    return {"question": question, **vars(shown_rule(dict(rule) if rule else None, way))}

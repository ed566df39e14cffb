"""What is said about Dafür, Dafür mit Zweifel, Dagegen."""

from ...language import N_
from .names import MethodNames, RuleNames
from .said import ResultWords, Shown
from .steps import Answer, ruled

RULE = RuleNames(
    decided=N_("der Stimmen ohne Enthaltungen"),
    beats=N_(", und mehr Dafür als Dagegen"),
    everybody=N_("Wenn alle %(present)s ohne Enthaltung stimmen: %(needed)s."),
    share=N_("%(share)s dafür oder dafür mit Zweifel, nötig %(needed)s"),
    nobody=N_("Es gab keine Stimmen dafür oder dagegen."),
    together=N_("Dafür und Dafür mit Zweifel zusammen"),
)
NAMES = MethodNames(
    method=N_("Dafür mit Zweifel"),
    help=N_(
        "Hilft, wenn entschieden werden soll und Zweifel hörbar bleiben: Wer zweifelt, kann "
        "zustimmen, ohne den Zweifel zu verschweigen."
    ),
    rule=RULE,
)
ANSWERS = (
    Answer("for", N_("Dafür"), "yes", "for", N_("Ich stimme ohne Zweifel zu.")),
    Answer(
        "with_doubts",
        N_("Dafür mit Zweifel"),
        "half",
        "for",
        N_("Ich habe Zweifel und stimme trotzdem zu."),
    ),
    Answer("against", N_("Dagegen"), "no", meaning=N_("Ich stimme nicht zu.")),
    Answer("abstain", N_("Enthaltung"), "abstain", "neutral", N_("Ich lege mich nicht fest.")),
)


def read(shown: Shown, key: str) -> ResultWords:
    """One option's result in words."""
    return ResultWords(**ruled(shown, key, ANSWERS, RULE))

"""What is said about Konsensstufen: the steps, whether there is a consensus, and the rule."""

from collections.abc import Mapping
from typing import Any

from ...language import N_, gettext
from .names import MethodNames, RuleNames
from .said import ResultWords, Shown
from .steps import Answer, ruled

RULE = RuleNames(
    decided=N_("der Stimmen ohne Enthaltung und Beiseitestehen"),
    beats="",
    everybody=N_("Wenn alle %(present)s ohne Enthaltung und Beiseitestehen stimmen: %(needed)s."),
    share=N_("%(share)s mit voller Zustimmung oder leichten Bedenken, nötig %(needed)s"),
    nobody=N_("Es gab nur Enthaltungen und Beiseitestehen."),
    together=N_("volle Zustimmung und leichte Bedenken zusammen"),
)
NAMES = MethodNames(
    method=N_("Konsensstufen"),
    help=N_(
        "Hilft, wenn möglichst alle mitgehen sollen: Abgestufte Antworten zeigen, wie viel noch "
        "fehlt, und ein Veto ist möglich."
    ),
    rule=RULE,
)
ANSWERS = (
    Answer("full", N_("Volle Zustimmung"), "yes", "for", N_("Ich trage es ganz mit.")),
    Answer(
        "concerns",
        N_("Leichte Bedenken"),
        "half",
        "for",
        N_("Ich habe Bedenken und trage es trotzdem mit."),
    ),
    Answer("abstain", N_("Enthaltung"), "abstain", "neutral", N_("Ich überlasse es den anderen.")),
    Answer(
        "aside",
        N_("Beiseitestehen"),
        "aside",
        "neutral",
        N_("Ich trage es nicht mit, halte es aber nicht auf."),
    ),
    Answer(
        "strong_concerns",
        N_("Schwere Bedenken"),
        "wary",
        meaning=N_("So kann ich es nicht mittragen. Wir sollten weiterreden."),
    ),
    Answer("veto", N_("Veto"), "veto", meaning=N_("Das darf so nicht beschlossen werden.")),
)


def read(shown: Shown, key: str) -> ResultWords:
    """One option's result in words; without a rule the consensus alone is the verdict."""
    entry = shown.entry(key)
    said = ruled(shown, key, ANSWERS, RULE)
    reached = entry["consensus"]
    if shown.rule is None:
        said["verdict"] = gettext("Konsens.") if reached else gettext("Kein Konsens.")
        said["adopted"] = True if reached else None
    return ResultWords(
        **said,
        finding=_finding(entry, veto="veto" in entry["counts"], ruled=shown.rule is not None),
        unsettled=not reached,
    )


def _finding(entry: Mapping[str, Any], *, veto: bool, ruled: bool) -> str:
    if entry["consensus"]:
        if veto:
            return gettext("Konsens: niemand hat ein Veto oder schwere Bedenken.")
        return gettext("Konsens: niemand hat schwere Bedenken.")
    if entry["n"] == entry["counts"]["abstain"]:
        return gettext("Kein Konsens: Niemand hat eine Stufe gewählt, die etwas entscheidet.")
    if ruled:  # it says what it has decided itself, see ``ResultWords.ruling``
        return gettext("Kein Konsens.")
    return gettext("Kein Konsens. Vorschlag: eine weitere Runde.")

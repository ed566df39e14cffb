"""What a poll asks and by which rule, in the words of every face."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..councils.models import Council
from ..language import gettext
from ..voting import modes, trials, words
from ..voting.methods import WAYS
from ..voting.models import Poll, Round
from ..voting.rules import Rule


@dataclass(frozen=True)
class OptionView:
    """One thing that is voted on, in the words the round keeps."""

    key: str
    place: int
    """Its place on the ballot, from 1."""
    code: str
    name: str
    """„Maßnahme 7“, by the council's own word; empty for a free text."""
    kind: str
    id: int
    title: str
    sentence: str
    text: str
    easy: str = ""
    """The text in Einfache Sprache; rounds of older versions keep none."""


def subject_name(council: Council, kind: str, code: str) -> str:
    """„Maßnahme 7“ by the council's own word, „Empfehlung E 12“; empty for a free text."""
    if kind == "measure":
        return f"{council.measure_word}{words.NBSP}{code.removeprefix('M')}"
    if kind == "recommendation":
        return gettext("Empfehlung %(code)s", code=code)
    return code


def subject(council: Council, poll: Poll, text: Mapping[str, Any]) -> dict[str, Any]:
    """What the poll is about, as the round keeps it."""
    options = tuple(
        OptionView(
            name=subject_name(council, option["kind"], option["code"]), place=place, **option
        )
        for place, option in enumerate(text["options"], start=1)
    )
    alone = options[0] if len(options) == 1 else None
    title = text.get("title") or (
        alone.title if alone else gettext(words.names(poll.method).method)
    )
    names = trials.named(words.names(poll.method)) if poll.trial else words.names(poll.method)
    return {
        "method": poll.method,
        "method_name": gettext(names.method),
        "held_name": gettext(names.held),
        "lists": names.lists,
        "decides": WAYS[poll.method].DECIDES,
        "reads_rule": WAYS[poll.method].READS_RULE,
        "closed_name": gettext(names.closed),
        "cancelled_name": gettext(names.cancelled),
        "name": (alone.name if alone else "") or gettext(names.held),
        "title": title,
        "question": text["question"],
        "options": options,
        "settings": text.get("settings", {}),
        "criteria": tuple(text.get("criteria", ())),
        "steps": tuple(text.get("steps", ())),
        "answers": words.answers(poll.method, text),
    }


def rule(poll: Poll, around: Round, *, present: int, members: int) -> dict[str, Any]:
    """The mode and the rule in sentences; ``present`` and ``members`` as the rule reads them."""
    kept = Rule.from_data(around.rule if around.opened_at else poll.rule)
    reads = WAYS[poll.method].READS_RULE
    return {
        "mode_name": gettext(words.MODE_NAMES["hands" if around.by_hands else poll.mode]),
        "mode": poll.mode,
        "modes": modes.offered(poll),
        "mode_sentence": gettext(words.MODE_SENTENCES[poll.mode]),
        "rule": words.rule_words(kept, poll.method),
        "rule_data": kept.to_data() if kept else None,
        "rule_before": words.rule_before(kept, poll.method, present=present, members=members)
        if reads
        else "",
        "rule_warning": words.rule_warning(kept, present=present, members=members)
        if reads and not around.opened_at
        else "",
    }

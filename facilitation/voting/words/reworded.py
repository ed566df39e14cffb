"""What an earlier and a later wording of a poll have not in common, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...language import gettext
from .. import differing

_TEXTS = ("title", "sentence", "text")
_ENDED = (".“", "!“", "?“")


def reworded(old: Mapping[str, Any], new: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the options whose texts differ."""
    before = {option["key"]: option for option in old["options"]}
    return frozenset(
        option["key"]
        for option in new["options"]
        if any(
            before.get(option["key"], option)[name].split() != option[name].split()
            for name in _TEXTS
        )
    )


def text_words(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What the later wording has and the earlier hadn't, quoted; empty where nothing changed."""
    fresh: list[str] = []
    gone: list[str] = []
    before = {option["key"]: option for option in old["options"]}
    for option in new["options"]:
        was = before.get(option["key"], option)
        for name in _TEXTS:
            more, less = differing.said(differing.pieces(was[name], option[name]))
            fresh += more
            gone += less
    parts = []
    if fresh:
        parts.append(gettext("neu %(words)s", words=_quoted(fresh)))
    if gone:
        parts.append(gettext("gestrichen %(words)s", words=_quoted(gone)))
    if not parts:
        return ""
    said = gettext("Geändert im Text: %(what)s", what="; ".join(parts))
    return said if said.endswith(_ENDED) else f"{said}."


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"„{phrase}“" for phrase in phrases)

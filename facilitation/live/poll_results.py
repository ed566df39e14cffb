"""What is known of a poll's result, once it is shown; before that nothing."""

from collections.abc import Mapping
from typing import Any

from ..voting import words
from ..voting.models import Round


def read(around: Round, text: Mapping[str, Any], present: int) -> dict[str, Any]:
    """``results`` and ``order`` of a ``PollView``."""
    keys = [option["key"] for option in text["options"]]
    if around.state != "shown" or around.result is None:
        return none(keys)
    held = words.shown(around, present)
    order = held.result.get("order") or [[key] for key in keys]
    return none(keys) | {
        "results": {key: words.result_words(held, key) for key in keys},
        "order": tuple(tuple(tied) for tied in order),
    }


def none(keys: list[str]) -> dict[str, Any]:
    """Nothing is shown: the options in their own order."""
    return {"results": {}, "order": tuple((key,) for key in keys)}

"""What is known of a poll's result, once it is shown; before that nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ..voting import by_seat, differing, words
from ..voting.methods import UNCOUNTED
from ..voting.models import Round
from ..voting.words.compared import Compared, compare

_BEFORE_THE_VOTE = ("text_shown", "open")
_TEXTS = ("title", "sentence", "text")


@dataclass(frozen=True)
class ChangedText:
    """What an earlier round was about, and what this one is, in one; unchanged texts are empty."""

    since: int
    """Number of the earlier round."""
    title: tuple[differing.Piece, ...] = ()
    sentence: tuple[differing.Piece, ...] = ()
    text: tuple[differing.Piece, ...] = ()


def read(session: Session, around: Round, text: Mapping[str, Any], present: int) -> dict[str, Any]:
    """What a ``PollView`` says of results and of texts that have changed."""
    keys = [option["key"] for option in text["options"]]
    if around.state in _BEFORE_THE_VOTE:
        return none(keys) | {"changed": _changed(around, text)}
    if around.state != "shown":
        return none(keys)
    said = counted(around, text, present)
    seats = by_seat.read(session, around)
    return said | {"by_seat": words.seats_lines(seats, text, said["results"])}


def counted(around: Round, text: Mapping[str, Any], present: int) -> dict[str, Any]:
    """The same of a round that is counted, whoever may see it."""
    keys = [option["key"] for option in text["options"]]
    if around.result is None and around.poll.method not in UNCOUNTED:
        return none(keys)
    held = words.shown(around, present)
    order = held.result.get("order") or [[key] for key in keys]
    results = {key: words.result_words(held, key) for key in keys}
    return none(keys) | {
        "results": results,
        "order": tuple(tuple(tied) for tied in order),
        "compared": _compared(around),
        "details": words.detail_tables(held),
        "addenda": words.addenda(around, present),
        "preview_words": words.preview_words(around),
    }


def none(keys: list[str]) -> dict[str, Any]:
    """Nothing is shown: the options in their own order."""
    return {
        "results": {},
        "order": tuple((key,) for key in keys),
        "compared": None,
        "details": (),
        "addenda": (),
        "by_seat": (),
        "preview_words": "",
        "changed": {},
    }


def shown_before(around: Round) -> Round | None:
    """The round of the same poll that was shown before this one and isn't covered up."""
    earlier = [each for each in around.poll.rounds if each.number < around.number]
    seen = [each for each in earlier if each.state == "shown" and not each.covered]
    return seen[-1] if seen else None


def _compared(around: Round) -> Compared | None:
    before = shown_before(around)
    if before is None or not (around.wording and around.stands.result and before.stands.result):
        return None
    return compare(before, around)


def _changed(around: Round, text: Mapping[str, Any]) -> dict[str, ChangedText]:
    """By option, against the last round that people have read the text of."""
    earlier = [each for each in around.poll.rounds if each.number < around.number]
    read = [each for each in earlier if each.opened_at and each.wording]
    if not read:
        return {}
    before = {option["key"]: option for option in read[-1].wording["options"]}
    found = {}
    for option in text["options"]:
        was = before.get(option["key"], option)
        differ = {
            name: differing.pieces(was[name], option[name])
            for name in _TEXTS
            if was[name].split() != option[name].split()
        }
        if differ:
            found[option["key"]] = ChangedText(read[-1].number, **differ)
    return found

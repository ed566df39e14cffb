"""Counting again, for everybody: an archive's polls with the live tool's own functions.

The shapes are those of voting.md § 10. Whoever holds the archive can check the Gutachten.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..language import N_
from ..language import gettext as _
from . import counting_input as reading
from . import tally
from .methods import BadSettings
from .strict_json import BadInput, Path, a_list, an_object, as_json, parse, pointer

__all__ = ["BadInput", "compare", "read", "recount"]

POLLS = "polls"


def read(text: str) -> Any:
    """The JSON of a poll or of an archive, of which nothing but the polls is looked at."""
    return parse(text, read_only=POLLS)


def recount(data: object) -> dict[str, Any]:
    """What the polls of an archive, or one poll alone, give when they are counted again.

    Raises ``BadInput`` with the place where something can't be read.
    """
    if isinstance(data, Mapping) and POLLS in data:
        return {POLLS: [_entry(poll, path) for poll, path in _polls(data[POLLS])]}
    poll = an_object(data, ())
    if poll.get("id") is not None:
        reading.identity(poll, ())
    if poll.get("status") is not None:
        return {"result": None, "status": reading.status(poll, ())}
    return _count(poll, ())


def compare(data: Mapping[str, Any], counted: Mapping[str, Any]) -> Iterator[str]:
    """Each difference between a shown result and the recount: pointer and both values."""
    if POLLS not in data:
        if data.get("result") is not None:
            yield from _differences(data["result"], counted, ("result",))
        return
    for at, (poll, again) in enumerate(zip(data[POLLS], counted[POLLS], strict=True)):
        yield from _differences(poll["result"], again["result"], (POLLS, str(at), "result"))


def _polls(given: object) -> Iterator[tuple[Mapping[str, Any], Path]]:
    seen: set[object] = set()
    for at, item in enumerate(a_list(given, (POLLS,))):
        path: Path = (POLLS, str(at))
        poll = an_object(item, path)
        for name in ("id", "result"):
            if name not in poll:
                raise BadInput((*path, name), N_("Hier fehlt eine Angabe."))
        if reading.identity(poll, path) in seen:
            raise BadInput((*path, "id"), N_("Jede Abstimmung braucht eine eigene Kennung."))
        seen.add(poll["id"])
        yield poll, path


def _entry(poll: Mapping[str, Any], path: Path) -> dict[str, Any]:
    if poll["result"] is None or poll.get("status") is not None:
        return {"id": poll["id"], "result": None, "status": reading.status(poll, path)}
    return {"id": poll["id"], "result": _count(poll, path)}


def _count(poll: Mapping[str, Any], path: Path) -> dict[str, Any]:
    way = reading.method(poll, path)
    question = reading.question(way, poll, path)
    rule = reading.rule(poll.get("rule"), (*path, "rule"))
    seats = reading.seats(poll.get("seats"), (*path, "seats"))
    ballots = reading.ballots(way, poll, question, path)
    counted, more = reading.counted(way, poll, question, path)
    arrived = len(ballots) + more
    reading.enough_seats(seats, arrived, rule if way.READS_RULE else None, path)
    try:
        return tally.count(
            poll["method"],
            ballots,
            question,
            rule=rule,
            members=seats.get("members", 0),
            present=seats.get("present", 0),
            counted=counted,
            more=more,
        )
    except BadSettings as refusal:
        raise BadInput((*path, "rule", *refusal.path), refusal.sentence()) from refusal


def _differences(shown: Any, again: Any, path: Path) -> Iterator[str]:
    if isinstance(shown, Mapping) and isinstance(again, Mapping):
        for key in [*again, *(key for key in shown if key not in again)]:
            here = (*path, str(key))
            if key not in shown:
                yield _difference(_("nichts"), as_json(again[key]), here)
            elif key not in again:
                yield _difference(as_json(shown[key]), _("nichts"), here)
            else:
                yield from _differences(shown[key], again[key], here)
    elif isinstance(shown, list) and isinstance(again, list) and len(shown) == len(again):
        for at, (left, right) in enumerate(zip(shown, again, strict=True)):
            yield from _differences(left, right, (*path, str(at)))
    elif type(shown) is not type(again) or shown != again:
        yield _difference(as_json(shown), as_json(again), path)


def _difference(shown: str, again: str, path: Path) -> str:
    return _(
        "%(place)s: gezeigt wurde %(shown)s, gezählt ist %(again)s",
        place=pointer(path),
        shown=shown,
        again=again,
    )

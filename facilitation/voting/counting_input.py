"""Reading what is to be counted again: strictly, with the place of whatever can't be read."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..errors import Invalid, Refused
from ..language import N_
from .methods import BadMarks, BadSettings, Marks, Method, Question
from .rules import Rule

Path = tuple[str, ...]
POLL_KEYS = (
    "id",
    "method",
    "options",
    "settings",
    "rule",
    "seats",
    "ballots",
    "ballots_by_option",
    "counted",
    "result",
    "status",
)
RULE_KEYS = ("threshold", "compare", "base", "also", "turnout")
_FRACTION = re.compile(r"[0-9]{1,9}(/[1-9][0-9]{0,8})?")


class BadInput(Invalid):
    """Something can't be counted; ``pointer`` is its JSON pointer."""

    code = "bad_input"

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.pointer = pointer(path)


class Twice(dict[str, Any]):
    """An object in which a key stood twice; JSON readers would keep the last one in silence."""

    def __init__(self, pairs: Iterable[tuple[str, Any]], key: str) -> None:
        super().__init__(pairs)
        self.key = key


def parse(text: str) -> Any:
    """JSON as data; raises ``BadInput`` for broken JSON and for keys given twice."""
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(
            (), f"{Refused(N_('Das ist kein lesbares JSON.')).sentence()}{where}"
        ) from error
    _refuse_twice(data, ())
    return data


def pointer(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a place; empty for the whole."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def as_json(value: object) -> str:
    """A value as it stands in the file."""
    return json.dumps(value, ensure_ascii=False)


def an_object(given: object, path: Path) -> Mapping[str, Any]:
    """``given``, if it is an object."""
    if not isinstance(given, Mapping):
        raise BadInput(path, N_("Hier gehört ein Objekt hin."))
    return given


def a_list(given: object, path: Path) -> list[Any]:
    """``given``, if it is a list."""
    if not isinstance(given, list):
        raise BadInput(path, N_("Hier gehört eine Liste hin."))
    return given


def whole(given: object, path: Path) -> int:
    """``given``, if it is a whole number from 0 on; neither ``3.0`` nor ``true``."""
    if type(given) is not int or given < 0:
        raise BadInput(path, N_("Hier gehört eine ganze Zahl hin."))
    return given


def only(given: Mapping[str, Any], known: Sequence[str], path: Path) -> None:
    """Refuse keys that nobody reads."""
    for key in given:
        if key not in known:
            raise BadInput((*path, key), N_("Diese Angabe kennen wir nicht."))


def status(poll: Mapping[str, Any], path: Path) -> str:
    """Why a poll has no result; nothing is left out in silence."""
    given = poll.get("status")
    if not isinstance(given, str) or not given or poll.get("result") is not None:
        raise BadInput((*path, "status"), N_("Ohne Ergebnis braucht es einen Status."))
    return given


def question(way: Method, poll: Mapping[str, Any], path: Path) -> Question:
    """Options and settings."""
    options = a_list(poll.get("options"), (*path, "options"))
    if not options:
        raise BadInput((*path, "options"), N_("Es fehlt, worüber abgestimmt wurde."))
    for at, key in enumerate(options):
        if not isinstance(key, str) or not key or key in options[:at]:
            raise BadInput(
                (*path, "options", str(at)), N_("Jede Option braucht einen eigenen Namen.")
            )
    here: Path = (*path, "settings")
    given = poll.get("settings")
    try:
        settings = way.settings({} if given is None else an_object(given, here))
    except BadSettings as refusal:
        raise BadInput((*here, *refusal.path), refusal.sentence()) from refusal
    return Question(tuple(options), settings)


def rule(given: object, path: Path) -> dict[str, Any] | None:
    """The rule's own shape; fractions are strings, only the base has a default."""
    if given is None:
        return None
    data = an_object(given, path)
    only(data, RULE_KEYS, path)
    for name in ("threshold", "turnout"):
        typed = data.get(name)
        if typed is None and name == "turnout":
            continue
        if not isinstance(typed, str) or not _FRACTION.fullmatch(typed):
            raise BadInput((*path, name), N_("Hier gehört ein Bruch wie „2/3“ hin."))
    for name, known in (
        ("compare", (">=", ">")),
        ("base", (None, "yes_and_no", "cast", "present", "members")),
        ("also", (None, "for_beats_against")),
    ):
        if data.get(name) not in known:
            raise BadInput((*path, name), N_("Diese Angabe kennen wir nicht."))
    try:
        Rule.from_data(data)
    except Invalid as refusal:
        raise BadInput((*path, "threshold"), refusal.sentence()) from refusal
    return dict(data)


def seats(given: object, path: Path) -> dict[str, int]:
    """How many members there are and how many were there."""
    if given is None:
        return {}
    data = an_object(given, path)
    only(data, ("members", "present"), path)
    read = {
        name: whole(number, (*path, name)) for name, number in data.items() if number is not None
    }
    if read.get("present", 0) > read.get("members", read.get("present", 0)):
        raise BadInput((*path, "present"), N_("Mehr Anwesende als Mitglieder gibt es nicht."))
    return read


def enough_seats(
    read: Mapping[str, int], arrived: int, needed_by: Mapping[str, Any] | None, path: Path
) -> None:
    """Refuse more ballots than seats, and a rule whose base isn't known."""
    for name in ("present", "members"):
        if arrived > read.get(name, arrived):
            raise BadInput((*path, "seats", name), N_("Es gibt mehr Stimmzettel als Plätze."))
    needed: set[str] = set()
    if needed_by:
        needed = {"present", "members"} & {str(needed_by.get("base"))}
        if needed_by.get("turnout") is not None:
            needed.add("members")
    for place in sorted(needed - set(read)):
        raise BadInput((*path, "seats", place), N_("Diese Zahl braucht die Regel."))


def ballots(way: Method, poll: Mapping[str, Any], asked: Question, path: Path) -> list[Marks]:
    """Every ballot, checked; from rows or from one list per option."""
    rows, columns = poll.get("ballots"), poll.get("ballots_by_option")
    if rows is not None and columns is not None:
        raise BadInput(
            (*path, "ballots_by_option"), N_("Stimmzettel stehen entweder hier oder in „ballots“.")
        )
    if columns is not None:
        return _by_option(way, columns, asked, (*path, "ballots_by_option"))
    if rows is None:
        if poll.get("counted") is None:
            raise BadInput((*path, "ballots"), N_("Es fehlen die Stimmzettel."))
        return []
    here: Path = (*path, "ballots")
    return [
        _checked(way, an_object(row, (*here, str(at))), asked, (*here, str(at)))
        for at, row in enumerate(a_list(rows, here))
    ]


def _by_option(way: Method, given: object, asked: Question, path: Path) -> list[Marks]:
    columns = an_object(given, path)
    only(columns, asked.options, path)
    lists = {}
    for key in asked.options:
        if key not in columns:
            raise BadInput((*path, key), N_("Diese Liste fehlt."))
        lists[key] = a_list(columns[key], (*path, key))
        if len(lists[key]) != len(lists[asked.options[0]]):
            raise BadInput((*path, key), N_("Alle Listen müssen gleich lang sein."))
    ballots: list[Marks] = []
    for at in range(len(lists[asked.options[0]])):
        row = {key: marks[at] for key, marks in lists.items() if marks[at] is not None}
        ballots.append(_checked(way, row, asked, path, at))
    return ballots


def _checked(way: Method, row: Marks, asked: Question, path: Path, at: int | None = None) -> Marks:
    try:
        return way.check(row, asked)
    except BadMarks as refusal:
        place = refusal.path
        if at is not None and place:  # in lists per option the ballot's number comes second
            place = (place[0], str(at), *place[1:])
        raise BadInput((*path, *place), refusal.sentence()) from refusal


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: set[str] = set()
    for key, _value in pairs:
        if key in seen:
            return Twice(pairs, key)
        seen.add(key)
    return dict(pairs)


def _no_number(name: str) -> None:
    raise ValueError(name)


def _refuse_twice(data: object, path: Path) -> None:
    if isinstance(data, Twice):
        raise BadInput((*path, data.key), N_("Diese Angabe steht zweimal da."))
    if isinstance(data, dict):
        for key, value in data.items():
            _refuse_twice(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            _refuse_twice(value, (*path, str(at)))

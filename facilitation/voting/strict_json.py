"""JSON read strictly: no key twice, no endless nesting, and a place for whatever is wrong."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..errors import Invalid, Refused
from ..language import N_

Path = tuple[str, ...]
DEEPEST = 100
"""So many levels are read; anything deeper than an archive ever gets is no archive."""
MOST = 999_999_999
"""No whole number is larger: what is added up stays printable."""


class BadInput(Invalid):
    """Something can't be counted; ``pointer`` is its JSON pointer."""

    code = "bad_input"

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.pointer = pointer(path)


class Twice(dict[str, Any]):
    """An object in which keys stood twice; JSON readers would keep the last one in silence."""

    def __init__(self, pairs: Iterable[tuple[str, Any]], twice: Iterable[str]) -> None:
        super().__init__(pairs)
        self.twice = tuple(twice)


def parse(text: str, *, read_only: str | None = None) -> Any:
    """JSON as data; raises ``BadInput`` for broken JSON, keys given twice and deep nesting.

    In a document that has the key ``read_only``, nothing but its value is looked at.
    """
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(
            (), f"{Refused(N_('Das ist kein lesbares JSON.')).sentence()}{where}"
        ) from error
    if isinstance(data, dict) and read_only is not None and read_only in data:
        if isinstance(data, Twice) and read_only in data.twice:
            raise BadInput((read_only,), N_("Diese Angabe steht zweimal da."))
        _look_through(data[read_only], (read_only,))
    else:
        _look_through(data, ())
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
    if type(given) is not int or not 0 <= given <= MOST:
        raise BadInput(path, N_("Hier gehört eine ganze Zahl hin."))
    return given


def only(given: Mapping[str, Any], known: Sequence[str], path: Path) -> None:
    """Refuse keys that nobody reads."""
    for key in given:
        if key not in known:
            raise BadInput((*path, key), N_("Diese Angabe kennen wir nicht."))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    often = Counter(key for key, _value in pairs)
    return Twice(pairs, [key for key, times in often.items() if times > 1])


def _no_number(name: str) -> None:
    raise ValueError(name)


def _look_through(data: object, path: Path) -> None:
    if isinstance(data, Twice):
        raise BadInput((*path, data.twice[0]), N_("Diese Angabe steht zweimal da."))
    if len(path) > DEEPEST:
        raise BadInput(path, N_("Das ist zu tief verschachtelt."))
    if isinstance(data, dict):
        for key, value in data.items():
            _look_through(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            _look_through(value, (*path, str(at)))

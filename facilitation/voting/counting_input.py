"""What one poll that is to be counted again has to look like (voting.md § 10).

Only ``settings``, ``rule``, ``seats``, ``also`` and ``turnout`` may be ``null``; whatever
else is there has to say something.
"""

import re
from collections.abc import Mapping
from typing import Any

from ..errors import Invalid
from ..language import N_
from .methods import METHODS, UNCOUNTED, BadMarks, BadSettings, Marks, Method, Question
from .rules import BASES, COMPARES, SECOND, Rule
from .strict_json import BadInput, Path, a_list, an_object, only, whole

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
_FRACTION = re.compile(r"[0-9]{1,40}(/[1-9][0-9]{0,39})?")


def identity(poll: Mapping[str, Any], path: Path) -> str | int:
    """What an entry of an archive is called."""
    given = poll.get("id")
    if type(given) is not int and not isinstance(given, str):
        raise BadInput((*path, "id"), N_("Jede Abstimmung braucht eine eigene Kennung."))
    return given


def status(poll: Mapping[str, Any], path: Path) -> str:
    """Why a poll has no result; nothing is left out in silence."""
    only(poll, POLL_KEYS, path)
    method = poll.get("method")
    if "method" in poll and method not in (*METHODS, *UNCOUNTED):
        raise BadInput((*path, "method"), N_("Dieses Verfahren kennen wir nicht."))
    given = poll.get("status")
    if not isinstance(given, str) or not given:
        raise BadInput((*path, "status"), N_("Ohne Ergebnis braucht es einen Status."))
    if poll.get("result") is not None:
        raise BadInput((*path, "status"), N_("Einen Status hat nur, was kein Ergebnis hat."))
    return given


def method(poll: Mapping[str, Any], path: Path) -> Method:
    """How it is counted."""
    only(poll, POLL_KEYS, path)
    name = poll.get("method")
    if name in UNCOUNTED:
        raise BadInput(
            (*path, "status"), N_("Freie Antworten zählt niemand; hier braucht es einen Status.")
        )
    if not isinstance(name, str) or name not in METHODS:
        raise BadInput((*path, "method"), N_("Dieses Verfahren kennen wir nicht."))
    return METHODS[name]


def question(way: Method, poll: Mapping[str, Any], path: Path) -> Question:
    """Options and settings."""
    options = a_list(poll.get("options"), (*path, "options"))
    if not options:
        raise BadInput((*path, "options"), N_("Es fehlt, worüber abgestimmt wurde."))
    seen: set[str] = set()
    for at, key in enumerate(options):
        if not isinstance(key, str) or not key or key in seen:
            raise BadInput(
                (*path, "options", str(at)), N_("Jede Option braucht einen eigenen Namen.")
            )
        seen.add(key)
    here: Path = (*path, "settings")
    given = poll.get("settings")
    try:
        settings = way.settings({} if given is None else an_object(given, here), options)
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
        if data.get(name) is not None or name == "threshold":
            _refuse_other_shares(data.get(name), (*path, name))
    for name, known, default in (
        ("compare", COMPARES, None),
        ("base", BASES, "yes_and_no"),
        ("also", (None, *SECOND), None),
    ):
        if data.get(name, default) not in known:
            raise BadInput((*path, name), N_("Diese Angabe kennen wir nicht."))
    return dict(data)


def _refuse_other_shares(given: object, path: Path) -> None:
    if not isinstance(given, str) or not _FRACTION.fullmatch(given):
        raise BadInput(path, N_("Hier gehört ein Bruch wie „2/3“ hin."))
    try:
        Rule.from_data({"threshold": given})
    except Invalid as refusal:
        raise BadInput(path, refusal.sentence()) from refusal


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
    if "ballots" in poll and "ballots_by_option" in poll:
        raise BadInput(
            (*path, "ballots_by_option"), N_("Stimmzettel stehen entweder hier oder in „ballots“.")
        )
    if "ballots_by_option" in poll:
        return _by_option(way, poll["ballots_by_option"], asked, (*path, "ballots_by_option"))
    here: Path = (*path, "ballots")
    if "ballots" not in poll:
        if "counted" not in poll:
            raise BadInput(here, N_("Es fehlen die Stimmzettel."))
        return []
    return [
        _checked(way, an_object(row, (*here, str(at))), asked, (*here, str(at)))
        for at, row in enumerate(a_list(poll["ballots"], here))
    ]


def counted(
    way: Method, poll: Mapping[str, Any], asked: Question, path: Path
) -> tuple[dict[str, Any] | None, int]:
    """The tally that was typed in without ballots, and how many ballots it stands for."""
    if "counted" not in poll:
        return None, 0
    here: Path = (*path, "counted")
    given = dict(an_object(poll["counted"], here))
    number = whole(given.pop("ballots", None), (*here, "ballots"))
    if "ballots" in asked.options:
        raise BadInput(
            (*path, "options", str(asked.options.index("ballots"))),
            N_("So kann eine Option nicht heißen, wenn Zahlen ohne Stimmzettel dabei sind."),
        )
    try:
        return way.read_counted(given, asked, number), number
    except BadMarks as refusal:
        raise BadInput((*here, *refusal.path), _sentence(refusal)) from refusal


def _by_option(way: Method, given: object, asked: Question, path: Path) -> list[Marks]:
    """Ballots put together from the lists; each mark is checked alone, they don't belong together."""
    if not way.BY_OPTION:
        raise BadInput(path, N_("Bei diesem Verfahren gehören die Angaben eines Zettels zusammen."))
    columns = an_object(given, path)
    only(columns, asked.options, path)
    lists = {}
    for key in asked.options:
        if key not in columns:
            raise BadInput((*path, key), N_("Diese Liste fehlt."))
        lists[key] = a_list(columns[key], (*path, key))
        if len(lists[key]) != len(lists[asked.options[0]]):
            raise BadInput((*path, key), N_("Alle Listen müssen gleich lang sein."))
    ballots: list[dict[str, Any]] = [{} for _ in lists[asked.options[0]]]
    for key, marks in lists.items():
        for at, mark in enumerate(marks):
            if mark is not None:
                ballots[at] |= _checked(way, {key: mark}, asked, (*path, key, str(at)), within=1)
    return list(ballots)


def _checked(
    way: Method, row: Marks, asked: Question, path: Path, *, within: int = 0
) -> dict[str, Any]:
    """The marks of a ballot; ``path`` already leads ``within`` steps into it."""
    try:
        return way.check(row, asked)
    except BadMarks as refusal:
        raise BadInput((*path, *refusal.path[within:]), _sentence(refusal)) from refusal


def _sentence(refusal: BadMarks) -> str:
    """The reason; what a phone is told instead of one is no help here."""
    if refusal.message == BadMarks.default:
        return N_("Das passt nicht zu Optionen und Einstellungen dieser Abstimmung.")
    return refusal.sentence()

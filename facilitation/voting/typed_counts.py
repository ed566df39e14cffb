"""Counts that people type in without ballots: which numbers a method asks for, and whether they add up.

What there is to type follows from the method's own empty tally, so that a new method needs
nothing here. One whose tally isn't made of plain numbers (a ranking) is entered seat by seat.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Invalid
from ..language import N_, gettext, ngettext
from .methods import METHODS, WAYS, BadMarks, Method, Question
from .wording import asked

DIGITS = 4


class DoesNotAddUp(Invalid):
    """The numbers can't come from so many ballots; the sentence names the difference."""

    code = "sum"


@dataclass(frozen=True)
class Numbers:
    """The numbers of one option, or of one criterion of it."""

    path: tuple[str, ...]
    """``("M7",)`` or ``("M7", "nutzen")``"""
    names: tuple[str, ...]
    """Steps, the lowest first; ``count``; ``points`` and ``people``."""

    def field(self, name: str) -> str:
        """What the number is called in a form: ``M7.nutzen.5``."""
        return ".".join((*self.path, name))


@dataclass(frozen=True)
class Paper:
    """How a number of ballots is called where it is compared with: paper seats, or people."""

    number: int
    hands: bool = False

    def __str__(self) -> str:
        if self.hands:
            return ngettext("%(num)s Person im Raum", "%(num)s Personen im Raum", self.number)
        return ngettext("%(num)s Papier-Platz", "%(num)s Papier-Plätze", self.number)


def numbers(method: str, wording: Mapping[str, Any]) -> list[Numbers]:
    """What can be typed in; empty where ballots have to be entered one by one."""
    if method not in METHODS:
        return []
    without = wording.get("without", ())  # answers that this poll doesn't offer
    return [
        Numbers(path, tuple(name for name in names if name not in without))
        for path, names in _leaves(METHODS[method].tally([], asked(wording)), ())
    ]


def is_exact(method: str, wording: Mapping[str, Any]) -> bool:
    """Whether each ballot gives exactly one answer to each option."""
    return method in METHODS and not METHODS[method].is_whole({}, asked(wording))


def asks_for_invalid(method: str, wording: Mapping[str, Any]) -> bool:
    """Whether papers without a valid answer have to be counted by themselves.

    Elsewhere a gap says the same: nobody has to rate or give points.
    """
    return is_exact(method, wording) or not _may_be_blank(WAYS[method], asked(wording))


def read(
    method: str,
    wording: Mapping[str, Any],
    typed: Mapping[str, str],
    paper: Paper,
    without: int,
) -> dict[str, Any]:
    """The counts in the shape of voting.md § 10, with ``ballots``.

    ``typed`` holds every field of ``numbers``, ``without`` papers are blank or invalid (people
    who raised no hand). Raises ``Invalid`` for what is no number, ``DoesNotAddUp`` with the
    difference in a sentence.
    """
    question, way = asked(wording), METHODS[method]
    asked_for = numbers(method, wording)
    fields = {each.field(name) for each in asked_for for name in each.names}
    if not asked_for or set(typed) != fields:
        raise Invalid()
    counted: dict[str, Any] = {}
    for each in asked_for:
        values = {name: whole(typed[each.field(name)]) for name in each.names}
        _check(method, wording, each, values, paper, without)
        place = counted
        for step in each.path[:-1]:
            place = place.setdefault(step, {})
        place[each.path[-1]] = values
    _check_sums(method, question, counted, paper, without)
    ballots = paper.number - without
    if not paper.hands and _may_be_blank(way, question):
        ballots = paper.number  # a blank ballot is one too (voting.md § 10)
    try:
        way.read_counted(counted, question, ballots)
    except BadMarks as refusal:
        raise DoesNotAddUp(_of(wording, refusal.path, refusal.sentence())) from refusal
    return {"ballots": ballots, **counted}


def whole(typed: str) -> int:
    """A number from 0 on as it is typed; an empty field is 0."""
    typed = typed.strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS):
        raise Invalid(
            N_("Bitte tragen Sie überall eine ganze Zahl ein, ab 0, mit höchstens vier Stellen.")
        )
    return int(typed)


def _leaves(
    tally: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if tally and all(type(value) is int for value in tally.values()):
        yield path, tuple(tally)
        return
    for key, value in tally.items():
        if not isinstance(value, Mapping):
            return
        yield from _leaves(value, (*path, key))


def _check(
    method: str,
    wording: Mapping[str, Any],
    each: Numbers,
    values: Mapping[str, int],
    paper: Paper,
    without: int,
) -> None:
    """One line of numbers against the number of papers."""
    if each.names == ("points", "people"):
        _refuse(wording, each, values["people"], paper, without, most=True)
    elif is_exact(method, wording):
        _refuse(wording, each, sum(values.values()), paper, without, most=False)
    else:
        _refuse(wording, each, sum(values.values()), paper, without, most=True)


def _refuse(
    wording: Mapping[str, Any],
    each: Numbers,
    votes: int,
    paper: Paper,
    without: int,
    *,
    most: bool,
) -> None:
    total = votes + without
    if total == paper.number or (most and total < paper.number):
        return
    what = ngettext("Das ist %(num)s Stimme", "Das sind %(num)s Stimmen", votes)
    if without:
        what = gettext("%(what)s und %(n)s ohne gültige", what=what, n=without)
    sentence = gettext(
        "%(what)s, aber %(paper)s: %(difference)s.",
        what=what,
        paper=paper,
        difference=difference(total, paper.number),
    )
    raise DoesNotAddUp(_of(wording, each.path, sentence))


def difference(total: int, expected: int) -> str:
    """„1 zu viel“"""
    if total > expected:
        return gettext("%(n)s zu viel", n=total - expected)
    return gettext("%(n)s zu wenig", n=expected - total)


def _check_sums(
    method: str, question: Question, counted: Mapping[str, Any], paper: Paper, without: int
) -> None:
    """Over all options: how many choices or points so many ballots can hold."""
    valid = paper.number - without
    if method == "choice":
        total = sum(entry["count"] for entry in counted.values())
        bounds = (valid * question.settings["min"], valid * question.settings["max"])
        words = (
            N_(
                "Das sind %(total)s Nennungen, aber %(paper)s: höchstens %(bound)s passen dazu, %(difference)s."
            ),
            N_(
                "Das sind %(total)s Nennungen, aber %(paper)s: mindestens %(bound)s gehören dazu, %(difference)s."
            ),
        )
    elif method == "dots":
        total = sum(entry["points"] for entry in counted.values())
        bounds = (0, valid * question.settings["points"])
        words = (
            N_(
                "Das sind %(total)s Punkte, aber %(paper)s: höchstens %(bound)s passen dazu, %(difference)s."
            ),
            "",
        )
    else:
        return
    for wrong, bound, sentence in zip(
        (total > bounds[1], total < bounds[0]), reversed(bounds), words, strict=True
    ):
        if wrong:
            raise DoesNotAddUp(
                sentence,
                total=total,
                paper=paper,
                bound=bound,
                difference=difference(total, bound),
            )


def _may_be_blank(way: Method, question: Question) -> bool:
    """Whether a ballot without any answer is one."""
    try:
        way.read_counted({}, question, 1)
    except BadMarks:
        return False
    return True


def _of(wording: Mapping[str, Any], path: tuple[str, ...], sentence: str) -> str:
    """The sentence with what it is about before it, where the poll is about several things."""
    name = name_of(wording, path)
    return f"{name}: {sentence}" if name else sentence


def name_of(wording: Mapping[str, Any], path: tuple[str, ...], *, titles: bool = False) -> str:
    """„M7, Nutzen“, with ``titles`` „M7 Füllstandsmelder, Nutzen“; empty where only one is asked about."""
    options = {option["key"]: option for option in wording["options"]}
    criteria = {each["key"]: each["label"] for each in wording.get("criteria", ())}
    parts = []
    if path and len(options) > 1 and path[0] in options:
        code, title = options[path[0]]["code"], options[path[0]]["title"]
        parts.append(f"{code} {title}".strip() if titles else code or title)
    if len(path) > 1 and len(criteria) > 1 and path[1] in criteria:
        parts.append(criteria[path[1]])
    return ", ".join(parts)

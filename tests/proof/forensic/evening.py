"""An evening of thirty who vote by our own rules, while somebody copies every file."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import select

from facilitation import db
from facilitation.voting.casting import Cast
from facilitation.voting.models import RollEntry, Round
from facilitation.voting.writer import writer
from tests import factories

from .linking import FIRST, Question, answer

MEMBERS = 30
CHANGED = 8
"""How many change their votes, each once more or twice."""
LINES = ("Mehr Bäume", "Eine Buslinie", "Längere Öffnungszeiten", "Alles bleibt, wie es ist")
OPTIONS = ("M7", "M8", "F1", "F2", "F3", "F4")
Marks = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A way to vote, with answers as they are usual."""

    method: str
    settings: dict[str, Any]
    draw: Callable[[Random], Marks]
    about: tuple[str, ...] = OPTIONS
    words: tuple[str, ...] = ()


def yes_no(random: Random) -> Marks:
    return {"M7": random.choices(("yes", "no", "abstain"), (18, 9, 3))[0]}


def dots(random: Random) -> Marks:
    drawn = Counter(random.choices(OPTIONS, (6, 4, 3, 2, 1, 1), k=5))
    return {key: min(drawn[key], 3) for key in OPTIONS if drawn[key]}


def resistance(random: Random) -> Marks:
    given = {key: random.choice((0, 0, 1, 2, 3, 5, 7, 8, 10, 10)) for key in OPTIONS}
    return {key: mark for key, mark in given.items() if random.random() < 0.95}


def ranking(random: Random) -> Marks:
    liked = dict(zip(OPTIONS, (6, 5, 4, 3, 2, 1), strict=True))
    order = sorted(OPTIONS, key=lambda key: random.random() ** (1 / liked[key]), reverse=True)
    return {"ranked": order[: random.randint(3, 6)]}


KINDS = (
    Kind("yes_no", {}, yes_no, ("M7",), ("yes", "no", "abstain")),
    Kind("dots", {"points": 5, "per_option": 3}, dots),
    Kind("resistance", {"status_quo": "F4"}, resistance),
    Kind("ranking", {"min": 3}, ranking, (FIRST,)),
)


@dataclass
class Vote:
    """One round, as it happened."""

    kind: Kind
    round_id: int
    last: dict[int, Marks] = field(default_factory=dict)
    """By seat."""
    arrivals: list[int] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)

    def questions(self) -> list[Question]:
        """What an attacker may want to know of this round."""
        last = list(dict.fromkeys(reversed(self.arrivals)))[::-1]
        return [
            Question(
                round_id=self.round_id,
                option=option,
                truth={seat: answer(marks, option) for seat, marks in self.last.items()},
                arrivals=last,
                first_arrivals=list(dict.fromkeys(self.arrivals)),
                kept=self._public(option),
                words=self.kind.words,
            )
            for option in self.kind.about
        ]

    def _public(self, option: str) -> Sequence[Any]:
        """What was kept of the ballots, in the order in which it was kept."""
        if option == FIRST:
            places = {key: entry["places"][0] for key, entry in self.result["options"].items()}
            return [key for key, number in places.items() for _ in range(number)]
        lists: Mapping[str, Sequence[Any]] = self.kept["ballots_by_option"]
        return lists[option]


def begin(slug: str) -> factories.Evening:
    """Everybody is here; nothing is asked yet."""
    evening = factories.evening(slug, members=MEMBERS, per_table=8, mode="sealed")
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening


def open_round(evening: factories.Evening, kind: Kind, mode: str = "sealed") -> Vote:
    """Open a round of a kind."""
    if kind.method == "yes_no" and mode == "sealed":
        return Vote(kind, evening.open())
    return Vote(kind, evening.ask(kind.method, kind.settings, lines=LINES, mode=mode))


def vote(around: Vote, random: Random, look: Callable[[], None]) -> None:
    """All vote in any order, some once more; after each ballot somebody may ``look``."""
    order = random.sample(_seats(around), MEMBERS)
    for seat in random.choices(order, k=CHANGED):
        order.insert(random.randint(order.index(seat) + 1, len(order)), seat)
    for seat in order:
        marks = around.kind.draw(random)
        seq = around.arrivals.count(seat) + 1
        key = f"{random.getrandbits(128):032x}"
        writer.cast(Cast(around.round_id, seat, "phone", marks, key, seq=seq))
        around.arrivals.append(seat)
        around.last[seat] = marks
        look()


def _seats(around: Vote) -> list[int]:
    with db.reading() as session:
        asked = select(RollEntry.seat_id).where(RollEntry.round_id == around.round_id)
        return list(session.scalars(asked.order_by(RollEntry.seat_id)))


def count(evening: factories.Evening, around: Vote) -> None:
    """Close, count and show."""
    evening.finish(around.round_id, "close", "show")
    with db.reading() as session:
        found = session.get_one(Round, around.round_id)
        around.kept, around.result = dict(found.kept or {}), dict(found.result or {})

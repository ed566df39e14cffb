"""P4: ballots that were counted are linked to their seats by whoever has every file."""

from collections.abc import Callable, Sequence
from random import Random

from ..figures import Figures
from ..lab import Lab
from . import evening, naive
from .linking import Guess, Ways, add, try_all
from .stores import Postgresql, Sqlite, both

NAME, PROMISE = "forensic", "P4"
FAULT = (
    "alle Dateien in fremder Hand: SQLite und PostgreSQL mit WAL, freien Seiten, Sicherung und Dump"
)
CONTROL = "zwei Tabellen ohne Briefkasten (3 Bauarten)"
SHORT, LONG, CONTROLS = 2, 40, 1
Store = Sqlite | Postgresql
_TRIED = ("", "", "")


def run(lab: Lab, times: int) -> Figures:
    """Half of the evenings of each store choose the best way to link, the others try that one."""
    ballots, ways, worst = 0, 0, None
    with both(lab) as stores:
        for store in stores:
            more = _source(store, lab.random)
            guess, tried = _best(more, times)
            ballots += evening.MEMBERS * len(evening.KINDS) * times
            ways = max(ways, tried)
            if worst is None or guess.surprise > worst.surprise:
                worst = guess
    assert worst
    chance = sum(worst.mean) / len(worst.mean)
    return Figures(
        2 * times,
        acknowledged=ballots,
        linked=worst.average,
        by_chance=worst.limit,
        more=[f"{ways} Wege versucht; Raten verknüpft {chance:.1f}".replace(".", ",")],
    )


def control(lab: Lab, times: int) -> Figures:
    """The least that was linked over stores and designs: all thirty."""
    with both(lab) as stores:
        found = [
            _naive(store, design, lab.random)
            for store in stores
            for design in naive.DESIGNS
            for _ in range(times)
        ]
    return Figures(len(found), linked=min(found), by_chance=evening.MEMBERS - 1)


def _best(more: Callable[[], Ways], times: int) -> tuple[Guess, int]:
    """How the way that did best on some evenings does on others, and how many ways there were.

    Of hundreds of ways the best one beats chance by chance, so it has to do so once more.
    """
    learned: Ways = {}
    for _ in range(max(1, times // 2)):
        add(learned, more())
    best_first = sorted(learned, key=lambda way: learned[way].surprise, reverse=True)
    guess = _tried(more, best_first, max(1, times - times // 2))
    if guess.average > guess.limit:  # one in 700 does so by luck, but not on other evenings too
        guess = _tried(more, best_first, times)
    return guess, len(learned)


def _tried(
    more: Callable[[], Ways], best_first: Sequence[tuple[str, str, str]], times: int
) -> Guess:
    """The best of the ways on further evenings; where what it reads is gone, the next best."""
    guess: Ways = {}
    for _ in range(times):
        found = more()
        way = next(way for way in best_first if way in found)
        add(guess, {_TRIED: found[way]})
    return guess[_TRIED]


def _source(store: Store, random: Random) -> Callable[[], Ways]:
    """Each call holds an evening and attacks it."""
    held = iter(range(10**6))
    return lambda: _attack(store, random, f"rat-{next(held)}")


def _attack(store: Store, random: Random, slug: str) -> Ways:
    with store.evening() as spy:
        spy.begin()
        council = evening.begin(slug)
        votes = []
        for kind in evening.KINDS:
            around = evening.open_round(council, kind)
            evening.vote(around, random, spy.look)
            spy.look(surely=True)
            evening.count(council, around)
            votes.append(around)
        council.end()
        traces, raw = spy.finish()
    found: Ways = {}
    for around in votes:
        for question in around.questions():
            add(found, _named(around.kind.method, try_all(question, traces, raw)))
    return found


def _named(method: str, ways: Ways) -> Ways:
    return {
        (whose, what, f"{method} {which}"): ways[whose, what, which] for whose, what, which in ways
    }


def _naive(store: Store, design: str, random: Random) -> int:
    """The most that one way links."""
    with store.evening() as spy:
        naive.make_tables(design)
        spy.begin()
        question = naive.vote(design, random, spy.look)
        traces, raw = spy.finish()
    return max(guess.hits[0] for guess in try_all(question, traces, raw).values())

"""How often wall and desk hear of arrivals."""

import gevent
import pytest

from facilitation.live.pace import REST, TICK, Pace

COSTLY = TICK


@pytest.fixture
def told():
    return []


@pytest.fixture
def pace(told):
    def desk(council_id):
        told.append(("desk", council_id))
        gevent.sleep(COSTLY)

    return Pace(lambda council_id: told.append(("number", council_id)), desk)


def test_many_arrivals_are_told_once(pace, told):
    for _ in range(50):
        pace.soon(1)
    gevent.sleep(2 * TICK)

    assert told == [("number", 1), ("desk", 1)]


def test_numbers_go_on_while_a_costly_desk_rests(pace, told):
    pace.soon(1)
    gevent.sleep(1.5 * TICK + COSTLY)
    for _ in range(2):
        pace.soon(1)
        gevent.sleep(1.5 * TICK)

    assert told.count(("number", 1)) == 3
    assert told.count(("desk", 1)) == 1
    gevent.sleep(REST * COSTLY)
    assert told.count(("desk", 1)) == 2, "what came meanwhile is drawn after the rest"


def test_each_council_has_its_own_pace(pace, told):
    pace.soon(1)
    pace.soon(2)
    gevent.sleep(2 * TICK + COSTLY)

    assert sorted(told) == [("desk", 1), ("desk", 2), ("number", 1), ("number", 2)]

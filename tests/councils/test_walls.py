"""Walls: a browser reads once the team has let in the code that it shows."""

from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.councils import walls
from facilitation.councils.models import Council
from facilitation.errors import Invalid

from .. import factories


@pytest.fixture
def council(database):
    return factories.evening().council_id


def do(act, council_id, *args):
    with db.transaction() as session:
        return act(session, session.get_one(Council, council_id), *args)


def paired(council_id, token):
    wall = do(walls.by_token, council_id, token)
    return bool(wall and wall.paired_at)


def later(minutes):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_a_wall_reads_once_its_code_was_typed_in(council):
    wall, token = do(walls.ask, council)
    assert len(wall.code) == 4
    assert wall.code.isdecimal()
    assert not paired(council, token)

    do(walls.pair, council, f" {wall.code} ")
    assert paired(council, token)


def test_only_the_wall_that_shows_the_code_is_let_in(council):
    one, token_of_one = do(walls.ask, council)
    _, token_of_two = do(walls.ask, council)
    do(walls.pair, council, one.code)

    assert [paired(council, token) for token in (token_of_one, token_of_two)] == [True, False]


def test_a_code_works_once(council):
    wall, _ = do(walls.ask, council)
    do(walls.pair, council, wall.code)

    with pytest.raises(Invalid, match="keine Leinwand"):
        do(walls.pair, council, wall.code)


def test_a_code_is_no_matter_for_another_council(council):
    other = factories.evening("nachbarstadt").council_id
    wall, token = do(walls.ask, council)

    with pytest.raises(Invalid):
        do(walls.pair, other, wall.code)
    assert do(walls.by_token, other, token) is None


@pytest.mark.parametrize("code", ["", "x", "12345", "'; --"])
def test_an_invented_code_lets_nothing_in(council, code):
    do(walls.ask, council)
    with pytest.raises(Invalid):
        do(walls.pair, council, code)


def test_a_code_is_forgotten_after_an_hour_a_paired_wall_is_not(council):
    stays, token = do(walls.ask, council)
    do(walls.pair, council, stays.code)
    wall, forgotten = do(walls.ask, council)

    with later(61):
        with pytest.raises(Invalid):
            do(walls.pair, council, wall.code)
        do(walls.ask, council)
    assert do(walls.by_token, council, forgotten) is None
    assert paired(council, token)


def test_a_code_is_shown_again_while_it_lasts_a_good_while(council):
    wall, _ = do(walls.ask, council)

    assert walls.is_waiting(wall)
    with later(31):
        assert not walls.is_waiting(wall)


def test_many_walls_wait_side_by_side_and_only_the_oldest_goes(council):
    asked = [do(walls.ask, council) for _ in range(walls.MOST_WAITING + 2)]
    waiting = [bool(do(walls.by_token, council, token)) for _, token in asked]

    assert waiting == [False, False] + [True] * walls.MOST_WAITING
    codes = [wall.code for wall, _ in asked[2:]]
    assert len(set(codes)) == walls.MOST_WAITING


def test_without_a_cookie_there_is_no_wall(council):
    assert do(walls.by_token, council, "") is None


def test_all_walls_of_a_council_can_be_forgotten(council):
    other = factories.evening("nachbarstadt").council_id
    tokens = {}
    for each in (council, other):
        wall, tokens[each] = do(walls.ask, each)
        do(walls.pair, each, wall.code)
    do(walls.forget_all, council)

    assert [paired(each, tokens[each]) for each in (council, other)] == [False, True]

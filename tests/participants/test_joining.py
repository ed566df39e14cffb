"""Joining: a card opens its seat, the last device wins, wrong codes slow only their seat."""

from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.errors import Invalid, TooSoon
from facilitation.participants import cards, joining
from facilitation.participants.joining import CardInUse
from facilitation.participants.models import Device, Seat

from .. import factories
from ..factories import KEY

WRONG = "ZZZZZZZZ"


def try_code(typed):
    """What one transaction answers: the seat's id, or None for a wrong code."""
    with db.transaction() as session:
        found = joining.seat_by_code(session, KEY, cards.read(typed))
        return found.id if found else None


def guess(number, times=1):
    for _ in range(times):
        assert try_code(f"{number}-{WRONG}") is None


def sign_in(evening, number=1, *, present=None, take_over=False):
    """(device id, token of the cookie, took over)"""
    with db.transaction() as session:
        seat = session.get_one(Seat, evening.seat_ids[number - 1])
        device = session.get(Device, present) if present else None
        joined = joining.sign_in(session, seat, present=device, take_over=take_over)
        return joined.device.id, joined.token, joined.took_over


def last_device(evening, number=1):
    with db.reading() as session:
        return session.get_one(Seat, evening.seat_ids[number - 1]).device_id


def known(token):
    with db.reading() as session:
        return joining.device_by_token(session, token)


def later(seconds):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def test_the_code_of_a_card_finds_its_seat(evening):
    assert [try_code(evening.card(n)) for n in range(1, 7)] == list(evening.seat_ids)


def test_the_token_of_a_card_finds_its_seat_and_only_under_its_number(evening):
    with db.reading() as session:
        assert joining.seat_by_token(session, KEY, 2, evening.token(2)).id == evening.seat_ids[1]
        for number, token in ((1, evening.token(2)), (99, evening.token(2)), (2, ""), (2, "x")):
            with pytest.raises(Invalid, match="gilt nicht mehr"):
                joining.seat_by_token(session, KEY, number, token)


def test_cards_of_two_councils_with_the_same_number_open_their_own_seat(evening):
    other = factories.evening("nachbarstadt")

    assert try_code(evening.card(3)) == evening.seat_ids[2]
    assert try_code(other.card(3)) == other.seat_ids[2]
    with db.reading() as session:
        assert joining.seat_by_token(session, KEY, 3, other.token(3)).id == other.seat_ids[2]


def test_a_first_device_signs_in_without_a_question(evening):
    device, token, took_over = sign_in(evening)

    assert not took_over
    assert [row.id for row in known(token)] == [device, evening.seat_ids[0]]
    assert last_device(evening) == device


def test_cookies_are_kept_as_hashes_only(evening):
    device, token, _ = sign_in(evening)

    with db.reading() as session:
        assert session.get_one(Device, device).token_hash == joining.hash_token(token) != token


@pytest.mark.parametrize("token", ["", "unknown", "x" * 5000])
def test_an_unknown_cookie_is_nobody(evening, token):
    assert known(token) is None


def test_a_second_device_has_to_say_that_it_takes_over(evening):
    first, *_ = sign_in(evening)
    with pytest.raises(CardInUse):
        sign_in(evening)
    assert last_device(evening) == first

    second, _, took_over = sign_in(evening, take_over=True)
    assert took_over
    assert last_device(evening) == second != first


def test_the_same_device_signs_in_again_without_a_new_cookie(evening):
    device, *_ = sign_in(evening)

    assert sign_in(evening, present=device) == (device, "", False)


def test_an_earlier_device_takes_its_seat_back(evening):
    first, token, _ = sign_in(evening)
    second, *_ = sign_in(evening, take_over=True)
    with db.transaction() as session:
        joining.take_back(session, session.get_one(Device, first))

    assert last_device(evening) == first
    assert known(token)
    assert second != first


def test_a_device_of_another_seat_is_no_excuse(evening):
    mine, *_ = sign_in(evening, 1)
    sign_in(evening, 2)

    with pytest.raises(CardInUse):
        sign_in(evening, 2, present=mine)


def test_a_blocked_card_opens_nothing_and_signs_its_devices_out(evening):
    code, token = evening.card(1), evening.token(1)
    _, cookie, _ = sign_in(evening)
    evening.block(1)

    assert try_code(code) is None
    assert known(cookie) is None
    with db.reading() as session, pytest.raises(Invalid):
        joining.seat_by_token(session, KEY, 1, token)
    assert try_code(evening.card(1)) == evening.seat_ids[0]


def test_some_wrong_codes_are_free(evening):
    guess(1, joining.FREE_TRIES - 1)

    assert try_code(evening.card(1)) == evening.seat_ids[0]


def test_more_wrong_codes_make_only_this_seat_wait(evening):
    guess(1, joining.FREE_TRIES)

    for typed in (f"1-{WRONG}", evening.card(1)):
        with pytest.raises(TooSoon) as refused:
            try_code(typed)
        assert "2 Sekunden" in refused.value.sentence()
    assert try_code(evening.card(2)) == evening.seat_ids[1]
    with db.reading() as session:
        assert joining.seat_by_token(session, KEY, 1, evening.token(1))


def test_the_right_code_after_the_wait_forgives_everything(evening):
    guess(1, joining.FREE_TRIES)

    with later(3):
        assert try_code(evening.card(1)) == evening.seat_ids[0]
        guess(1, joining.FREE_TRIES - 1)


def test_the_wait_grows_up_to_five_minutes(evening):
    guess(1, joining.FREE_TRIES - 1)
    moment, waits = clock.now(), []
    for _ in range(10):
        with clock.at(moment):
            guess(1)
            with db.reading() as session:
                until = session.get_one(Seat, evening.seat_ids[0]).blocked_until
        waits.append(round((until - moment).total_seconds()))
        moment = until + timedelta(milliseconds=100)

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_number_without_a_seat_is_simply_wrong(evening):
    guess(99, joining.FREE_TRIES + 3)

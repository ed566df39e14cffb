"""Sockets of this process: who they are, how many per seat, how fast they may speak."""

from types import SimpleNamespace

import pytest

from facilitation.live import rooms as module
from facilitation.live.roles import Viewer
from facilitation.live.rooms import EVENTS_PER_SECOND, SOCKETS_PER_SEAT, Rooms


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def time(monkeypatch):
    """A clock that stands still until it is moved."""
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def member(seat_id=1, council_id=1):
    return Viewer("member", council_id, seat_id=seat_id)


def spoken(rooms, times, sid="a"):
    return sum(rooms.may_speak("/phone", sid) for _ in range(times))


def test_a_fourth_socket_of_a_seat_displaces_the_oldest(rooms):
    leaving = [rooms.enter("/phone", sid, member()) for sid in "abcd"]

    assert leaving == [[]] * SOCKETS_PER_SEAT + [["a"]]
    assert rooms.enter("/phone", "x", member(seat_id=2)) == []


def test_walls_guests_and_desks_are_not_counted(rooms):
    for role in ("wall", "guest", "moderator"):
        viewer = Viewer(role, 1)
        assert [rooms.enter("/wall", f"{role}{n}", viewer) for n in range(9)] == [[]] * 9


def test_who_has_left_is_nobody(rooms):
    rooms.enter("/phone", "a", member())

    assert rooms.leave("/phone", "a") == member()
    assert rooms.leave("/phone", "a") is None
    assert rooms.viewer("/phone", "a") is None
    assert rooms.of_seat(1) == []


def test_ten_events_a_second_may_be_sent_and_no_more(rooms, time):
    rooms.enter("/phone", "a", member())
    assert spoken(rooms, 50) == EVENTS_PER_SECOND

    time.now += 0.35
    assert spoken(rooms, 50) == 3
    time.now += 60
    assert spoken(rooms, 50) == EVENTS_PER_SECOND


def test_one_phone_that_shouts_takes_nothing_from_the_others(rooms, time):
    rooms.enter("/phone", "a", member(1))
    rooms.enter("/phone", "b", member(2))
    spoken(rooms, 500, "a")

    assert spoken(rooms, 5, "b") == 5


def test_sockets_are_found_by_what_opened_them(rooms):
    desk = Viewer("lead", 1, account_id=5, sign_in_id=8)
    rooms.enter("/desk", "d", desk)
    rooms.enter("/wall", "w", desk)
    rooms.enter("/desk", "e", Viewer("lead", 1, account_id=5, sign_in_id=9))
    rooms.enter("/phone", "p", member(3))
    rooms.enter("/phone", "q", member(4, council_id=2))

    assert rooms.of_sign_in(8) == [("/desk", "d"), ("/wall", "w")]
    assert rooms.of_account(5) == [("/desk", "d"), ("/wall", "w"), ("/desk", "e")]
    assert rooms.connected_seats(1) == {3}
    assert rooms.audiences(1) == {"lead": 3, "member": 1}
    assert rooms.audiences(2) == {"member": 1}

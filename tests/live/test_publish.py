"""The one mouth: who hears what, after a commit, and how often."""

import gevent
import pytest

from facilitation import db
from facilitation.councils import walls
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.live.pace import TICK
from facilitation.live.rooms import SOCKETS_PER_SEAT, rooms
from facilitation.participants.models import Seat

from .. import factories


@pytest.fixture
def connect(app):
    """Open a socket with a browser's cookies; everything is closed at the end."""
    opened = []

    def connect(browser, namespace="/phone", **auth):
        socket = publish.socketio.test_client(
            app, namespace=namespace, auth=auth, flask_test_client=browser
        )
        opened.append((socket, namespace))
        for __ in range(2):  # the greeting and the seat's state are greenlets of their own
            gevent.sleep(0)
        return socket

    yield connect
    for socket, namespace in opened:
        if socket.is_connected(namespace):
            socket.disconnect(namespace)


@pytest.fixture
def member(app, evening):
    """A browser that has joined with the card of a seat."""

    def member(number=1):
        browser = app.test_client()
        assert factories.join(browser, evening.card(number)).status_code in {302, 303}
        return browser

    return member


@pytest.fixture
def wall(app, evening, connect):
    """A paired wall."""
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        waiting, token = walls.ask(session, council)
        walls.pair(session, council, waiting.code)
    browser = app.test_client()
    browser.set_cookie("ratschlag_wall", token)
    return connect(browser, "/wall", council=evening.slug)


def heard(socket, namespace="/phone"):
    """(name, message) of what came since the last time."""
    return [(each["name"], each["args"][0]) for each in socket.get_received(namespace)]


def names(socket, namespace="/phone"):
    return [name for name, _ in heard(socket, namespace)]


def device(evening, number=1):
    with db.reading() as session:
        return session.get_one(Seat, evening.seat_ids[number - 1]).device_id


def test_whoever_connects_hears_the_whole_moment(connect, member):
    assert names(connect(member())) == ["scene", "seat"]


@pytest.mark.parametrize("namespace", ["/phone", "/wall", "/desk"])
def test_whoever_has_no_cookie_is_not_let_in(connect, client, evening, namespace):
    assert not connect(client, namespace, council=evening.slug).is_connected(namespace)


def test_a_change_reaches_everybody_with_a_higher_version(connect, member, evening, wall):
    phone = connect(member())
    before = dict(heard(phone))["scene"]["version"]
    heard(wall, "/wall")
    evening.start()
    publish.changed(evening.council_id)
    on_phone, on_wall = dict(heard(phone)), dict(heard(wall, "/wall"))

    assert set(on_phone) == {"scene", "seat"}
    # Phones are told first; the wall may already hear what came up meanwhile.
    assert before < on_phone["scene"]["version"] <= on_wall["scene"]["version"]
    assert on_phone["seat"]["version"] == on_phone["scene"]["version"]


def test_a_change_in_another_council_is_not_heard(connect, member, wall):
    other = factories.evening("nachbarstadt")
    phone = connect(member())
    heard(phone), heard(wall, "/wall")
    publish.changed(other.council_id)

    assert (heard(phone), heard(wall, "/wall")) == ([], [])


def test_many_ballots_are_told_as_one_number_and_to_no_phone(connect, member, evening, wall):
    evening.begin_vote()
    phone = connect(member())
    gevent.sleep(2 * TICK)  # the phone's own arrival has been told
    heard(phone), heard(wall, "/wall")
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    for _ballot in range(3):
        publish.ballots_changed(evening.council_id)
    gevent.sleep(2 * TICK)

    assert heard(wall, "/wall") == [
        ("tally", {"round": evening.round_id, "arrived": 3, "roll": 6, "almost": False})
    ]
    assert heard(phone) == []


def test_what_concerns_one_seat_is_told_to_its_phones_only(connect, member, evening):
    mine, other = connect(member(1)), connect(member(2))
    heard(mine), heard(other)
    publish.seat_changed(evening.council_id, evening.seat_ids[0])
    gevent.sleep(0)

    assert (names(mine), names(other)) == (["seat"], [])


def test_a_displaced_phone_hears_that_it_moved_and_is_closed(connect, member, evening):
    old = connect(member())
    with db.transaction() as session:
        from facilitation.participants import joining

        seat = session.get_one(Seat, evening.seat_ids[0])
        joining.sign_in(session, seat, present=None, take_over=True)
    heard(old)
    publish.displaced(evening.council_id, evening.seat_ids[0], device(evening))

    assert not old.is_connected("/phone")
    [last_words] = old.queue  # a closed client gives nothing out by itself
    assert last_words["args"][0]["state"] == "moved"
    assert rooms.of_seat(evening.seat_ids[0]) == []


def test_a_blocked_card_is_closed(connect, member, evening):
    mine, other = connect(member(1)), connect(member(2))
    evening.block(1)
    publish.close_seat(evening.seat_ids[0])

    assert [socket.is_connected("/phone") for socket in (mine, other)] == [False, True]


def test_one_card_holds_three_sockets_and_the_newest_stay(connect, member):
    browser = member()
    sockets = [connect(browser) for _ in range(SOCKETS_PER_SEAT + 1)]

    assert [s.is_connected("/phone") for s in sockets] == [False] + [True] * SOCKETS_PER_SEAT

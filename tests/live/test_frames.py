"""Frames are whole: for slow readers, and when two messages are sent at the same time."""

import gevent
import pytest
from gevent import socket

from facilitation.live import frames
from facilitation.live.frames import Whole

SIZE = 4_000_000
"""More than a socket's buffer holds."""
PONG = b"\x8a\x00"


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def read(theirs, size):
    """What arrives, slowly."""
    found = b""
    while len(found) < size:
        gevent.sleep(0)
        found += theirs.recv(200_000)
    return found


def test_a_bare_socket_keeps_the_rest_of_a_large_message_to_itself(ends):
    """The control: what simple-websocket does without us."""
    assert ends[0].send(b"\x81" * SIZE) < SIZE


def test_messages_arrive_whole_and_one_after_the_other(ends):
    ours, theirs = Whole(ends[0]), ends[1]
    senders = [gevent.spawn(ours.send, b"\x81" + letter * SIZE) for letter in (b"a", b"b")]

    heard = read(theirs, 2 * SIZE + 2)

    gevent.joinall(senders, raise_error=True)
    whole = heard == b"\x81" + b"a" * SIZE + b"\x81" + b"b" * SIZE
    assert whole  # pytest would look for the difference for minutes


def test_closing_never_waits_for_a_message_that_is_stuck(ends):
    ours, theirs = Whole(ends[0]), ends[1]
    stuck = gevent.spawn(ours.send, b"\x81" + b"a" * SIZE)
    gevent.sleep(0)

    gevent.spawn(ours.send, PONG).join(timeout=5)

    assert not stuck.ready()
    whole = read(theirs, SIZE + 1) == b"\x81" + b"a" * SIZE
    assert whole
    stuck.join()
    ours.send(PONG)
    assert read(theirs, 2) == PONG


def test_whoever_takes_nothing_for_long_is_hung_up_on_and_keeps_nobody_waiting(ends, monkeypatch):
    """Sending, waiting to send and listening: all three end, or each sleeping phone would keep them."""
    monkeypatch.setattr(frames, "PATIENCE", 0.1)
    ours = Whole(ends[0])
    senders = [gevent.spawn(ours.send, b"\x81" + letter * SIZE) for letter in (b"a", b"b")]
    listener = gevent.spawn(ours.recv, 4096)

    gevent.joinall([*senders, listener], timeout=20)

    assert [type(each.exception) for each in senders] == [TimeoutError, BrokenPipeError]
    assert isinstance(listener.exception, OSError)

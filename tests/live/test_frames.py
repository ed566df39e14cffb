"""Frames are whole: for slow readers, and when two messages are sent at the same time."""

import gevent
import pytest
import socketio
from gevent import socket
from gevent.pywsgi import WSGIServer

from facilitation.live import frames
from facilitation.live.frames import Whole
from facilitation.live.socket import refuse_forged

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


@pytest.fixture
def hall():
    """A server that speaks through us: its port, and why its sockets ended."""
    frames.install()
    hall, ends = socketio.Server(async_mode="gevent"), []
    hall.on("disconnect", lambda _sid, _reason=None: ends.append("ended"))
    hall.on("connect", lambda _sid, _environ: None)
    hall.on("hello", lambda _sid: "here")
    refuse_forged(hall)
    server = WSGIServer(("127.0.0.1", 0), socketio.WSGIApp(hall), log=None)
    server.start()
    yield server.server_port, ends
    server.stop()


@pytest.fixture
def phone(hall):
    """A browser that is connected to it."""
    phone = socket.create_connection(("127.0.0.1", hall[0]))
    phone.settimeout(20)
    phone.sendall(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\n"
        b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    heard = phone.recv(4096)
    phone.sendall(frame(b"40"))
    while b"40{" not in heard:
        heard += phone.recv(4096)
    yield phone
    phone.close()


@pytest.mark.parametrize("junk", [b"", b"x", b"\xff"])
def test_what_is_no_packet_ends_its_socket_at_once_and_tells_no_address(hall, phone, junk, capfd):
    """Otherwise it would look connected until the next ping, and the log would say from where."""
    _port, ends = hall
    phone.sendall(frame(junk))

    rest = phone.recv(4096)
    phone.close()
    assert rest.startswith(b"\x88"), "a close frame, and no page about an error"
    with gevent.Timeout(20):
        while not ends:
            gevent.sleep(0.01)
    assert "127.0.0.1" not in capfd.readouterr().err


def test_no_browser_forges_its_own_end(hall, phone, capfd):
    """It would be out of everybody's reach, and go on listening."""
    _port, ends = hall
    for forged in (b'["disconnect"]', b'["connect",{}]', b"[[1]]", b"[{}]", b"[]", b"5"):
        phone.sendall(frame(b"42" + forged))
    phone.sendall(frame(b'427["hello"]'))

    assert b'437["here"]' in phone.recv(4096)
    assert ends == []
    assert "Traceback" not in capfd.readouterr().err


def frame(data):
    """A browser's text frame with a mask of zeros."""
    return bytes([0x81, 0x80 | len(data)]) + bytes(4) + data

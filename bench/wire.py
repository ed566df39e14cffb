"""A phone's socket for measuring: Engine.IO 4 and Socket.IO 5 on an ``asyncio.Protocol``.

python-socketio's own client costs more than the server, so the bench speaks the text
frames itself: the handshake as a browser sends it, masked frames, pings answered. It
offers no compression, to neither subject. Messages stay text until somebody asks.
"""

import asyncio
import base64
import json
import os
from collections.abc import Callable, Mapping
from typing import Any

Hear = Callable[[str, str], None]
Answer = Callable[[Any], None]
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
    "Host: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{cookie}\r\n"
)


class Hurt(Exception):
    """The server said something that doesn't belong to the protocol."""


class Socket(asyncio.Protocol):
    """One connection to one namespace; ``hear(name, text)`` gets every event as it came."""

    def __init__(
        self,
        namespace: str,
        hear: Hear,
        *,
        cookie: str = "",
        auth: Mapping[str, str] | None = None,
        connected: Callable[[], None] = lambda: None,
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        self.namespace = namespace
        self.received = 0
        self.open = False
        self._hear, self._connected, self._lost = hear, connected, lost
        self._cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        self._auth = json.dumps(auth) if auth else ""
        self._buffer = b""
        self._upgraded = False
        self._numbers = 0
        self._answers: dict[int, Answer] = {}
        self._transport: asyncio.Transport | None = None
        self._event = f'42{namespace},["'.encode()
        self._ack = f"43{namespace},".encode()

    async def connect(self, port: int) -> "Socket":
        """Open the connection and send the handshake."""
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", port)
        return self

    def emit(self, name: str, data: object, answer: Answer | None = None) -> None:
        """Send an event; ``answer`` is called with the acknowledgement."""
        number = ""
        if answer:
            self._numbers += 1
            number = str(self._numbers)
            self._answers[self._numbers] = answer
        body = json.dumps(data, separators=(",", ":"))
        self._send(f'42{self.namespace},{number}["{name}",{body}]'.encode())

    async def call(self, name: str, data: object, patience: float = 60) -> Any:
        """Send an event and wait for its acknowledgement."""
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.emit(name, data, lambda said: done.done() or done.set_result(said))
        return await asyncio.wait_for(done, patience)

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.abort()

    # ── what asyncio calls ──────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        port = transport.get_extra_info("peername")[1]
        transport.write(HANDSHAKE.format(port=port, key=key, cookie=self._cookie).encode())

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        if not self._upgraded and not self._read_head():
            return
        while self._read_frame():
            pass

    def connection_lost(self, _error: Exception | None) -> None:
        self.open = False
        self._lost()

    # ── frames ──────────────────────────────────────────────────────────────

    def _read_head(self) -> bool:
        head, mark, rest = self._buffer.partition(b"\r\n\r\n")
        if not mark:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            raise Hurt(head[:200].decode(errors="replace"))
        self._upgraded, self._buffer = True, rest
        return True

    def _read_frame(self) -> bool:
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        start, length = 2, buffer[1] & 0x7F
        if length == 126:
            start, length = 4, int.from_bytes(buffer[2:4], "big")
        elif length == 127:
            start, length = 10, int.from_bytes(buffer[2:10], "big")
        end = start + length
        if len(buffer) < end:
            return False
        self._buffer = buffer[end:]
        kind = buffer[0] & 0x0F
        if kind == TEXT:
            self._read_packet(buffer[start:end])
        elif kind == PING:
            self._send(buffer[start:end], PONG)
        elif kind == CLOSE:
            self.close()
        return True

    def _send(self, payload: bytes, kind: int = TEXT) -> None:
        assert self._transport
        size = len(payload)
        head = bytes([0x80 | kind, 0x80 | size]) if size < 126 else bytes([0x80 | kind, 0xFE])
        if size >= 126:
            head += size.to_bytes(2, "big")
        mask = os.urandom(4)
        pad = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
        masked = (int.from_bytes(payload, "big") ^ pad).to_bytes(size, "big")
        self._transport.write(head + mask + masked)

    # ── packets ─────────────────────────────────────────────────────────────

    def _read_packet(self, packet: bytes) -> None:
        if packet.startswith(self._event):
            self.received += 1
            start = len(self._event)
            end = packet.index(b'"', start)
            self._hear(packet[start:end].decode(), packet[end + 2 : -1].decode())
        elif packet.startswith(self._ack):
            number, _, body = packet[len(self._ack) :].partition(b"[")
            self._answers.pop(int(number))(json.loads(b"[" + body)[0])
        elif packet == b"2":
            self._send(b"3")
        elif packet.startswith(b"0"):
            self._send(f"40{self.namespace},{self._auth}".encode())
        elif packet.startswith(b"40"):
            self.open = True
            self._connected()
        elif packet.startswith(b"44"):
            raise Hurt(packet.decode())

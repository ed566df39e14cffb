"""A bad Wi-Fi: a TCP proxy that drops, delays, cuts in mid frame, or swallows and says nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

BLOCK = 65536


@dataclass(eq=False)
class Link:
    """One phone's connection and the server's end of it."""

    writers: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    black: bool = False
    """Takes whatever is sent and forwards nothing, for ever: a half-open connection."""
    cut: bool = False
    """The next piece is forwarded in half; then both ends are closed."""

    def abort(self) -> None:
        for writer in self.writers:
            writer.transport.abort()


@dataclass
class Proxy:
    """Stands between the phones and ``target``, which may be away for a while."""

    target: int
    random: Random
    port: int = 0
    links: set[Link] = field(default_factory=set)
    delay: float = 0.0
    """Seconds by which each piece is late, at most."""
    swallow: bool = False
    """New connections are accepted, and nothing comes of them."""
    _server: asyncio.Server | None = None

    async def start(self) -> "Proxy":
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        """Nobody comes through any more."""
        assert self._server
        self._server.close()
        self.drop(1.0)

    # ── what can be wrong with it ───────────────────────────────────────────

    def drop(self, share: float) -> None:
        """Close connections at both ends."""
        for link in self._some(share):
            link.abort()

    def cut(self, share: float) -> None:
        """Close connections in the middle of what is sent next."""
        for link in self._some(share):
            link.cut = True

    def blacken(self, share: float, *, new: bool = True) -> None:
        """Swallow what connections carry from now on, and what ``new`` ones would."""
        for link in self._some(share):
            link.black = True
        self.swallow = new

    def heal(self) -> None:
        """New connections work; those that were swallowed stay half-open, as in a real Wi-Fi."""
        self.delay, self.swallow = 0.0, False

    def _some(self, share: float) -> list[Link]:
        return [link for link in self.links if self.random.random() < share]

    # ── carrying ────────────────────────────────────────────────────────────

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        link = Link((writer, there[1]), black=self.swallow)
        self.links.add(link)
        try:
            await asyncio.gather(
                self._pipe(link, reader, there[1]), self._pipe(link, there[0], writer)
            )
        finally:
            self.links.discard(link)
            link.abort()

    async def _pipe(
        self, link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while piece := await reader.read(BLOCK):
                if self.delay:
                    await asyncio.sleep(self.random.uniform(0, self.delay))
                if link.black:
                    continue
                if link.cut:
                    writer.write(piece[: max(1, len(piece) // 2)])
                    with suppress(OSError):
                        await writer.drain()
                    break
                writer.write(piece)
                await writer.drain()
        if not link.black:
            writer.close()
            if link.cut:
                link.abort()


Trouble = Callable[[Proxy], Awaitable[None]]


async def drops(proxy: Proxy) -> None:
    """Half of the connections break, three times."""
    for _ in range(3):
        proxy.drop(0.5)
        await asyncio.sleep(0.4)


async def delays(proxy: Proxy) -> None:
    """Everything is up to 0.8 s late."""
    proxy.delay = 0.8
    await asyncio.sleep(1.5)
    proxy.heal()


async def cuts(proxy: Proxy) -> None:
    """Connections end in mid frame."""
    for _ in range(3):
        proxy.cut(0.6)
        await asyncio.sleep(0.4)


async def black_hole(proxy: Proxy) -> None:
    """Most connections swallow everything from now on, and so do new ones for a while."""
    proxy.blacken(0.7)
    await asyncio.sleep(2.5)
    proxy.heal()


WRONGS: tuple[Trouble, ...] = (drops, delays, cuts, black_hole)

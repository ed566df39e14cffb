"""The desk of a hall: leads its one vote over the socket, on a connection of its own."""

import asyncio
import json
from typing import Any

from bench.hall import Hall
from bench.wire import Socket

from .store import newest_round


class Desk:
    """Sends commands and knows which round is on."""

    def __init__(self, hall: Hall, port: int) -> None:
        self.hall, self.port = hall, port
        self.round_id = hall.round_id
        self._socket: Socket | None = None

    async def connect(self) -> "Desk":
        """Sit down; also after the server was started anew."""
        up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.close()
        self._socket = Socket(
            "/desk",
            lambda *_: None,
            cookie=self.hall.desk_cookie,
            auth={"council": self.hall.slug},
            connected=lambda: up.done() or up.set_result(None),
        )
        await self._socket.connect(self.port)
        await asyncio.wait_for(up, 20)
        return self

    def close(self) -> None:
        if self._socket:
            self._socket.close()

    async def try_command(self, name: str, from_state: str) -> dict[str, Any]:
        """The server's answer, whatever it is."""
        assert self._socket
        order = {
            "name": name,
            "from_state": from_state,
            "meeting": 1,
            "fields": {"round": str(self.round_id)},
        }
        return dict(await self._socket.call("command", order))

    async def command(self, name: str, from_state: str) -> None:
        """A command that must succeed."""
        answer = await self.try_command(name, from_state)
        assert answer["ok"], json.dumps(answer, ensure_ascii=False)

    async def open(self) -> int:
        """Open the round whose text is shown; its id."""
        await self.command("open", "text_shown")
        return self.round_id

    async def show(self) -> None:
        """Count the closed round and show what came out."""
        await self.command("show", "closed")

    async def new_round(self) -> int:
        """Show the text of a further round and open it."""
        await self.command("another_round", "shown")
        self.round_id = newest_round(self.hall)
        return await self.open()

"""One event loop per evening, that leaves no socket open behind it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def hold(evening: Coroutine[Any, Any, T]) -> T:
    """Run to the end, hang up wherever nobody did, and let every task notice."""

    async def whole() -> T:
        try:
            return await evening
        finally:
            loop: Any = asyncio.get_running_loop()
            for transport in list(loop._transports.values()):
                transport.abort()
            await asyncio.sleep(0.05)

    return asyncio.run(whole())

"""One event loop per evening, that leaves no socket open behind it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
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

    # A browser's loop runs on in this thread, where a test before us has opened one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, whole()).result()

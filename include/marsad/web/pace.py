"""Manners: how many requests a host gets at once, and how far apart. For one process."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 2  # requests in flight to one host


class Pacer:
    """Turns at hosts. Belongs to one event loop."""

    def __init__(self) -> None:
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._next_start: defaultdict[str, float] = defaultdict(float)

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait for a free slot at `host` and for `delay` seconds since its last start, then hold the slot."""
        async with self._slots[host]:
            clock = asyncio.get_running_loop().time
            start = max(clock(), self._next_start[host])
            self._next_start[host] = start + delay
            await asyncio.sleep(start - clock())
            yield

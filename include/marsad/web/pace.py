"""Manners: how many requests a host gets at once, and how far apart."""

import asyncio
from collections import defaultdict
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from marsad.errors import PostponedError

AT_ONCE = 2  # requests in flight to one host, of one process
LONGEST_WAIT = 1800.0  # seconds that one request may wait for its turn: a task has an hour for all of its pages


class Pacer(Protocol):
    """Turns at hosts. Belongs to one event loop."""

    def turn(self, host: str, delay: float) -> AbstractAsyncContextManager[None]:
        """Hold a slot at `host`, entered `delay` seconds after the start of the turn before.

        Raises PostponedError where the host rests, or where the wait would be longer than LONGEST_WAIT.
        """

    async def rest(self, host: str, seconds: float) -> None:
        """Let nobody have a turn at `host` for that long."""


class LocalPacer:
    """Turns shared by the tasks of one process."""

    def __init__(self) -> None:
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._next_start: dict[str, float] = {}
        self._resting_until: dict[str, float] = {}

    def turn(self, host: str, delay: float) -> "_Turn":
        """See Pacer."""
        self._refuse_if_resting(host)
        return _Turn(self, self._slots[host], host, delay)

    @property
    def has_rests(self) -> bool:
        """Whether any host ever asked for one."""
        return bool(self._resting_until)

    async def wait(self, host: str, delay: float, latest: float) -> None:
        """Sleep until a start, before `latest` by the loop's clock. Raises PostponedError as `turn` does."""
        self._refuse_if_resting(host)
        if delay > 0:
            left = max(0.0, latest - asyncio.get_running_loop().time())
            await asyncio.sleep(max(0.0, await self.reserve(host, delay, left)))
            self._refuse_if_resting(host)

    async def rest(self, host: str, seconds: float) -> None:
        """See Pacer."""
        until = asyncio.get_running_loop().time() + seconds
        self._resting_until[host] = max(until, self._resting_until.get(host, until))

    async def reserve(self, host: str, delay: float, longest: float) -> float:
        """Take the next start at `host` that is free; returns the seconds until then, at most `longest`.

        Raises PostponedError, and takes nothing, where it lies further off.
        """
        now = asyncio.get_running_loop().time()
        start = max(now, self._next_start.get(host, now))
        if start - now > longest:
            raise PostponedError(host, f"its next turn is {start - now:.0f} s off", start - now)
        self._next_start[host] = start + delay
        return start - now

    def _refuse_if_resting(self, host: str) -> None:
        if host not in self._resting_until:
            return
        left = self._resting_until[host] - asyncio.get_running_loop().time()
        if left > 0:
            raise PostponedError(host, f"asked for a rest, {left:.0f} s of it are left", left)


class _Turn:
    """A slot, held. A class, for `asynccontextmanager` would cost a twentieth of a retrieval's time."""

    __slots__ = ("_delay", "_host", "_pacer", "_slot")

    def __init__(self, pacer: LocalPacer, slot: asyncio.Semaphore, host: str, delay: float) -> None:
        self._pacer, self._slot, self._host, self._delay = pacer, slot, host, delay

    async def __aenter__(self) -> None:
        asked = asyncio.get_running_loop().time() if self._delay > 0 else 0.0
        await self._slot.acquire()
        try:
            if self._delay > 0 or self._pacer.has_rests:
                await self._pacer.wait(self._host, self._delay, asked + LONGEST_WAIT)
        except BaseException:
            self._slot.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._slot.release()

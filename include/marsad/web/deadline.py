"""A time limit for many tasks at once, which costs each of them next to nothing.

`asyncio.timeout` sets and cancels a timer of the loop for every use: a tenth of what a whole retrieval over a kept
connection costs, and it never fires. Here one timer looks every so often whose time is up.
"""

import asyncio
from types import TracebackType

_TICK = 0.1  # seconds by which a limit may be late


class Deadlines:
    """Limits of tasks of one event loop."""

    def __init__(self) -> None:
        self._limits: set[Limit] = set()
        self._timer: asyncio.TimerHandle | None = None

    def within(self, seconds: float) -> "Limit":
        """Raise TimeoutError out of a `with` block that lasts longer, up to a tenth of a second late."""
        return Limit(self, asyncio.get_running_loop().time() + seconds)

    def add(self, limit: "Limit") -> None:
        """Watch a limit."""
        self._limits.add(limit)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_TICK, self._look)

    def remove(self, limit: "Limit") -> None:
        """Watch it no more."""
        self._limits.discard(limit)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        for limit in [limit for limit in self._limits if limit.end <= loop.time()]:
            self._limits.discard(limit)
            limit.expire()
        self._timer = loop.call_later(_TICK, self._look) if self._limits else None


class Limit:
    """One block of one task. Cancels it from within, as asyncio.timeout does."""

    __slots__ = ("_cancelling", "_deadlines", "_is_expired", "_task", "end")

    def __init__(self, deadlines: Deadlines, end: float) -> None:
        self._deadlines = deadlines
        self._is_expired = False
        self._task: asyncio.Task[object] | None = None
        self._cancelling = 0
        self.end = end  # by the loop's clock

    def expire(self) -> None:
        """End the block."""
        self._is_expired = True
        if self._task:
            self._task.cancel()

    def __enter__(self) -> None:
        self._task = asyncio.current_task()
        self._cancelling = self._task.cancelling() if self._task else 0
        self._deadlines.add(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deadlines.remove(self)
        # Somebody else may have cancelled the task as well: then it ends as cancelled.
        is_ours = self._is_expired and self._task is not None and self._task.uncancel() <= self._cancelling
        if is_ours and kind is asyncio.CancelledError:
            raise TimeoutError from error

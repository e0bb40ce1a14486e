"""What the triggerer watches on behalf of `poll_feeds`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from marsad.errors import MarsadError
from marsad.orchestration.work import poll_due_feeds

ROUNDS_AT_ONCE = 4
DEBOUNCE = 0.3  # seconds: feeds that answer together wake the chain once


class FeedsTrigger(BaseEventTrigger):
    """Polls whatever feeds are due and fires for what they brought: {"days": [...]}.

    One trigger for all feeds. What it knows of them lies in ops.feed_state, so a restarted triggerer goes on where
    the last one stopped; a round whose event was lost is picked up by `resume_days`.
    """

    def __init__(self, seconds: float = 5.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # untyped_calls_exclude does not see super()
        self.seconds = seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """How the triggerer makes this trigger again."""
        return "marsad.orchestration.triggers.FeedsTrigger", {"seconds": self.seconds}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Begin a round every `seconds`, in a thread: the loop belongs to all triggers.

        A round lasts as long as its slowest feed. Nothing waits for it: what the others brought is told at once, and
        the next round begins beside it and leaves out the feeds that are still being asked.
        """
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[str] = asyncio.Queue()
        rounds: set[asyncio.Task[None]] = set()

        def tell(days: list[str]) -> None:
            for day in days:
                loop.call_soon_threadsafe(told.put_nowait, day)

        while True:
            tick = loop.time() + self.seconds
            rounds = {unfinished for unfinished in rounds if not unfinished.done()}
            if len(rounds) < ROUNDS_AT_ONCE:
                rounds.add(asyncio.create_task(asyncio.to_thread(self._poll, tell)))
            if days := await self._days(told, tick - loop.time()):
                yield TriggerEvent({"days": days})
            await asyncio.sleep(tick - loop.time())

    @staticmethod
    async def _days(told: asyncio.Queue[str], patience: float) -> list[str]:
        """The days told within `patience` seconds: the first, and what comes right behind it."""
        try:
            days = {await asyncio.wait_for(told.get(), patience)}
        except TimeoutError:
            return []
        await asyncio.sleep(DEBOUNCE)
        while not told.empty():
            days.add(told.get_nowait())
        return sorted(days)

    def _poll(self, tell: Callable[[list[str]], None]) -> None:
        try:
            poll_due_feeds(tell)
        except MarsadError as error:  # Postgres away, a catalogue being edited: the next round may find it well
            self.log.warning("round skipped: %s", error)
        except Exception:  # nobody starts a trigger again that has died of a surprise
            self.log.exception("round skipped")

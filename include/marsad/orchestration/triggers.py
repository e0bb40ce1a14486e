"""What the triggerer watches on behalf of `poll_feeds`."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from marsad.errors import MarsadError
from marsad.orchestration.work import poll_due_feeds

ROUNDS_AT_ONCE = 4


class FeedsTrigger(BaseEventTrigger):
    """Polls whatever feeds are due and fires once per round that brought something: {"days": [...]}.

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

        A round lasts as long as its slowest feed, and the others must not wait for it: the next one begins beside
        it and leaves out the feeds that are still being polled.
        """
        rounds: set[asyncio.Task[list[str]]] = set()
        clock = asyncio.get_running_loop().time
        try:
            while True:
                tick = clock() + self.seconds
                if len(rounds) < ROUNDS_AT_ONCE:
                    rounds.add(asyncio.create_task(asyncio.to_thread(self._poll)))
                done, rounds = await asyncio.wait(rounds, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED)
                if days := sorted({day for finished in done for day in finished.result()}):
                    yield TriggerEvent({"days": days})
                await asyncio.sleep(max(0.0, tick - clock()))
        finally:
            for unfinished in rounds:
                unfinished.cancel()

    def _poll(self) -> list[str]:
        try:
            return poll_due_feeds()
        except MarsadError as error:  # Postgres away, a catalogue being edited: the next round may find it well
            self.log.warning("round skipped: %s", error)
        except Exception:  # nobody starts a trigger again that has died of a surprise
            self.log.exception("round skipped")
        return []

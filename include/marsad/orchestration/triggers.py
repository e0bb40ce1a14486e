"""What the triggerer watches on behalf of `poll_feeds`."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from marsad.errors import MarsadError
from marsad.orchestration.work import poll_due_feeds


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
        """Look every `seconds` for feeds that are due, in a thread: the loop belongs to all triggers."""
        while True:
            days = await asyncio.to_thread(self._poll)
            if days:
                yield TriggerEvent({"days": days})
            await asyncio.sleep(self.seconds)

    def _poll(self) -> list[str]:
        try:
            return poll_due_feeds()
        except MarsadError as error:  # Postgres away, a catalogue being edited: the next round may find it well
            self.log.warning("round skipped: %s", error)
        except Exception:  # nobody starts a trigger again that has died of a surprise
            self.log.exception("round skipped")
        return []

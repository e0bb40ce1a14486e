"""The watcher behind `poll_feeds`."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from marsad.errors import RetryableError


async def first_event(trigger: Any) -> Any:
    return await anext(aiter(trigger.run()))


def test_what_feeds_bring_together_fires_once_with_all_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.orchestration import triggers

    rounds = iter([None, RetryableError("db", "away"), ValueError("a bug"), ["2026-11-19"]])

    def poll(tell: Any) -> None:
        answer = next(rounds, None)
        if isinstance(answer, Exception):
            raise answer
        if answer:
            tell(answer)
            tell(["2026-11-18", "2026-11-19"])

    monkeypatch.setattr(triggers, "poll_due_feeds", poll)
    event = asyncio.run(asyncio.wait_for(first_event(triggers.FeedsTrigger(seconds=0.01)), timeout=10))
    assert event.payload == {"days": ["2026-11-18", "2026-11-19"]}


def test_a_feed_that_hangs_holds_up_neither_the_loop_nor_what_others_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.orchestration import triggers

    release = threading.Event()
    begun: list[int] = []

    def poll(tell: Any) -> None:
        begun.append(len(begun))
        tell([f"2026-11-{10 + len(begun)}"])
        release.wait(10)

    monkeypatch.setattr(triggers, "poll_due_feeds", poll)

    async def scenario() -> list[Any]:
        events = aiter(triggers.FeedsTrigger(seconds=0.01).run())
        told: list[Any] = []
        try:
            while True:  # until all rounds hang and nothing more is told, while the loop goes on turning
                told.append((await asyncio.wait_for(anext(events), timeout=1)).payload)
        except TimeoutError:
            pass
        finally:
            release.set()
        return told

    told = asyncio.run(scenario())
    assert told[0]["days"][0] == "2026-11-11"
    assert len(begun) == triggers.ROUNDS_AT_ONCE


def test_the_trigger_can_be_made_again_from_what_the_triggerer_keeps() -> None:
    from airflow.sdk.module_loading import import_string

    from marsad.orchestration.triggers import FeedsTrigger

    path, arguments = FeedsTrigger(seconds=7).serialize()
    assert import_string(path)(**arguments).seconds == 7


def test_the_days_of_all_events_are_told_once() -> None:
    from marsad.orchestration.work import days_told

    events = [
        SimpleNamespace(extra={"from_trigger": True, "payload": {"days": ["2026-11-18"]}}),
        SimpleNamespace(extra={"from_trigger": True, "payload": {"days": ["2026-11-18", "2026-11-19"]}}),
        SimpleNamespace(extra={}),
    ]
    assert days_told({"feed": events}) == {"2026-11-18", "2026-11-19"}
    assert days_told(None) == set()

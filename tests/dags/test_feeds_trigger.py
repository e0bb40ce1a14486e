"""The watcher behind `poll_feeds`."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from marsad.errors import RetryableError


async def first_event(trigger: Any) -> Any:
    return await anext(aiter(trigger.run()))


def test_a_round_that_brought_something_fires_once_with_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.orchestration import triggers

    rounds = iter([[], RetryableError("db", "away"), ValueError("a bug"), ["2026-11-18", "2026-11-19"]])

    def poll() -> list[str]:
        answer = next(rounds)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(triggers, "poll_due_feeds", poll)
    event = asyncio.run(asyncio.wait_for(first_event(triggers.FeedsTrigger(seconds=0)), timeout=10))
    assert event.payload == {"days": ["2026-11-18", "2026-11-19"]}


def test_a_slow_poll_does_not_hold_up_the_triggerers_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.orchestration import triggers

    async def scenario() -> int:
        released = asyncio.Event()
        loop = asyncio.get_running_loop()

        def poll() -> list[str]:
            asyncio.run_coroutine_threadsafe(released.wait(), loop).result(10)
            return ["2026-11-19"]

        monkeypatch.setattr(triggers, "poll_due_feeds", poll)
        waiting = asyncio.create_task(first_event(triggers.FeedsTrigger(seconds=0)))
        turns = 0
        for _ in range(5):  # the loop turns while the poll hangs
            await asyncio.sleep(0.01)
            turns += not waiting.done()
        released.set()
        await asyncio.wait_for(waiting, timeout=10)
        return turns

    assert asyncio.run(scenario()) == 5


def test_a_feed_that_hangs_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.orchestration import triggers

    release = threading.Event()
    begun: list[int] = []

    def poll() -> list[str]:
        begun.append(len(begun))
        if begun[-1:] != [1]:  # every round but the second hangs
            release.wait(10)
            return []
        return ["2026-11-19"]

    monkeypatch.setattr(triggers, "poll_due_feeds", poll)

    async def scenario() -> Any:
        events = aiter(triggers.FeedsTrigger(seconds=0.05).run())
        first = await asyncio.wait_for(anext(events), timeout=10)
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0.5)
        at_once = len(begun) - 1  # all that were begun, but the one that is done
        release.set()
        waiting.cancel()
        return first.payload, at_once

    payload, at_once = asyncio.run(scenario())
    assert payload == {"days": ["2026-11-19"]}
    assert at_once == triggers.ROUNDS_AT_ONCE


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

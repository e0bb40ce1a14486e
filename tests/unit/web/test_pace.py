"""Turns of one process. The loop's clock is a fake: what takes an hour here takes no time."""

import asyncio
from contextlib import suppress

import pytest

from marsad.errors import PostponedError
from marsad.web.pace import AT_ONCE, LONGEST_WAIT, LocalPacer


class LeapingLoop(asyncio.SelectorEventLoop):
    """Never waits: where nothing is ready its clock leaps to the next timer."""

    def __init__(self):
        super().__init__()
        self.now = 1000.0

    def time(self):
        return self.now

    def _run_once(self):
        if not self._ready and self._scheduled:
            self.now = max(self.now, self._scheduled[0].when())
        super()._run_once()


def run(coroutine):
    loop = LeapingLoop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()


async def starts(pacer, host, delay, count, lasts=0.0):
    """When each of `count` turns at once began, in seconds from now; None for those that were refused."""
    clock = asyncio.get_running_loop().time
    begun = clock()

    async def one():
        with suppress(PostponedError):
            async with pacer.turn(host, delay):
                started = clock() - begun
                await asyncio.sleep(lasts)
                return started
        return None

    return await asyncio.gather(*(one() for _ in range(count)))


def test_without_a_delay_turns_wait_for_a_slot_only():
    assert run(starts(LocalPacer(), "a", 0.0, AT_ONCE * 2, lasts=5.0)) == [0.0] * AT_ONCE + [5.0] * AT_ONCE


def test_a_delay_parts_the_starts():
    assert run(starts(LocalPacer(), "a", 30.0, 5, lasts=1.0)) == [0.0, 30.0, 60.0, 90.0, 120.0]


def test_hosts_do_not_wait_for_each_other():
    async def both():
        pacer = LocalPacer()
        return await asyncio.gather(starts(pacer, "a", 30.0, 2), starts(pacer, "b", 30.0, 2))

    assert run(both()) == [[0.0, 30.0], [0.0, 30.0]]


def test_who_would_wait_too_long_is_told_at_once_and_takes_nobodys_turn():
    async def attempt():
        pacer = LocalPacer()
        answers = await starts(pacer, "a", LONGEST_WAIT * 0.6, 4)
        with pytest.raises(PostponedError, match="a: its next turn is") as caught:
            await pacer.reserve("a", 10.0, 0.0)
        return answers, caught.value.retry_after

    answers, retry_after = run(attempt())
    assert answers == [0.0, LONGEST_WAIT * 0.6, None, None]
    assert retry_after > 0


def test_a_host_that_rests_refuses_new_turns_and_those_that_wait():
    async def attempt():
        pacer = LocalPacer()
        waiting = asyncio.ensure_future(starts(pacer, "a", 100.0, 3))
        await asyncio.sleep(1)
        await pacer.rest("a", 500.0)
        await pacer.rest("a", 5.0)  # does not shorten it
        with pytest.raises(PostponedError, match=r"asked for a rest") as caught:
            async with pacer.turn("a", 0.0):
                pass
        before = await waiting
        await asyncio.sleep(500)
        return before, caught.value.retry_after, await starts(pacer, "a", 0.0, 1), await starts(pacer, "b", 0.0, 1)

    assert run(attempt()) == ([0.0, None, None], 500.0, [0.0], [0.0])


def test_a_refused_or_cancelled_turn_gives_its_slot_back():
    async def attempt():
        pacer = LocalPacer()
        await pacer.rest("a", 10.0)
        await starts(pacer, "a", 0.0, 10)
        await asyncio.sleep(11)
        waiting = [asyncio.ensure_future(starts(pacer, "a", 1000.0, 1)) for _ in range(5)]
        await asyncio.sleep(1)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return await starts(pacer, "a", 0.0, AT_ONCE, lasts=1.0)

    assert run(attempt()) == [0.0] * AT_ONCE

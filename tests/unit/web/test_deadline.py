import asyncio
import time

import pytest

from marsad.web.deadline import Deadlines


def run(attempt):
    return asyncio.run(attempt())


def test_a_block_that_lasts_too_long_times_out():
    async def attempt():
        deadlines = Deadlines()
        started = time.monotonic()
        with pytest.raises(TimeoutError), deadlines.within(0.1):
            await asyncio.sleep(10)
        return time.monotonic() - started, asyncio.current_task().cancelling()

    lasted, cancelling = run(attempt)
    assert 0.1 <= lasted < 0.5
    assert cancelling == 0


def test_a_block_in_time_is_left_alone():
    async def attempt():
        deadlines = Deadlines()
        for _ in range(3):
            with deadlines.within(0.15):
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        return True

    assert run(attempt)


def test_each_block_has_its_own_limit():
    async def attempt():
        deadlines = Deadlines()

        async def block(seconds):
            with deadlines.within(seconds):
                await asyncio.sleep(0.5)
                return "in time"

        return await asyncio.gather(*(block(s) for s in (0.1, 5, 0.2, 0)), return_exceptions=True)

    answers = run(attempt)
    assert [type(answer) for answer in answers] == [TimeoutError, str, TimeoutError, TimeoutError]


def test_somebody_elses_cancellation_stays_one():
    async def attempt():
        deadlines = Deadlines()

        async def block():
            with deadlines.within(5):
                await asyncio.sleep(10)

        task = asyncio.ensure_future(block())
        await asyncio.sleep(0.05)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        run(attempt)


def test_an_error_of_the_block_goes_through():
    async def attempt():
        with Deadlines().within(5):
            raise KeyError("inside")

    with pytest.raises(KeyError):
        run(attempt)
